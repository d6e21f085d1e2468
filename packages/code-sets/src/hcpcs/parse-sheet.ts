import type { SheetRow } from '../container/sheet-reader.ts';
import type { Problems } from '../problems.ts';
import { checkCharacters } from '../text-checks.ts';
import { RecordAssembler } from './assemble.ts';
import { allFields } from './layout.ts';
import type { RawRecord } from './raw-record.ts';

/** The header row stands within these first rows; notes may stand above it. */
export const headerWithin = 50;

/** Reads the workbook form (layout.ts). Adds every flaw to `problems`; lines are rows of the sheet. */
export async function parseSheet(
  batches: AsyncIterable<SheetRow[]>,
  problems: Problems,
  keepLicensed: boolean,
): Promise<RecordAssembler> {
  const assembler = new RecordAssembler(problems, keepLicensed);
  let columns: Map<string, number> | null = null;
  for await (const batch of batches) {
    for (const row of batch) {
      if (columns === null) {
        columns = headerColumns(row, problems);
        if (columns === null && row.number > headerWithin) break;
      } else if (row.cells.some((cell) => cell.trim() !== '')) addRow(row, columns, assembler, problems);
    }
    if (problems.hopeless) break;
  }
  if (columns === null)
    problems.add(
      'missing-column',
      `No header row with HCPC and SEQNUM within the first ${headerWithin} rows.`,
      'Is this the HCPCS workbook of a release?',
      { line: 1, column: 1 },
    );
  assembler.end();
  return assembler;
}

/** `HCPCS Level II` workbooks head their columns as the layout says; case and spacing differ by year. */
export function isHeader(cells: string[]): boolean {
  const names = cells.map(normalise);
  return /^HCPCS?$/.test(names[0] ?? '') && names.includes('SEQNUM') && names.includes('RECID');
}

function headerColumns(row: SheetRow, problems: Problems): Map<string, number> | null {
  if (!isHeader(row.cells)) return null;
  const columns = new Map(row.cells.map((cell, index) => [normalise(cell), index]));
  columns.set('HCPC', columns.get('HCPC') ?? columns.get('HCPCS') ?? 0);
  for (const name of allFields.flatMap(({ sheet }) => sheet))
    if (!columns.has(normalise(name)))
      problems.add(
        'missing-column',
        `The column "${name}" is missing.`,
        'Compare the header row with the official workbook.',
        { line: row.number },
      );
  return columns;
}

const normalise = (name: string): string =>
  name
    .toUpperCase()
    .replaceAll(/[\s_]+/g, ' ')
    .trim();

function addRow(
  row: SheetRow,
  columns: Map<string, number>,
  assembler: RecordAssembler,
  problems: Problems,
): void {
  if (row.cells.some((cell) => checkCharacters(cell.replaceAll(/[\r\n\t]/g, ' '), row.number, problems)))
    return;
  const at = (name: string) => columns.get(normalise(name)) ?? -1;
  const record: RawRecord = {
    line: row.number,
    values: ({ sheet }) =>
      sheet.map((name) => (row.cells[at(name)] ?? '').replaceAll(/[\r\n\t]/g, ' ').trim()),
    column: ({ sheet }, entry) => at(sheet[entry] ?? '') + 1,
    sequenceStep: null,
  };
  assembler.add(record);
}
