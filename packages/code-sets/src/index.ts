export type { CodeDates, CodeRecord, Indicators } from './code-record.ts';
export { editionOf, type FileFormat, setOfFormat } from './edition.ts';
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
