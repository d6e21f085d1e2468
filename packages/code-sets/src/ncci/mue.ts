import { firstRows } from '../container/delimited.ts';
import type { Line } from '../container/lines.ts';
import type { SheetRow } from '../container/sheet-reader.ts';
import { hasHeader, TableReader } from '../container/table-reader.ts';
import { Problems } from '../problems.ts';
import { Door } from './door.ts';
import { type NcciSetting, ncciSetting } from './edition.ts';
import { mueColumns } from './layout.ts';
import { MueRowParser } from './mue-row.ts';

/** A medically unlikely edit: the most units of a code for one patient on one day. */
export type MueValue = {
  code: string;
  /** Units of service; 0 where none is paid. */
  value: number;
  /** 1: each line of a claim by itself; 2: the day's units, by policy; 3: the day's units, by clinical benchmarks. */
  adjudication: '1' | '2' | '3';
  rationale: string | null;
  line: number;
};

export type MueTable = {
  /** In the table's order. */
  values: MueValue[];
  /** As the header of the values tells; null where it does not. */
  setting: NcciSetting | null;
  /** Rows with a code of a licensed set that were not taken. */
  droppedLicensed: number;
};

/** True where one of a sheet's first rows is the header of an MUE table. */
export const hasMueHeader = (rows: SheetRow[]): boolean => hasHeader(rows, mueColumns);

/** The same for the first lines of a text. */
export const looksLikeMue = (lines: Line[]): boolean => hasMueHeader(firstRows(lines, new Problems('')));

/**
 * Reads a table of MUE values (layout.ts): rows of a sheet, or of a text through `readDelimited`. All rows are
 * checked; those with a code of CPT or CDT are dropped unless `keep` says that the code may be kept. Adds every
 * flaw to `problems`; the values are of use only if there is none.
 */
export async function parseMue(
  batches: AsyncIterable<SheetRow[]>,
  problems: Problems,
  keep: (code: string) => boolean,
): Promise<MueTable> {
  const table = new TableReader('NCCI medically unlikely edits', mueColumns, problems);
  const door = new Door(keep);
  const parser = new MueRowParser(table, problems);
  const values: MueValue[] = [];
  for await (const batch of batches) {
    for (const row of batch) {
      const data = table.data(row);
      const value = data && parser.parse(data);
      if (value && door.admits(value.code)) values.push(value);
    }
    if (problems.hopeless || table.failed) break;
  }
  table.finish();
  return { values, setting: ncciSetting(table.heading('value')), droppedLicensed: door.dropped };
}
