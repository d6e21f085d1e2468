import { firstRows } from '../container/delimited.ts';
import type { Line } from '../container/lines.ts';
import type { SheetRow } from '../container/sheet-reader.ts';
import { hasHeader, TableReader } from '../container/table-reader.ts';
import { Problems } from '../problems.ts';
import { Door, Texts } from './door.ts';
import { ptpColumns } from './layout.ts';
import { PtpRowParser } from './ptp-row.ts';
import { checkWindows, type ReadPart } from './windows.ts';

/** A procedure-to-procedure edit: which of two codes billed together is not paid. */
export type PtpEdit = {
  /** The code that is paid. */
  column1: string;
  /** The code that is not. */
  column2: string;
  /** In existence prior to 1996. */
  before1996: boolean;
  /** YYYY-MM-DD. */
  effective: string;
  /** YYYY-MM-DD; null while the edit is in force. The same as `effective` for an edit that never was. */
  deletion: string | null;
  /** Whether a modifier lets both be paid: 0 not allowed, 1 allowed, 9 not applicable. */
  modifier: '0' | '1' | '9';
  rationale: string | null;
  line: number;
};

export type PtpTable = {
  /** In the table's order. */
  edits: PtpEdit[];
  /** Rows with a code of a licensed set that were not taken. */
  droppedLicensed: number;
};

/** True where one of a sheet's first rows is the header of a PTP table. */
export const hasPtpHeader = (rows: SheetRow[]): boolean => hasHeader(rows, ptpColumns);

/** The same for the first lines of a text. */
export const looksLikePtp = (lines: Line[]): boolean => hasPtpHeader(firstRows(lines, new Problems('')));

/** One file of a table, with the problems of that file. */
export type PtpPart = { rows: AsyncIterable<SheetRow[]>; problems: Problems };

/**
 * Reads a table of PTP edits (layout.ts) that stands in one file or in several: rows of sheets, or of texts through
 * `readDelimited`. Each file has notices and a header of its own. All rows are checked; those with a code of CPT or
 * CDT are dropped unless `keep` says of each such code that it may be kept, so that little remains of the millions.
 * The same pair may come again for another time; times that overlap, in whichever files, are problems. Adds every
 * flaw to the problems of its file; the edits are of use only if there is none.
 */
export async function parsePtp(
  parts: readonly PtpPart[],
  keep: (code: string) => boolean,
): Promise<PtpTable> {
  const door = new Door(keep);
  const texts = new Texts();
  const read: ReadPart[] = [];
  for (const { rows, problems } of parts)
    read.push({ edits: await parsePart(rows, problems, door, texts), problems });
  checkWindows(read);
  return { edits: read.flatMap(({ edits }) => edits), droppedLicensed: door.dropped };
}

async function parsePart(
  batches: AsyncIterable<SheetRow[]>,
  problems: Problems,
  door: Door,
  texts: Texts,
): Promise<PtpEdit[]> {
  const table = new TableReader('NCCI procedure-to-procedure edits', ptpColumns, problems);
  const parser = new PtpRowParser(table, problems, texts);
  const edits: PtpEdit[] = [];
  for await (const batch of batches) {
    for (const row of batch) {
      const data = table.data(row);
      const edit = data && parser.parse(data);
      if (edit && door.admits(edit.column1, edit.column2)) edits.push(edit);
    }
    if (problems.hopeless || table.failed) break;
  }
  table.finish();
  return edits;
}
