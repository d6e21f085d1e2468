import { decodeText } from '@plaincode/code-sets';
import type { Problem } from '@plaincode/content-schemas';
import { CsvError, parse } from 'csv-parse/sync';
import { z } from 'zod';
import { limits } from './brought-file.ts';
import type { TableRow } from './rows-of-table.ts';

const withInfo = z.array(z.object({ record: z.array(z.string()), info: z.object({ lines: z.number() }) }));

/**
 * Rows of a csv file as spreadsheets write it: parted by commas, semicolons or tabs, in UTF-8, UTF-16 or Windows-1252.
 * Answers the problem of a file that is none.
 */
export function readCsv(file: string, bytes: Buffer): TableRow[] | Problem {
  const text = decoded(bytes);
  if (text.includes('\0')) return problem(file, 1, 'This is not a text file.', 'Save it as CSV UTF-8.');
  try {
    const parsed: unknown = parse(text, {
      delimiter: delimiterOf(text),
      info: true,
      relax_column_count: true,
      skip_empty_lines: true,
      to: limits.rows + 11,
      max_record_size: 2_000_000,
    });
    const records = withInfo.parse(parsed);
    if (records.length > limits.rows + 10)
      return problem(
        file,
        limits.rows,
        'The file has too many rows to be read at once.',
        'Part it into several files.',
      );
    return records.map(({ record, info }) => ({
      number: Math.max(1, info.lines - record.reduce((sum, cell) => sum + cell.split('\n').length - 1, 0)),
      cells: record,
    }));
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const line = typeof error.lines === 'number' ? Math.max(1, error.lines) : 1;
    return problem(
      file,
      line,
      'The cells of the file cannot be told apart from here on.',
      'Close the quotation mark, or save the file anew as CSV.',
    );
  }
}

function decoded(bytes: Buffer): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
  return decodeText(bytes).replace(/^\uFEFF/, '');
}

/** The sign that parts the first line the most. */
function delimiterOf(text: string): string {
  const first = text.slice(0, 10_000).split('\n', 1)[0] ?? '';
  const counted = [',', ';', '\t'].map((sign) => [sign, first.split(sign).length] as const);
  return counted.reduce((best, one) => (one[1] > best[1] ? one : best))[0];
}

const problem = (file: string, line: number, message: string, hint: string): Problem => ({
  file,
  line,
  column: null,
  code: 'bad-csv',
  message,
  hint,
});
