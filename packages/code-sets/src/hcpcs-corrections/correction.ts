/** A text of a printed cell; `cut` says that it fills its column, so that its end may be missing. */
export type PrintedText = { text: string; cut: boolean };

export type CorrectionKind = 'add' | 'change' | 'discontinue' | 'restore' | 'other';

/** The filled cells beyond texts and dates, under the names that indicators of a record have. */
export type CorrectedIndicators = {
  typeOfService?: string[];
  betos?: string;
  coverage?: string;
  pricing?: string[];
  crossReference?: string[];
  ascGroup?: string;
  /** A day, YYYYMMDD, as the records have it. */
  ascEffective?: string;
};

/** One row of a HCPCS corrections file. */
export type Correction = {
  code: string;
  /** Line of the file, from 1. */
  line: number;
  /** As the file prints it, cut where its column is too narrow. */
  action: string;
  kind: CorrectionKind;
  /** YYYY-MM-DD; null where the cell is blank, cut or no day of the calendar. */
  effective: string | null;
  short: PrintedText | null;
  long: PrintedText | null;
  indicators: CorrectedIndicators;
  /** Filled cells beyond the texts whose value is left out: their end is missing, or a day is none. */
  cutCells: CellName[];
  comments: string | null;
};

/** The columns of the sheet from left to right. */
export const cellNames = [
  'code',
  'action',
  'effective',
  'short',
  'long',
  'typeOfService',
  'betos',
  'coverage',
  'pricing',
  'crossReference',
  'ascGroup',
  'ascEffective',
  'comments',
] as const;

export type CellName = (typeof cellNames)[number];
