export type IndexKind = 'diseases' | 'external-causes' | 'drugs' | 'neoplasms';

/** An alphabetic index of one ICD-10-CM edition, or one of its two tables. */
export type IndexFile = {
  kind: IndexKind;
  /** As the file writes it, `2021`; empty where the file does not tell. */
  version: string;
  /** In the file's own order. */
  entries: IndexEntry[];
  references: IndexReference[];
};

/** One code that a term leads to. A term with a code for a manifestation has two entries. */
export type IndexEntry = {
  /** Without its dot, and without what says that it is not complete. */
  code: string;
  /** The code has more characters or is a category or a range: `C71.-`, "see category M01". */
  open: boolean;
  /** From the main term down, with the nonessential modifiers in parentheses as the file gives them. */
  terms: readonly string[];
  /** Heading of the table's column, `Malignant Primary`; null in an index. */
  column: string | null;
  /** The code of a manifestation, which stands second, in brackets. */
  manifestation: boolean;
  /** Line of the file, from 1. */
  line: number;
};

/** A cross-reference: `see` sends the reader away, `seeAlso` tells of a further term. */
export type IndexReference = {
  terms: readonly string[];
  kind: 'see' | 'seeAlso';
  target: string;
  line: number;
};
