import type { Problem } from '@plaincode/content-schemas';
import type { Conflict } from '../workflow/refusal.ts';
import type { ColumnKey } from './columns.ts';

/** One text as a file gives it: cells of light Markdown, by column. A column that the file does not have is left out. */
export type BroughtRow = {
  /** The row of a sheet, the line of a csv file, or the heading of a document counted from 1. */
  line: number;
  cells: ReadonlyMap<ColumnKey, string>;
  /** Where each column stands, from 1. */
  columns?: ReadonlyMap<ColumnKey, number>;
};

/** A picture inside a document, under the name that it gets in the library. */
export type BroughtImage = { bytes: Buffer; mimeType: string; alt: string };

export type BroughtFile = {
  name: string;
  rows: BroughtRow[];
  images: ReadonlyMap<string, BroughtImage>;
  problems: BroughtProblem[];
  /** What was passed over, for people: columns of other names. */
  notes: string[];
};

/** A problem, and where somebody changed the text meanwhile, who did and what. */
export type BroughtProblem = Problem & { conflict?: Conflict };

/** Where bytes come from: a file's path, or an upload. */
export type Source = string | { name: string; bytes: Buffer };

/** What may stand in memory at once: 20,000 rows and 64 million characters. */
export const limits = { rows: 20_000, characters: 64_000_000 };
