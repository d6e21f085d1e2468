import type { CodeRecord } from '../code-record.ts';

/** What two editions' records say, by kind of change; each set holds codes. */
export type ComputedChanges = {
  /** In the later edition only. */
  added: ReadonlySet<string>;
  /** In the earlier edition only. */
  dropped: ReadonlySet<string>;
  /** In both, with a termination date in the later one only. */
  terminated: ReadonlySet<string>;
  /** In both, with a termination date in the earlier one only. */
  reinstated: ReadonlySet<string>;
  longRevised: ReadonlySet<string>;
  shortRevised: ReadonlySet<string>;
  coverageChanged: ReadonlySet<string>;
  paymentChanged: ReadonlySet<string>;
};

/** "Payment change (MOG, pricing indicator codes, anesthesia base units, ASC)": record layout, field 30. */
const paymentFields = [
  'pricing',
  'multiplePricing',
  'anesthesiaBaseUnits',
  'ascGroup',
  'ascEffective',
  'outpatientGroup',
  'outpatientGroupPolicy',
  'outpatientGroupEffective',
];

/** What changed between two editions, in the terms of a change report. */
export function computeChanges(before: CodeRecord[], after: CodeRecord[]): ComputedChanges {
  const earlier = new Map(before.map((record) => [record.code, record]));
  const later = new Set(after.map(({ code }) => code));
  const codesWhere = (differs: (old: CodeRecord, record: CodeRecord) => boolean): Set<string> =>
    new Set(
      after.flatMap((record) => {
        const old = earlier.get(record.code);
        return old && differs(old, record) ? [record.code] : [];
      }),
    );
  return {
    added: new Set(after.flatMap(({ code }) => (earlier.has(code) ? [] : [code]))),
    dropped: new Set(before.flatMap(({ code }) => (later.has(code) ? [] : [code]))),
    terminated: codesWhere((old, { dates }) => old.dates.terminated === null && dates.terminated !== null),
    reinstated: codesWhere((old, { dates }) => old.dates.terminated !== null && dates.terminated === null),
    longRevised: codesWhere((old, { longDescriptor }) => old.longDescriptor !== longDescriptor),
    shortRevised: codesWhere((old, { shortDescriptor }) => old.shortDescriptor !== shortDescriptor),
    coverageChanged: codesWhere((old, record) => !same(old, record, ['coverage'])),
    paymentChanged: codesWhere((old, record) => !same(old, record, paymentFields)),
  };
}

const same = (old: CodeRecord, record: CodeRecord, fields: string[]): boolean =>
  fields.every((field) => String(old.indicators[field]) === String(record.indicators[field]));
