import { parseCompactDay } from '../text-checks.ts';

export type NcciSetting = 'practitioner' | 'outpatient-hospital' | 'dme-supplier';

/** `ccipra-v311r0-f2`: version 31.1, release 0, part 2. Versions count quarters: 31.1 is the second of 1994 + 31. */
const version = /(?<![a-z])cci(?:pra|oph)[-_ ]?v(\d{2})(\d)(?!\d)/i;
/** `MCR_MUE_PractitionerServices_Eff_01-01-2025`, `…-effective-10-01-2025`. */
const day = /(?<![a-z])eff(?:ective)?[-_ ](\d{2})[-_](\d{2})[-_](\d{4})(?!\d)/i;
/** `medicare-ncci-2025q1-…`, `medicare-ncci-2025-q4-…`. */
const quarter = /(?<!\d)(20\d{2})[-_ ]?q([1-4])(?!\d)/i;

/**
 * The quarter that the name of an NCCI file or archive tells, as the day from which it is in force, YYYY-MM-DD. Null
 * where it tells none, or two that differ.
 */
export function ncciEdition(name: string): { effective: string } | null {
  const told = new Set(
    [dayOfVersion(name), dayOfDate(name), dayOfQuarter(name)].filter((one) => one !== null),
  );
  const [effective] = told;
  return effective !== undefined && told.size === 1 ? { effective } : null;
}

function dayOfVersion(name: string): string | null {
  const [, major, minor = ''] = version.exec(name) ?? [];
  // The first release of a year is .0, the last .3.
  return major !== undefined && minor <= '3' ? firstOf(1994 + Number(major), Number(minor) + 1) : null;
}

function dayOfDate(name: string): string | null {
  const [, month = '', dayOf = '', year = ''] = day.exec(name) ?? [];
  return parseCompactDay(year + month + dayOf);
}

function dayOfQuarter(name: string): string | null {
  const [, year, number] = quarter.exec(name) ?? [];
  return year === undefined ? null : firstOf(Number(year), Number(number));
}

const firstOf = (year: number, quarterOfYear: number): string =>
  `${year}-${String(quarterOfYear * 3 - 2).padStart(2, '0')}-01`;

const settings: [NcciSetting, RegExp][] = [
  ['practitioner', /(?<![a-z])ccipra|practitioner/i],
  ['outpatient-hospital', /(?<![a-z])ccioph|outpatient|hospital/i],
  ['dme-supplier', /(?<![a-z])dme/i],
];

/** Whose claims a table is for, from a file's name or a column's heading. Null where it tells none, or several. */
export function ncciSetting(name: string): NcciSetting | null {
  const told = settings.filter(([, words]) => words.test(name));
  return told.length === 1 ? (told[0]?.[0] ?? null) : null;
}
