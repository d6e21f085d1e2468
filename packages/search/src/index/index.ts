export { rootPath } from '../text/root.ts';
export { buildIndex, type CodeSetName, indexVersion } from './build-index.ts';
export { changeEntries, type EntryChange, type IndexChange } from './change-entries.ts';
export type { SearchEntry } from './entry.ts';
export type { IndexFile } from './index-files.ts';
