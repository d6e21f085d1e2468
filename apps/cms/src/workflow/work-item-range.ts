/** The chapters of ICD-10-CM, as the tabular list cuts them; a chapter holds what follows it up to the next. */
const chapters = [
  'A00-B99',
  'C00-D49',
  'D50-D89',
  'E00-E89',
  'F01-F99',
  'G00-G99',
  'H00-H59',
  'H60-H95',
  'I00-I99',
  'J00-J99',
  'K00-K95',
  'L00-L99',
  'M00-M99',
  'N00-N99',
  'O00-O9A',
  'P00-P96',
  'Q00-Q99',
  'R00-R99',
  'S00-T88',
  'U00-U85',
  'V00-Y99',
  'Z00-Z99',
];

/** The parts of CPT, by the first number of each. */
const cptParts: [from: number, name: string][] = [
  [99202, 'Evaluation and management'],
  [90281, 'Medicine'],
  [80047, 'Pathology and laboratory'],
  [70010, 'Radiology'],
  [10004, 'Surgery'],
  [0, 'Anesthesia'],
];
const lastOfEvaluation = 99499;

/** The part of its code set under which the work on a code is counted: a chapter, a section or a letter. */
export function rangeOf(codeSet: string, code: string): string {
  if (codeSet === 'icd-10-cm')
    return chapters.findLast((chapter) => chapter.slice(0, 3) <= code) ?? code.slice(0, 1);
  if (codeSet === 'cpt') return cptPart(code);
  return code.length === 2 ? 'Modifiers' : code.slice(0, 1);
}

function cptPart(code: string): string {
  const number = Number(code);
  if (!Number.isInteger(number)) return code.length === 2 ? 'Modifiers' : `Category ${code.slice(-1)}`;
  if (number > lastOfEvaluation) return 'Medicine';
  return cptParts.find(([from]) => number >= from)?.[1] ?? 'Anesthesia';
}
