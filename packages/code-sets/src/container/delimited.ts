import type { Problems } from '../problems.ts';
import type { Line } from './lines.ts';
import type { SheetRow } from './sheet-reader.ts';

/** A quoted cell of more lines or characters than this is one whose closing mark is missing. */
const longestCell = { lines: 60, characters: 16 * 1024 };
const linesLookedAt = 60;
/** Columns that are kept, as of sheets; the tables have seven at most. */
const mostColumns = 256;

/**
 * Turns lines parted by tabs or commas into rows of cells, a batch per batch of lines. Source: RFC 4180, as
 * spreadsheets write it: a cell that holds the delimiter, quotation marks or line breaks stands in quotation
 * marks, and a mark inside is doubled. A row carries the number of its first line. The delimiter is told by the
 * first lines. Adds a problem for each quotation mark that is not closed, or not at the end of its cell.
 */
export async function* readDelimited(
  batches: AsyncIterable<Line[]>,
  problems: Problems,
): AsyncGenerator<SheetRow[], void, undefined> {
  let waiting: Line[] = [];
  let assembler: RowAssembler | null = null;
  for await (const batch of batches) {
    waiting = waiting.concat(batch);
    if (assembler === null && waiting.length < linesLookedAt) continue;
    assembler ??= new RowAssembler(delimiterOf(waiting), problems);
    yield assembler.add(waiting);
    waiting = [];
    if (problems.hopeless) return;
  }
  assembler ??= new RowAssembler(delimiterOf(waiting), problems);
  yield [...assembler.add(waiting), ...assembler.finish()];
}

/** The rows that these first lines make, for telling what a text is: what is wrong with them is not told. */
export function firstRows(lines: Line[], problems: Problems): SheetRow[] {
  const assembler = new RowAssembler(delimiterOf(lines), problems);
  return [...assembler.add(lines), ...assembler.finish()];
}

/** Tables have three columns at least, so that one of their first lines holds two tabs where tabs part them. */
function delimiterOf(lines: Line[]): string {
  return lines.slice(0, linesLookedAt).some(({ text }) => text.split('\t', 3).length > 2) ? '\t' : ',';
}

/** A row as far as it is read; `quoted` while a quotation mark waits for the one that closes it. */
type OpenRow = { lines: Line[]; cells: string[]; cell: string; quoted: boolean };

class RowAssembler {
  readonly #delimiter: string;
  readonly #problems: Problems;
  #open: OpenRow | null = null;

  constructor(delimiter: string, problems: Problems) {
    this.#delimiter = delimiter;
    this.#problems = problems;
  }

  add(lines: Line[]): SheetRow[] {
    const rows: SheetRow[] = [];
    for (const line of lines) {
      if (this.#open === null && !line.text.includes('"'))
        rows.push({ number: line.number, cells: line.text.split(this.#delimiter, mostColumns) });
      else this.#take([line], rows);
      if (this.#problems.hopeless) break;
    }
    return rows;
  }

  finish(): SheetRow[] {
    const rows: SheetRow[] = [];
    while (this.#open !== null && !this.#problems.hopeless) this.#take(this.#giveUp(this.#open), rows);
    return rows;
  }

  /** The lines behind one that was given up come back into the queue and are read anew. */
  #take(lines: Line[], rows: SheetRow[]): void {
    let queue = lines;
    for (let at = 0; at < queue.length && !this.#problems.hopeless; at += 1) {
      const line = queue[at];
      if (!line) continue;
      const open: OpenRow = this.#open ?? { lines: [], cells: [], cell: '', quoted: false };
      open.lines.push(line);
      const flaw = scan(open, line.text, this.#delimiter);
      const overlong = open.lines.length > longestCell.lines || open.cell.length > longestCell.characters;
      if (flaw || (open.quoted && overlong)) {
        queue = [...this.#giveUp(open), ...queue.slice(at + 1)];
        at = -1;
      } else if (open.quoted) this.#open = open;
      else {
        this.#open = null;
        rows.push({ number: open.lines[0]?.number ?? line.number, cells: open.cells });
      }
    }
  }

  /** Tells of the row's first line, and answers the lines behind it. */
  #giveUp(open: OpenRow): Line[] {
    this.#open = null;
    const [first, ...others] = open.lines;
    this.#problems.add(
      'bad-field',
      'A quotation mark of this line is not closed, or does not end its cell.',
      'Mend the line, or download the file again.',
      { line: first?.number ?? null, column: (first?.text.indexOf('"') ?? 0) + 1 },
    );
    return others;
  }
}

/** Adds the cells of one line to the row. True where something stands behind a closing quotation mark. */
function scan(open: OpenRow, text: string, delimiter: string): boolean {
  let at = 0;
  for (;;) {
    if (open.quoted || text[at] === '"') {
      at = scanQuoted(open, text, open.quoted ? at : at + 1);
      if (open.quoted) return false;
      if (at < text.length && text[at] !== delimiter) return true;
    } else {
      const end = text.indexOf(delimiter, at);
      open.cell = text.slice(at, end < 0 ? text.length : end);
      at = end < 0 ? text.length : end;
    }
    if (open.cells.length < mostColumns) open.cells.push(open.cell);
    open.cell = '';
    if (at >= text.length) return false;
    at += 1;
  }
}

/** Reads on behind an opening quotation mark; answers where the cell ends. */
function scanQuoted(open: OpenRow, text: string, from: number): number {
  open.quoted = true;
  let at = from;
  for (;;) {
    const mark = text.indexOf('"', at);
    if (mark < 0) {
      open.cell += `${text.slice(at)}\n`;
      return text.length;
    }
    open.cell += text.slice(at, mark);
    if (text[mark + 1] !== '"') {
      open.quoted = false;
      return mark + 1;
    }
    open.cell += '"';
    at = mark + 2;
  }
}
