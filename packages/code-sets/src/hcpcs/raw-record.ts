import type { Field } from './layout.ts';

/** A row of either form, by field: what the text's columns and the workbook's cells have in common. */
export type RawRecord = {
  /** Line of the text, or row of the sheet, from 1. */
  line: number;
  /** The entries of a field, blanks trimmed off their ends. */
  values: (field: Field) => string[];
  /** Where an entry of the field stands, for messages: a column of the text, or of the sheet, from 1. */
  column: (field: Field, entry: number) => number;
  /** What the rows of one code count up by; null where the form has no rule. */
  sequenceStep: number | null;
};

export const single = (record: RawRecord, field: Field): string => record.values(field)[0] ?? '';
