export { rootPath } from '../text/root.ts';
export { buildIndex, type CodeSetName, type IndexFile, indexVersion } from './build-index.ts';
export type { SearchEntry } from './entry.ts';
