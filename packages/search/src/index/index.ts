export { buildIndex, type CodeSetName, type IndexFile } from './build-index.ts';
export type { SearchEntry } from './entry.ts';
