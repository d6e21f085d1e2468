import type { ComputedChanges } from './compute.ts';
import { type ReportedChange, type ReportedKind, reportedKinds } from './reported-change.ts';

export type ReportDifference = {
  code: string;
  /** The type of change as the report prints it; null where the report does not name the code. */
  reported: string | null;
  computed: ReportedKind[];
  note: string;
};

export type ReportComparison = {
  /** How many codes both say the same of, by kind. */
  agreements: Record<ReportedKind, number>;
  differences: ReportDifference[];
};

/** From the weightiest on: a report gives each code one action, and a weightier one hides the others. */
const computedKinds: [set: keyof ComputedChanges, kind: ReportedKind][] = [
  ['added', 'added'],
  ['dropped', 'discontinued'],
  ['terminated', 'discontinued'],
  ['reinstated', 'reinstated'],
  ['longRevised', 'long-changed'],
  ['shortRevised', 'short-changed'],
  ['coverageChanged', 'coverage-changed'],
  ['paymentChanged', 'payment-changed'],
];

/**
 * Holds a change report against what two editions' records say. A code's difference is told once; computed
 * changes that weigh less than a reported one that holds are no difference. Kinds that records do not tell
 * (administrative, miscellaneous, other) are passed over. Pure.
 */
export function compareChangeReport(reported: ReportedChange[], ours: ComputedChanges): ReportComparison {
  const agreements = noAgreements();
  const differences: ReportDifference[] = [];
  const named = new Set<string>();
  for (const { code, change, kinds } of reported) {
    named.add(code);
    const computed = kindsComputed(code, ours);
    for (const kind of kinds) if (agrees(kind, computed)) agreements[kind] += 1;
    const note = noteOn(kinds, computed);
    if (note !== null) differences.push({ code, reported: change, computed, note });
  }
  const all = new Set(computedKinds.flatMap(([set]) => [...ours[set]]));
  for (const code of all) {
    if (named.has(code)) continue;
    const note = ours.dropped.has(code)
      ? 'The code left the edition; the report names codes of the new edition only.'
      : 'The report does not name the code.';
    differences.push({ code, reported: null, computed: kindsComputed(code, ours), note });
  }
  return { agreements, differences };
}

const noAgreements = (): Record<ReportedKind, number> => ({
  added: 0,
  discontinued: 0,
  reinstated: 0,
  'long-changed': 0,
  'short-changed': 0,
  'coverage-changed': 0,
  'payment-changed': 0,
  'administrative-changed': 0,
  miscellaneous: 0,
  none: 0,
  other: 0,
});

const kindsComputed = (code: string, ours: ComputedChanges): ReportedKind[] => [
  ...new Set(computedKinds.flatMap(([set, kind]) => (ours[set].has(code) ? [kind] : []))),
];

const agrees = (kind: ReportedKind, computed: ReportedKind[]): boolean =>
  kind === 'none' ? computed.length === 0 : computed.includes(kind);

const untold: ReportedKind[] = ['administrative-changed', 'miscellaneous', 'other'];
const weight = (kind: ReportedKind): number => reportedKinds.indexOf(kind);

/** Why report and records differ on a code; null where they do not. */
function noteOn(kinds: ReportedKind[], computed: ReportedKind[]): string | null {
  const told = kinds.filter((kind) => !untold.includes(kind));
  if (told.length === 0) return null;
  const missing = told.filter((kind) => !agrees(kind, computed));
  if (told.includes('none'))
    return computed.length === 0 ? null : 'The report names no change; the records differ.';
  if (missing.length > 0)
    return computed.length === 0
      ? 'The records of the two editions do not differ so.'
      : missingNote(missing, computed);
  const heaviest = Math.min(...told.map(weight));
  return computed.some((kind) => !told.includes(kind) && weight(kind) < heaviest)
    ? 'The records tell a weightier change.'
    : null;
}

function missingNote(missing: ReportedKind[], computed: ReportedKind[]): string {
  if (computed.includes('added') && missing.includes('discontinued'))
    return 'The code came and went between the two editions.';
  if (computed.includes('added')) return 'The code is new since the earlier edition, and was changed since.';
  return `The records tell other changes than ${missing.join(' and ')}.`;
}
