import type { CodeSetEdition, EditionKind } from '@plaincode/content-schemas';
import { type ToldByName, tellEdition } from './edition-names.ts';

/** The file formats that can be read. `cpt` cannot be told from content: its code set must be given. */
export type FileFormat = 'hcpcs' | 'icd-10-cm-order' | 'icd-10-pcs-order' | 'cpt';

/** The code set that a format belongs to when none is given; null for a format that many sets share. */
export const setOfFormat: Record<FileFormat, string | null> = {
  hcpcs: 'hcpcs',
  'icd-10-cm-order': 'icd-10-cm',
  'icd-10-pcs-order': 'icd-10-pcs',
  cpt: null,
};

const monthNames = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
];

/** ICD-10 sets are updated by federal fiscal year, which begins on 1 October; all others by calendar year. */
const isFiscal = (format: FileFormat): boolean => format.startsWith('icd-10');

/**
 * The edition of a code set that takes effect on a day. ICD-10 editions carry the fiscal year: the one of
 * 2024-10-01 is "2025". Editions of other months are named by month, quarterly where the set has quarters.
 */
export function editionOf(codeSet: string, format: FileFormat, effective: string): CodeSetEdition {
  const [year = 0, month = 1] = effective.split('-').map(Number);
  const annual = month === (isFiscal(format) ? 10 : 1);
  const kind: EditionKind = annual ? 'annual' : isFiscal(format) ? 'mid-year' : 'quarterly';
  let label = `${monthNames[month - 1]} ${year}`;
  if (annual && isFiscal(format)) label = String(year + 1);
  if (annual && format === 'cpt') label = String(year);
  return { id: `${codeSet}-${effective}`, codeSet, label, kind, published: null, effective };
}

export type EditionDay = { effective: string } | { contradiction: string } | { unknown: true };

/**
 * The day on which the edition takes effect: the given one, else what the names tell, the first of them that
 * tells something (`HCPC2025_OCT_ANWEB.xlsx` is 2025-10-01, `icd10cm_order_2025.txt` the fiscal year from
 * 2024-10-01, `icd10cm-order-Jan-2021.txt` 2021-01-01). The file's own name is asked for the month first: CMS
 * posts April updates in archives named so, whose members keep the year's name. A given day that the names
 * speak against, and names that speak against each other, are contradictions, told in words.
 */
export function decideEditionDay(format: FileFormat, names: string[], given?: string): EditionDay {
  const told = names.flatMap((name) => tellEdition(name) ?? []);
  if (given !== undefined) {
    const against = told.find((one) => !agrees(format, one, given));
    return against
      ? { contradiction: `The name says ${wordsOf(against)}, and ${given} was given.` }
      : { effective: given };
  }
  const [first] = told;
  if (!first) return { unknown: true };
  const effective = dayOf(format, {
    ...first,
    month: told.find(({ month }) => month !== null)?.month ?? null,
  });
  const against = told.find((one) => !agrees(format, one, effective));
  if (against) return { contradiction: `One name says ${wordsOf(first)}, another ${wordsOf(against)}.` };
  return { effective };
}

function dayOf(format: FileFormat, { year, month, fiscal }: ToldByName): string {
  if (month === null) return isFiscal(format) ? firstOf(year - 1, 10) : firstOf(year, 1);
  return firstOf(fiscal && month >= 10 ? year - 1 : year, month);
}

/** A name without a month speaks of a whole year, since updates keep the year's name. */
function agrees(format: FileFormat, told: ToldByName, effective: string): boolean {
  if (told.month !== null) return dayOf(format, told).slice(0, 7) === effective.slice(0, 7);
  const { year } = told;
  if (!isFiscal(format)) return effective.startsWith(`${year}-`);
  return effective >= firstOf(year - 1, 10) && effective < firstOf(year, 10);
}

const wordsOf = ({ year, month }: ToldByName): string =>
  month === null ? String(year) : `${monthNames[month - 1]} ${year}`;

const firstOf = (year: number, month: number): string => `${year}-${String(month).padStart(2, '0')}-01`;
