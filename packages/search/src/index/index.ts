export { rootPath } from '../text/root.ts';
export { buildIndex, type CodeSetName, type IndexFile, indexVersion } from './build-index.ts';
export { changeLeads } from './change-leads.ts';
export type { SearchEntry } from './entry.ts';
