import type { CodeDates, Indicators } from '../code-record.ts';
import type { ProblemCode } from '../problems.ts';
import { parseCompactDay } from '../text-checks.ts';
import { dateFields, type Field, indicatorFields, sequenceField } from './layout.ts';
import { type RawRecord, single } from './raw-record.ts';

/** Tells of a flaw in one field of the record at hand. */
export type Flaw = (
  raw: RawRecord,
  field: Field,
  code: ProblemCode,
  message: string,
  hint: string,
  entry?: number,
) => void;

/** The sequence number; 0 where it is none. */
export function readSequence(raw: RawRecord, flaw: Flaw): number {
  const text = single(raw, sequenceField);
  if (/^\d{1,5}$/.test(text)) return Number(text);
  flaw(
    raw,
    sequenceField,
    'bad-sequence',
    `The sequence number is "${text}".`,
    'It is a number such as 00100.',
  );
  return 0;
}

export function readDates(raw: RawRecord, flaw: Flaw): CodeDates {
  const day = (field: Field): string | null => {
    const text = single(raw, field);
    if (text === '' || /^0+$/.test(text)) return null;
    const found = parseCompactDay(text);
    if (found === null)
      flaw(raw, field, 'bad-field', `"${text}" is no day of the calendar.`, 'Dates are written YYYYMMDD.');
    return found;
  };
  return {
    added: day(dateFields.added),
    effective: day(dateFields.effective),
    terminated: day(dateFields.terminated),
  };
}

/** All columns beyond texts and dates, as they are; blank ones are left out. */
export function readIndicators(raw: RawRecord, flaw: Flaw): Indicators {
  const indicators: Indicators = {};
  for (const field of indicatorFields) {
    const entries = raw.values(field);
    const values = entries.filter((value) => value !== '');
    const [first] = values;
    if (first === undefined) continue;
    indicators[field.name] = field.times > 1 ? values : first;
    for (const [entry, value] of entries.entries())
      if (value !== '' && !field.shape.test(value)) {
        const message = `"${value.slice(0, 20)}" cannot be a value of ${field.sheet[entry]}.`;
        flaw(
          raw,
          field,
          'bad-field',
          message,
          'Compare the row with the official file and its layout.',
          entry,
        );
      }
  }
  return indicators;
}
