import type { Field } from './layout.ts';

/** A row of either form, by field: what the text's columns and the workbook's cells have in common. */
export type RawRecord = {
  /** Line of the text, or row of the sheet, from 1. */
  line: number;
  /** The entries of a field, blanks trimmed off their ends. */
  values: (field: Field) => string[];
  /** Where the field stands, for messages: a column of the text, or of the sheet, from 1. */
  column: (field: Field) => number;
};

export const single = (record: RawRecord, field: Field): string => record.values(field)[0] ?? '';
