export { askAll, type FetchFile, filesOf, keeping, type Missed } from './ask-all.ts';
export { laterQueries } from './later-queries.ts';
export { officialEntries, officialSets } from './official-entries.ts';
export { type TypedQuery, typedQueries } from './typed-queries.ts';
