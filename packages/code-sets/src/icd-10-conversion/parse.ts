import { firstRows } from '../container/delimited.ts';
import type { Line } from '../container/lines.ts';
import type { SheetRow } from '../container/sheet-reader.ts';
import { hasHeader, TableReader } from '../container/table-reader.ts';
import { parseWrittenDay } from '../parse-day.ts';
import { Problems } from '../problems.ts';
import { asCode, type CodeRange, parseFormerCodes } from './former-codes.ts';
import { conversionColumns } from './layout.ts';

/** One row of the table: a code, and what was assigned before it came. */
export type Conversion = {
  /** Without a dot. */
  code: string;
  /** YYYY-MM-DD; null where the table does not tell. */
  effective: string | null;
  /** The former codes that are named one by one, without dots; empty for a code without one. */
  former: string[];
  /** Former codes that are named as ranges. */
  formerRanges: CodeRange[];
  /** As given, single-spaced. */
  formerText: string;
  line: number;
};

/** True where one of a sheet's first rows is the header of a conversion table. */
export const hasConversionHeader = (rows: SheetRow[]): boolean => hasHeader(rows, conversionColumns);

/** The same for the first lines of a text. */
export const looksLikeConversion = (lines: Line[]): boolean =>
  hasConversionHeader(firstRows(lines, new Problems('')));

/**
 * Reads the rows of a conversion table (layout.ts), from a sheet or a text. A row that repeats an earlier one is
 * passed over, as the official tables do repeat some, and so are prose between or below the rows and the header
 * where it comes again. Adds every flaw to `problems`; the conversions are of use only if there is none.
 */
export async function parseConversion(
  batches: AsyncIterable<SheetRow[]>,
  problems: Problems,
): Promise<Conversion[]> {
  const table = new TableReader('ICD-10-CM conversions', conversionColumns, problems);
  const conversions = new Map<string, Conversion>();
  for await (const batch of batches) {
    for (const row of batch) {
      const data = table.data(row);
      const conversion = data && !isProse(data) && parseRow(data, table, problems);
      if (!conversion) continue;
      const { code, effective, formerText } = conversion;
      const key = `${code} ${effective} ${formerText}`;
      if (!conversions.has(key)) conversions.set(key, conversion);
    }
    if (problems.hopeless || table.failed) break;
  }
  table.finish();
  return [...conversions.values()];
}

/** A note stands in a single cell and has several words. */
function isProse({ cells }: SheetRow): boolean {
  const [text = '', ...others] = cells.map((cell) => cell.trim()).filter((cell) => cell !== '');
  return others.length === 0 && text.slice(0, 200).split(/\s+/).length > 2;
}

type Table = TableReader<'code' | 'effective' | 'former'>;

function parseRow(row: SheetRow, table: Table, problems: Problems): Conversion | null {
  const code = asCode(table.cell(row, 'code'));
  if (code === null) return refuseCode(row, table, problems);
  const formerText = table.cell(row, 'former').replaceAll(/\s+/g, ' ');
  if (formerText === '' && table.cell(row, 'effective') === '') {
    problems.add(
      'truncated-record',
      `${code} has neither an effective date nor a former code.`,
      'The row is cut: compare it with the official table.',
      table.place(row, 'effective'),
    );
    return null;
  }
  const effective = readEffective(row, table, problems);
  const { former, ranges, flaw } = parseFormerCodes(table.cell(row, 'former'));
  if (flaw !== null)
    problems.add(
      'bad-field',
      `"${flaw}" is neither a code nor a range of codes.`,
      'Former codes stand with commas, semicolons or "and" between them; a new code has None.',
      table.place(row, 'former'),
    );
  return { code, effective, former, formerRanges: ranges, formerText, line: row.number };
}

function readEffective(row: SheetRow, table: Table, problems: Problems): string | null {
  const text = table.cell(row, 'effective');
  const effective = parseEffective(text);
  if (effective === null && text !== '')
    problems.add(
      'bad-field',
      `"${text.slice(0, 20)}" is no effective date.`,
      'It is a year (from 1 October) or a day such as 4/1/2023.',
      table.place(row, 'effective'),
    );
  return effective;
}

function refuseCode(row: SheetRow, table: Table, problems: Problems): null {
  if (hasConversionHeader([row])) return null;
  const text = table.cell(row, 'code');
  problems.add(
    'bad-code',
    text === '' ? 'The row names no current code.' : `"${text.slice(0, 20)}" is no ICD-10-CM code.`,
    'Compare the row with the official table.',
    table.place(row, 'code'),
  );
  return null;
}

/** A year alone means its 1 October; the first codes of ICD-10-CM took effect in 2015. */
function parseEffective(text: string): string | null {
  if (/^20[1-9]\d$/.test(text)) return `${text}-10-01`;
  const day = parseWrittenDay(text);
  return day !== null && day >= '2010' && day < '2100' ? day : null;
}
