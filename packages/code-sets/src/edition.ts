import type { CodeSetEdition, EditionKind } from '@plaincode/content-schemas';

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

/** The month in which the set's annual edition takes effect: 10 for ICD-10, 1 for all others. */
const annualMonth = (format: FileFormat): number => (format.startsWith('icd-10') ? 10 : 1);

/**
 * The edition of a code set that takes effect on a day. ICD-10 editions carry the fiscal year: the one of
 * 2024-10-01 is "2025". Editions of other months are named by month, quarterly where the set has quarters.
 */
export function editionOf(codeSet: string, format: FileFormat, effective: string): CodeSetEdition {
  const [year = 0, month = 1] = effective.split('-').map(Number);
  const annual = month === annualMonth(format);
  const fiscal = format.startsWith('icd-10') && annual;
  const kind: EditionKind = annual ? 'annual' : format.startsWith('icd-10') ? 'mid-year' : 'quarterly';
  const label = fiscal
    ? String(year + 1)
    : format === 'cpt' && annual
      ? String(year)
      : `${monthNames[month - 1]} ${year}`;
  return { id: `${codeSet}-${effective}`, codeSet, label, kind, published: null, effective };
}

/**
 * The effective day that file names tell: `HCPC2025_OCT_ANWEB.xlsx` is 2025-10-01, `icd10cm_order_2025.txt`
 * the fiscal year 2025 from 2024-10-01, `icd10cm-order-Jan-2021.txt` 2021-01-01. Null where they tell nothing.
 * The file's own name is asked for the month first: CMS posts April updates in archives named so, whose
 * members keep the year's name.
 */
export function effectiveDayOf(format: FileFormat, names: string[]): string | null {
  const words = names.map((name) => name.toLowerCase());
  const year = words.map(yearIn).find((found) => found !== null);
  if (year === undefined || year === null) return null;
  const month = words.map(monthIn).find((found) => found !== null) ?? null;
  if (format.startsWith('icd-10'))
    return month === null || month === 10 ? fiscalStart(year) : day(year, month);
  return day(year, month ?? 1);
}

/** A year of this century that stands by itself or after the set's letters: `HCPC2025`, `order_2025`, `2025-code`. */
function yearIn(name: string): number | null {
  const found = /(?<!\d)(20\d{2})(?!\d)/.exec(name)?.[1];
  return found === undefined ? null : Number(found);
}

function monthIn(name: string): number | null {
  const found =
    /(?<![a-z])(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)(?:uary|ruary|ch|il|e|y|ust|tember|ober|ember)?(?![a-z])/.exec(
      name,
    )?.[1];
  return found === undefined
    ? null
    : monthNames.findIndex((month) => month.toLowerCase().startsWith(found)) + 1;
}

const fiscalStart = (year: number): string => `${year - 1}-10-01`;
const day = (year: number, month: number): string => `${year}-${String(month).padStart(2, '0')}-01`;
