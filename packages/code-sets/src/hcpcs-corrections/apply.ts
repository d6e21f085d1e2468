import type { CodeRecord, Indicators } from '../code-record.ts';
import { modifierCode } from '../hcpcs/layout.ts';
import { surgicalGroupOf } from './actions.ts';
import type { CorrectedIndicators, Correction, PrintedText } from './correction.ts';
import { insertInOrder } from './insert-in-order.ts';

export type AppliedCorrections = {
  /** A new array in the official order; records that no correction touches are the given ones. */
  records: CodeRecord[];
  /** What each correction did, in words; nothing where the edition held it already. */
  applied: { code: string; what: string[] }[];
  notApplied: { code: string; line: number; why: string }[];
};

/** What one correction makes of the record, or why it makes nothing. */
type Outcome = { record: CodeRecord; what: string[] } | { why: string };

/**
 * Applies a corrections file to an edition. `before` gives a code's record in the edition before, from which
 * codes removed in error are restored. What cannot be interpreted is not applied and told why: nothing is
 * guessed. Pure; applying twice is applying once, so codes come in before anything is changed.
 */
export function applyCorrections(
  records: CodeRecord[],
  corrections: Correction[],
  before: (code: string) => CodeRecord | null,
): AppliedCorrections {
  const held = new Map(records.map((record) => [record.code, record]));
  const known = new Set(held.keys());
  const outcomes = new Map<Correction, Outcome>();
  const run = (step: Step) => {
    for (const correction of corrections) {
      const outcome = step(correction, held.get(correction.code) ?? null);
      if (outcome === null) continue;
      outcomes.set(correction, joined(outcomes.get(correction), outcome));
      if ('record' in outcome) held.set(correction.code, outcome.record);
    }
  };
  run((correction, record) => restore(correction, record, before));
  run(addCode);
  run(change);
  const added = [...held.values()].filter(({ code }) => !known.has(code));
  const corrected = records.map((record) => held.get(record.code) ?? record);
  return { records: insertInOrder(corrected, added), ...report(corrections, outcomes) };
}

/** Null where the step is not the correction's. */
type Step = (correction: Correction, record: CodeRecord | null) => Outcome | null;

function joined(earlier: Outcome | undefined, outcome: Outcome): Outcome {
  if (!earlier || !('record' in earlier) || !('record' in outcome)) return outcome;
  return { record: outcome.record, what: [...earlier.what, ...outcome.what] };
}

function report(corrections: Correction[], outcomes: Map<Correction, Outcome>) {
  const applied: AppliedCorrections['applied'] = [];
  const notApplied: AppliedCorrections['notApplied'] = [];
  for (const correction of corrections) {
    const { code, line } = correction;
    const outcome = outcomes.get(correction);
    if (outcome && 'record' in outcome) applied.push({ code, what: outcome.what });
    else if (outcome) notApplied.push({ code, line, why: outcome.why });
  }
  return { applied, notApplied };
}

function restore(
  { code, kind }: Correction,
  record: CodeRecord | null,
  before: (code: string) => CodeRecord | null,
): Outcome | null {
  if (kind !== 'restore') return null;
  if (record !== null) return { record, what: [] };
  const earlier = before(code);
  return earlier === null
    ? { why: 'The edition before does not hold the code that was removed in error.' }
    : { record: earlier, what: ['restored from the edition before'] };
}

/** A code that the edition lacks, as far as the file's narrow columns tell of it. */
function addCode(correction: Correction, held: CodeRecord | null): Outcome | null {
  const { code, kind, short, long, effective } = correction;
  if (kind !== 'add' || held !== null || long === null) return null;
  const record: CodeRecord = {
    code,
    displayCode: code,
    codeType: modifierCode.test(code) ? 'modifier' : 'procedure',
    billable: null,
    parent: null,
    shortDescriptor: short && withMark(short),
    mediumDescriptor: null,
    longDescriptor: withMark(long),
    dates: { added: effective, effective, terminated: null },
    indicators: { ...correction.indicators },
  };
  if (long.cut || short?.cut) record.indicators.descriptorCut = 'corrections file';
  return {
    record,
    what: ['added', ...correction.cutCells.map((cell) => `${cell} is cut or mistyped and left out`)],
  };
}

