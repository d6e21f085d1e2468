export type { Addenda, AddendaRow, AddendaSummary } from './addenda/addenda.ts';
export { type AddendaCheck, type AddendaDifference, compareAddenda } from './addenda/compare.ts';
export { looksLikeAddenda } from './addenda/looks-like-addenda.ts';
export { parseAddenda } from './addenda/parse.ts';
export type { CodeDates, CodeRecord, Indicators } from './code-record.ts';
export { editionOf, type FileFormat, setOfFormat } from './edition.ts';
export { applyDiff } from './edition-diff/apply-diff.ts';
export type {
  ChangeCounts,
  ChangeItem,
  ChangeKind,
  CodeChange,
  CountedKind,
  EditionContent,
  EditionDiff,
} from './edition-diff/change.ts';
export { billableView, type CountOptions, countsOf, itemsOf } from './edition-diff/count-changes.ts';
export { diffEditions } from './edition-diff/diff-editions.ts';
export { diffWords, type WordPiece } from './edition-diff/words.ts';
export { type DecodedIndicator, decodeIndicators } from './hcpcs/decode-indicators.ts';
export { withDot } from './icd-10-order/parse.ts';
export type { ProblemCode } from './problems.ts';
export {
  type DetectedRelease,
  type DetectResult,
  detectRelease,
  type Given,
  type Release,
  type ReleaseResult,
  readRelease,
} from './read-release.ts';
