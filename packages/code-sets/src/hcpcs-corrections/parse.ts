import type { Line } from '../container/lines.ts';
import { licensedCode, modifierCode, procedureCode } from '../hcpcs/layout.ts';
import { type Problems, Unreadable } from '../problems.ts';
import { checkCharacters } from '../text-checks.ts';
import { kindOf } from './actions.ts';
import { findColumns, PrintedRow } from './cells.ts';
import type { Correction } from './correction.ts';
import { findHeadings, type Heading } from './headings.ts';
import { readIndicatorCells } from './indicator-cells.ts';

/** A title and blank lines stand before the headings. */
const headerWithin = 50;
/** The files hold a few dozen rows; a thousand times as many are a file of another kind. */
const mostRows = 50_000;

/** True where the first lines are those of a corrections file. */
export function looksLikeCorrections(lines: Line[]): boolean {
  return lines.slice(0, headerWithin).some(({ text }) => findHeadings(text) !== null);
}

/**
 * Reads a HCPCS corrections file (`HCPC2019_Corrections_ALPHA.prn`): a sheet of CMS printed to fixed columns,
 * each cell cut at its column's width. CMS describes the layout nowhere: columns are found from the headings
 * and from the rows, and differ between files. What is cut is said to be. Rows of licensed sets (CDT, CPT) are
 * passed over. Adds every flaw to `problems`; throws Unreadable where there are no headings.
 */
export async function parseCorrections(
  batches: AsyncIterable<Line[]>,
  problems: Problems,
): Promise<Correction[]> {
  const { headings, lines } = await collectLines(batches);
  const usable = lines.filter(({ text, number }) => !checkCharacters(text, number, problems));
  const columns = findColumns(
    headings,
    usable.map(({ text }) => text),
  );
  return usable.flatMap(({ text, number }) => {
    const row = new PrintedRow(text, columns);
    const code = readCode(row, number, problems);
    return code === null || licensedCode.test(code) ? [] : [readCorrection(row, code, number, problems)];
  });
}

async function collectLines(batches: AsyncIterable<Line[]>): Promise<{ headings: Heading[]; lines: Line[] }> {
  let headings: Heading[] | null = null;
  const lines: Line[] = [];
  for await (const batch of batches)
    for (const line of batch) {
      if (line.text.trim() === '') continue;
      // A printed sheet repeats its headings at the top of each page.
      const found = findHeadings(line.text);
      if (headings === null && found === null && line.number > headerWithin) throw noHeadings();
      if (headings !== null && found === null) lines.push({ ...line, text: mendMarks(line.text) });
      headings ??= found;
      if (lines.length > mostRows)
        throw new Unreadable(
          'too-large',
          `A corrections file has at most ${mostRows} rows.`,
          'Give the corrections file itself.',
        );
    }
  if (headings === null) throw noHeadings();
  return { headings, lines };
}

function noHeadings(): Unreadable {
  return new Unreadable(
    'missing-column',
    'No line names the columns of a corrections file (CODE, ACTION, EFF DATE, SHORT DESC, LONG DESC).',
    'Give the corrections file as CMS publishes it, with its headings.',
    { line: 1 },
  );
}

const marks: Record<string, string> = { '1': '‘', '2': '’', '3': '“', '4': '”' };
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what it looks for
const strayMark = /[\x11-\x14\x91-\x94]/g;

/**
 * Quotation marks of Windows-1252 (0x91 to 0x94) become control characters where a program on the way took
 * the file for Latin-1, or dropped the eighth bit. Nothing else writes these four.
 */
function mendMarks(text: string): string {
  return text.replaceAll(strayMark, (mark) => marks[(mark.charCodeAt(0) & 0x0f).toString()] ?? mark);
}

function readCode(row: PrintedRow, line: number, problems: Problems): string | null {
  const code = row.cell('code').trim();
  if (procedureCode.test(code) || modifierCode.test(code) || licensedCode.test(code)) return code;
  problems.add(
    code === '' ? 'stray-line' : 'bad-code',
    code === '' ? 'This line has no code.' : `"${code.slice(0, 20)}" is no HCPCS code or modifier.`,
    'A row begins with a code, in the column that the heading CODE stands over.',
    { line, column: 1 },
  );
  return null;
}

function readCorrection(row: PrintedRow, code: string, line: number, problems: Problems): Correction {
  const action = row.cell('action').trim();
  if (action === '')
    problems.add('missing-text', `${code} has no action.`, 'Compare the row with the official file.', {
      line,
    });
  const effective = row.day('effective');
  const { indicators, cutCells } = readIndicatorCells(row, code, line, problems);
  return {
    code,
    line,
    action,
    kind: kindOf(action),
    effective,
    ...row.texts(),
    indicators,
    cutCells:
      effective === null && row.cell('effective').trim() !== '' ? ['effective', ...cutCells] : cutCells,
    comments: row.comments(),
  };
}
