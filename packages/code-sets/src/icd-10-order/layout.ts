/**
 * The ICD-10-CM and ICD-10-PCS order file. Source: icd10OrderFiles.pdf and icd10pcsOrderFile.pdf, which come
 * inside the releases. Columns count from 1 there; these are offsets from 0.
 *
 * 1-5 order number | 6 blank | 7-13 code without dot | 14 blank | 15 flag (0 header, 1 valid for submission) |
 * 16 blank | 17-76 short descriptor | 77 blank | 78- long descriptor, not padded
 */
export const columns = {
  order: [0, 5],
  code: [6, 13],
  flag: [14, 15],
  short: [16, 76],
  long: [77, undefined],
  blanks: [5, 13, 15, 76],
} as const;

/** Rows look like this from their first 16 columns on. */
export const rowStart = /^\d{5} [A-Z0-9]{3,7} {1,5}[01] \S/;

/**
 * A diagnosis: a letter, a digit (after Q99 of the edition of 2026 an A or B), a digit or letter, then up to four
 * more.
 */
export const diagnosisCode = /^[A-Z][0-9AB][0-9A-Z][0-9A-Z]{0,4}$/;

/** A procedure of ICD-10-PCS, or the three characters of its table; I and O are not used. */
export const procedureCode = /^[0-9A-HJ-NP-Z]{3}(?:[0-9A-HJ-NP-Z]{4})?$/;
