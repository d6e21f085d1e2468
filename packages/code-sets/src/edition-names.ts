/** What a file's name tells of its edition. `fiscal`: the name calls its year a fiscal one (`FY2025`). */
export type ToldByName = { year: number; month: number | null; fiscal: boolean };

const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

/** The first day of a month, as people and programs write it: `2025-10-01`, `20251001`. */
const firstDay = /(?<!\d)(20\d{2})([-_.]?)(0[1-9]|1[0-2])\2(?:01)(?!\d)/;
/** A year of this century that stands by itself or after letters: `HCPC2025`, `order_2025`, `2025-code`. */
const fullYear = /(?<!\d)(20\d{2})(?!\d)/;
const fiscalYear = /(?<![a-z])fy[-_ ]?(?:20)?(\d{2})(?!\d)/;
const monthWord =
  /(?<![a-z])(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)(?:uary|ruary|ch|il|e|y|ust|t|tember|ober|ember)?(?![a-z])/;

/** Words by which names of official files name their set. */
const setWords: [codeSet: string, word: RegExp][] = [
  ['hcpcs', /(?<![a-z])hcpcs?(?![a-z])/],
  ['icd-10-cm', /(?<![a-z])icd[-_ ]?10[-_ ]?cm(?![a-z])/],
  ['icd-10-pcs', /(?<![a-z])icd[-_ ]?10[-_ ]?pcs(?![a-z])/],
];

/** The code sets that a name speaks of: `icd10cm_order_2025.txt` of ICD-10-CM. Empty where it speaks of none. */
export function tellCodeSets(name: string): string[] {
  const text = name.toLowerCase();
  return setWords.flatMap(([codeSet, word]) => (word.test(text) ? [codeSet] : []));
}

/** Reads a name such as CMS gives its files. Null where it tells no year. */
export function tellEdition(name: string): ToldByName | null {
  const text = name.toLowerCase();
  const fiscal = fiscalYear.exec(text)?.[1];
  const day = firstDay.exec(text);
  const year = fiscal === undefined ? Number(day?.[1] ?? fullYear.exec(text)?.[1]) : 2000 + Number(fiscal);
  if (Number.isNaN(year)) return null;
  const word = monthWord.exec(text)?.[1];
  const month = word === undefined ? Number(day?.[3] ?? 0) : months.indexOf(word) + 1;
  return { year, month: month === 0 ? null : month, fiscal: fiscal !== undefined };
}