const withMark = ({ text, cut }: PrintedText): string => (cut ? `${text}…` : text);

function change(correction: Correction, record: CodeRecord | null): Outcome | null {
  const { kind, action } = correction;
  if (kind === 'restore') return null;
  if (kind === 'other') return { why: `What "${action}" asks for is not known.` };
  if (record === null)
    return {
      why: `The edition does not hold the code${kind === 'add' ? ', and the file gives no long descriptor' : ''}.`,
    };
  if (kind === 'add') return setIndicators(record, correction.indicators);
  const group = surgicalGroupOf(correction.action);
  if (group === 'remove') return setIndicators(record, {}, ['ascGroup', 'ascEffective']);
  if (correction.kind === 'discontinue') return discontinue(record, correction);
  if (group === 'add' && correction.indicators.ascGroup === undefined)
    return { why: 'The file does not give the indicator that is to be added.' };
  return setFilled(record, correction);
}

/** Cells that are filled replace what the edition says; a cut text replaces nothing. */
function setFilled(record: CodeRecord, { short, long, indicators, cutCells }: Correction): Outcome {
  const filled = Object.keys(indicators).length > 0;
  const wholeShort = short !== null && !short.cut ? short.text : null;
  const wholeLong = long !== null && !long.cut ? long.text : null;
  if (!filled && wholeShort === null && wholeLong === null)
    return short || long || cutCells.length > 0
      ? { why: 'The new value is cut in the file.' }
      : { why: 'The file does not give the new value.' };
  const set = setIndicators(record, indicators);
  if (!('record' in set)) return set;
  const texts = {
    shortDescriptor: wholeShort ?? record.shortDescriptor,
    longDescriptor: wholeLong ?? record.longDescriptor,
  };
  const what = [...set.what];
  if (texts.shortDescriptor !== record.shortDescriptor) what.push('short descriptor set');
  if (texts.longDescriptor !== record.longDescriptor) what.push('long descriptor set');
  return { record: what.length > 0 ? { ...set.record, ...texts } : record, what };
}

/**
 * The file gives the day on which the code is gone; the records' termination date is the last day on which it
 * may be used (record layout, field 29), the day before.
 */
function discontinue(record: CodeRecord, { effective, indicators }: Correction): Outcome {
  if (effective === null) return { why: 'The day of the discontinuation is missing, cut or no day.' };
  const terminated = dayBefore(effective);
  const set = setIndicators(record, { crossReference: indicators.crossReference });
  const what = 'what' in set ? [...set.what] : [];
  const changed = 'record' in set ? set.record : record;
  if (record.dates.terminated === terminated && record.dates.effective === effective)
    return { record: changed, what };
  what.push(`terminated ${terminated}`);
  return { record: { ...changed, dates: { ...record.dates, effective, terminated } }, what };
}

const dayBefore = (day: string): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) - 86_400_000).toISOString().slice(0, 10);

/** Sets the indicators that differ and removes others; the same record where nothing does. */
function setIndicators(
  record: CodeRecord,
  values: { [Name in keyof CorrectedIndicators]: CorrectedIndicators[Name] | undefined },
  removed: string[] = [],
): Outcome {
  const indicators: Indicators = { ...record.indicators };
  const what: string[] = [];
  for (const [name, value] of Object.entries(values)) {
    if (value === undefined || String(value) === String(indicators[name])) continue;
    indicators[name] = value;
    what.push(`${name} set to ${String(value)}`);
  }
  for (const name of removed) {
    if (indicators[name] === undefined) continue;
    delete indicators[name];
    what.push(`${name} removed`);
  }
  return { record: what.length > 0 ? { ...record, indicators } : record, what };
}
