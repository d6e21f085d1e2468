export { rootPath } from '../text/root.ts';
export { buildIndex, type CodeSetName, indexVersion } from './build-index.ts';
export { changeLeads, type IndexChange, type LeadChange } from './change-leads.ts';
export type { SearchEntry } from './entry.ts';
export type { IndexFile } from './index-files.ts';
