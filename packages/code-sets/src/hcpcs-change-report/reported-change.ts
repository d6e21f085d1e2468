/** What a change report can say of a code; 'other' is a wording that is not known. */
export const reportedKinds = [
  'added',
  'discontinued',
  'reinstated',
  'long-changed',
  'short-changed',
  'coverage-changed',
  'payment-changed',
  'administrative-changed',
  'miscellaneous',
  'none',
  'other',
] as const;

export type ReportedKind = (typeof reportedKinds)[number];

/** One row of a change report. */
export type ReportedChange = {
  code: string;
  /** The type of change as the file prints it, cut where its column is too narrow. */
  change: string;
  kinds: ReportedKind[];
  short: string;
  long: string;
  /** The long descriptor reaches the column's end, so that its own end may be missing. */
  longCut: boolean;
  /** Line of the file, from 1. */
  line: number;
};

const wholeWordings: [wording: RegExp, kind: ReportedKind][] = [
  [/^add/i, 'added'],
  [/^(?:disc|delet|terminat)/i, 'discontinued'],
  [/^(?:reinst|re-?activ)/i, 'reinstated'],
  [/^no\b/i, 'none'],
  [/^misc/i, 'miscellaneous'],
];
const partWordings: [wording: RegExp, kind: ReportedKind][] = [
  [/\blong\b/i, 'long-changed'],
  [/\bshort\b/i, 'short-changed'],
  [/\bcov(?:erage)?\b/i, 'coverage-changed'],
  [/\b(?:payment|pricing|price)\b/i, 'payment-changed'],
  [/\badmin/i, 'administrative-changed'],
  [/\b(?:tos|betos|type of service)\b/i, 'miscellaneous'],
];

/**
 * What a type of change means. The wordings stand for the action codes of the records (record layout, field
 * 30: A, B, C, D, F, N, P, R, S, T); one may name two changes (`Coverage and Long Des`).
 */
export function kindsOf(change: string): ReportedKind[] {
  const whole = wholeWordings.find(([wording]) => wording.test(change));
  if (whole) return [whole[1]];
  const parts = partWordings.filter(([wording]) => wording.test(change)).map(([, kind]) => kind);
  return parts.length > 0 ? parts : ['other'];
}
