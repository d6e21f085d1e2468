export { compareAddenda } from './addenda/compare.ts';
export type { CodeDates, CodeRecord, Indicators } from './code-record.ts';
export { decodeText } from './container/lines.ts';
export type { FileFormat } from './edition.ts';
export {
  type ChangeCounts,
  type ChangeItem,
  type CodeChange,
  countedKinds,
  type EditionContent,
  type EditionDiff,
} from './edition-diff/change.ts';
export { countsOf, itemsOf } from './edition-diff/count-changes.ts';
export { diffEditions } from './edition-diff/diff-editions.ts';
export { diffWords, type WordPiece } from './edition-diff/words.ts';
export { tellEdition } from './edition-names.ts';
export {
  type ConversionFact,
  type Fact,
  type FactContents,
  type FactKind,
  factKindNames,
  type GemLine,
  type IndexFact,
  type MueFact,
  type PtpEditOf,
  type TabularFact,
  type TabularNotes,
} from './facts/facts.ts';
export {
  type FamilyCode,
  type FamilyValue,
  type FamilyValues,
  type ValueSource,
  valueSources,
} from './family-values/family-code.ts';
export { type Family, familyValues } from './family-values/family-values.ts';
export { parentsByOrder } from './family-values/parents-by-order.ts';
export type { SeventhMeanings } from './family-values/seventh-character.ts';
export { type DecodedIndicator, decodeIndicators } from './hcpcs/decode-indicators.ts';
export { compareChangeReport } from './hcpcs-change-report/compare.ts';
export { computeChanges } from './hcpcs-change-report/compute.ts';
export { type AppliedCorrections, applyCorrections } from './hcpcs-corrections/apply.ts';
export { replacementsOf } from './icd-10-conversion/replacements.ts';
export { withDot } from './icd-10-order/parse.ts';
export { type PcsCharacter, pcsCharacters } from './icd-10-pcs-names/characters.ts';
export type {
  AddendaContent,
  ChangeReportContent,
  CorrectionsContent,
  FactsContent,
  OfficialContent,
  OfficialFile,
  ReleaseContent,
} from './official-content.ts';
export type { ProblemCode } from './problems.ts';
export { checkDocument, type OfficeTable, readWorkbook, type TableLimits } from './read-office-file.ts';
export { type Given, readOfficialFile } from './read-official-file.ts';
export { readRelease } from './read-release.ts';
