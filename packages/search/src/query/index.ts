export { rootPath } from '../text/root.ts';
export { IndexGone, type IndexReader, type LoadFile, openIndex } from './index-reader.ts';
export { type Asked, type Found, type Hit, type HitGroup, lookUp } from './lookup.ts';
export {
  countWords,
  inOneLine,
  longestQuery,
  missingWords,
  nearWords,
  renderHit,
  renderResults,
} from './results-html.ts';
export type { Filters } from './score.ts';
export { stateWords } from './state-words.ts';
