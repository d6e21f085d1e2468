import type { Line } from '../container/lines.ts';
import { licensedCode, modifierCode, procedureCode } from '../hcpcs/layout.ts';
import { columnStarts, type PrintedHeading } from '../hcpcs-corrections/printed-columns.ts';
import { type Problems, Unreadable } from '../problems.ts';
import { checkCharacters, tidy } from '../text-checks.ts';
import { kindsOf, type ReportedChange } from './reported-change.ts';

const headerWithin = 50;
/** An edition has some 7,000 codes, and the report one row for each. */
const mostRows = 200_000;
const longestHeader = 1_000;

const headings = [
  /HCPCS(?:\/MOD| CODE)?|\bCODE\b/i,
  /TYPE OF CHANGE|CHANGE TYPE/i,
  /SHORT DESC(?:RIPT(?:ION|OR))?/i,
  /LONG DESC(?:RIPT(?:ION|OR))?/i,
];

/** True where the first lines are those of a change report. */
export function looksLikeChangeReport(lines: Line[]): boolean {
  return lines.slice(0, headerWithin).some(({ text }) => findHeadings(text) !== null);
}

/**
 * Reads a HCPCS change report (`2019_Changes_by_ActionCode.prn`): a sheet of CMS printed to fixed columns, one
 * row for each code of the new edition, with the type of its change and its descriptors, the long one cut. CMS
 * describes the layout nowhere: columns are found from the headings and the rows. Rows of licensed sets are
 * passed over. Adds every flaw to `problems`; throws Unreadable where there are no headings.
 */
export async function parseChangeReport(
  batches: AsyncIterable<Line[]>,
  problems: Problems,
): Promise<ReportedChange[]> {
  const { found, lines } = await collectLines(batches);
  const usable = lines.filter(({ text, number }) => !checkCharacters(text, number, problems));
  const rows = usable.map(({ text }) => text);
  const [, change = 0, short = 0, long = 0] = columnStarts(found, rows);
  const edge = printedEdge(rows);
  const seen = new Map<string, number>();
  const reported: ReportedChange[] = [];
  for (const { text, number } of usable) {
    const code = text.slice(0, change).trim();
    if (isRefused(code, number, problems) || licensedCode.test(code)) continue;
    const row: ReportedChange = {
      code,
      change: tidy(text.slice(change, short)),
      kinds: kindsOf(tidy(text.slice(change, short))),
      short: tidy(text.slice(short, long)),
      long: tidy(text.slice(long)),
      longCut: text.length >= edge,
      line: number,
    };
    checkRow(row, seen, problems);
    reported.push(row);
    if (problems.hopeless) break;
  }
  return reported;
}

async function collectLines(batches: AsyncIterable<Line[]>) {
  let found: PrintedHeading[] | null = null;
  const lines: Line[] = [];
  for await (const batch of batches)
    for (const line of batch) {
      const text = line.text.trimEnd();
      if (text === '') continue;
      // A printed sheet repeats its headings at the top of each page.
      const header = findHeadings(text);
      if (found === null && header === null && line.number > headerWithin) throw noHeadings();
      if (found !== null && header === null) lines.push({ text, number: line.number });
      found ??= header;
      if (lines.length > mostRows)
        throw new Unreadable(
          'too-large',
          `A change report has at most ${mostRows.toLocaleString('en-US')} rows.`,
          'Give the report itself.',
        );
    }
  if (found === null) throw noHeadings();
  return { found, lines };
}

function findHeadings(text: string): PrintedHeading[] | null {
  if (text.length > longestHeader) return null;
  const found: PrintedHeading[] = [];
  let from = 0;
  for (const heading of headings) {
    const match = heading.exec(text.slice(from));
    if (match === null) return null;
    const at = from + match.index;
    from = at + match[0].length;
    found.push({ from: at, to: from, cut: false });
  }
  return found;
}

function noHeadings(): Unreadable {
  return new Unreadable(
    'missing-column',
    'No line names the columns of a change report (HCPCS/MOD, TYPE OF CHANGE, SHORT and LONG DESCRIPTION).',
    'Give the change report as CMS publishes it, with its headings.',
    { line: 1 },
  );
}

/**
 * Rows that reach this length are cut: several end at one column, and none beyond it. A text cut behind a
 * word ends one column earlier, since blanks at the ends of lines are not printed.
 */
function printedEdge(rows: string[]): number {
  const longest = rows.reduce((most, { length }) => Math.max(most, length), 0);
  const reaching = rows.filter(({ length }) => length === longest).length;
  return reaching > 1 ? longest - 1 : Number.POSITIVE_INFINITY;
}

function isRefused(code: string, line: number, problems: Problems): boolean {
  if (procedureCode.test(code) || modifierCode.test(code) || licensedCode.test(code)) return false;
  problems.add(
    'bad-code',
    `"${code.slice(0, 20)}" is no HCPCS code or modifier.`,
    'A row begins with a code: compare it with the official file.',
    { line, column: 1 },
  );
  return true;
}

function checkRow(
  { code, change, long, line }: ReportedChange,
  seen: Map<string, number>,
  problems: Problems,
) {
  const key = `${code} ${change}`;
  const earlier = seen.get(key);
  const compare = 'Compare the row with the official file.';
  if (earlier !== undefined)
    problems.add('duplicate-code', `${code} stands on line ${earlier} already.`, 'Remove one of the two.', {
      line,
      column: 1,
    });
  else if (change === '') problems.add('missing-text', `${code} has no type of change.`, compare, { line });
  else if (long === '') problems.add('missing-text', `${code} has no long descriptor.`, compare, { line });
  seen.set(key, line);
}
