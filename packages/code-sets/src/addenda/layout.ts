/**
 * The addenda of ICD-10-CM and ICD-10-PCS releases: icd10cm_order_addenda_YYYY.txt, icd10cm_codes_addenda_YYYY.txt
 * and order_addenda_YYYY.txt inside the archives of CMS. No document describes them; this is what the files of
 * 2024 and 2025 show. Offsets from 0:
 *
 * 0-12 action and padding, then
 * - order form of ICD-10-CM: 13 flag | 14 blank | 15-21 code | 22 blank | 23-82 short | 83 blank | 84- long
 * - order form of ICD-10-PCS: 13-19 code | 20 blank | 21-80 short | 81 blank | 82- long
 * - codes form: 13-19 code | 20 blank | 21- long
 *
 * Rows end at a blank line, and a summary follows: a block "Headers" (order form only) and a block "Codes".
 */
export type RowLayout = {
  /** Offset of the flag; null where there is none. */
  flag: number | null;
  code: readonly [from: number, to: number];
  /** Null where only long descriptors stand. */
  short: readonly [from: number, to: number] | null;
  long: number;
  blanks: readonly number[];
};

export const actionWidth = 13;

export const flaggedLayout: RowLayout = {
  flag: 13,
  code: [15, 22],
  short: [23, 83],
  long: 84,
  blanks: [14, 22, 83],
};
export const plainLayout: RowLayout = {
  flag: null,
  code: [13, 20],
  short: [21, 81],
  long: 82,
  blanks: [20, 81],
};
export const codesLayout: RowLayout = { flag: null, code: [13, 20], short: null, long: 21, blanks: [20] };

export type RowAction = 'add' | 'delete' | 'revise from' | 'revise to';

const actionStart = /^(add|delete|revise from|revise to):/i;

/** What a row does; null for a line that is no row. */
export function actionOf(text: string): RowAction | null {
  switch (actionStart.exec(text)?.[1]?.toLowerCase()) {
    case 'add':
      return 'add';
    case 'delete':
      return 'delete';
    case 'revise from':
      return 'revise from';
    case 'revise to':
      return 'revise to';
    default:
      return null;
  }
}

/** A flag where a code cannot stand: codes have three characters or more. */
export const hasFlag = (text: string): boolean => /^[01] /.test(text.slice(actionWidth, actionWidth + 2));

export type Subject = 'headers' | 'codes';

/** The line that begins a block of the summary; null for any other. */
export function subjectOf(text: string): Subject | null {
  if (text.length > 40) return null;
  const word = text.trim().replace(/:$/, '').toLowerCase();
  return word === 'headers' || word === 'codes' ? word : null;
}

/** `74044 codes in icd10cm_order_2024.txt`, `252 additions`, `13 revisions to both long and short titles` */
export const countLine = /^(\d[\d,]{0,10}) (\S.*)$/;
