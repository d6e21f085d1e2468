import { parseCompactDay } from './text-checks.ts';

const months = 'jan feb mar apr may jun jul aug sep oct nov dec'.split(' ');

const iso = /^(\d{4})-(\d{2})-(\d{2})(?:[T ]00:00(?::00(?:\.0{1,3})?)?Z?)?$/;
const slashed = /^(\d{1,2})\/(\d{1,2})\/((?:\d{2})?\d{2})$/;
const worded = /^([a-z]{3})[a-z]{0,6}\.? (\d{1,2}), ?(\d{4})$/i;
const serial = /^(\d{5})(?:\.0+)?$/;

/** 1970-01-01 as a spreadsheet counts days, and the span in which a serial number is taken for a day (1996-2099). */
const serialOf1970 = 25_569;
const firstSerial = 35_065;
const lastSerial = 73_050;
const dayLength = 86_400_000;

/**
 * A day as workbooks and their exports write it, to YYYY-MM-DD: `20241001`, `2024-10-01`, `10/1/2024`, `10/1/24`
 * (this century), `October 1, 2024`, or a spreadsheet's serial number `45566`, counted from 1900 as all official
 * workbooks do (ECMA-376 part 1, 18.17.4.1). Null where it is none of these, or no day of the calendar.
 */
export function parseWrittenDay(text: string): string | null {
  const compact = parseCompactDay(text);
  if (compact !== null) return compact;
  const [, year = '', month = '', day = ''] = iso.exec(text) ?? [];
  if (year !== '') return parseCompactDay(year + month + day);
  const [, number] = serial.exec(text) ?? [];
  if (number !== undefined) return dayOfSerial(Number(number));
  return parseAmericanDay(text);
}

function parseAmericanDay(text: string): string | null {
  const [, month = '', day = '', year = ''] = slashed.exec(text) ?? [];
  if (month !== '')
    return parseCompactDay(year.padStart(4, '20') + month.padStart(2, '0') + day.padStart(2, '0'));
  const [, word = '', dayOf = '', yearOf = ''] = worded.exec(text) ?? [];
  const index = months.indexOf(word.toLowerCase());
  if (index < 0) return null;
  return parseCompactDay(yearOf + String(index + 1).padStart(2, '0') + dayOf.padStart(2, '0'));
}

function dayOfSerial(serialNumber: number): string | null {
  if (serialNumber < firstSerial || serialNumber > lastSerial) return null;
  return new Date((serialNumber - serialOf1970) * dayLength).toISOString().slice(0, 10);
}
