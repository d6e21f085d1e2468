import type { CodeDates, Indicators } from '../code-record.ts';
import type { ProblemCode } from '../problems.ts';
import { parseCompactDay } from '../text-checks.ts';
import { actionCodes, dateFields, type Field, indicatorFields, sequenceField } from './layout.ts';
import { type RawRecord, single } from './raw-record.ts';

/** Tells of a flaw in one field of the record at hand. */
export type Flaw = (raw: RawRecord, field: Field, code: ProblemCode, message: string, hint: string) => void;

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
    const values = raw.values(field).filter((value) => value !== '');
    const [first] = values;
    if (first === undefined) continue;
    indicators[field.name] = field.times > 1 ? values : first;
    if (field.name === 'actionCode' && !actionCodes.includes(first))
      flaw(
        raw,
        field,
        'bad-field',
        `The action code is "${first}".`,
        `It is one of ${[...actionCodes].join(' ')}.`,
      );
  }
  return indicators;
}
