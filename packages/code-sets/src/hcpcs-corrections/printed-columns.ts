/**
 * Finds where the columns of a printed sheet begin. Sheets are printed with each cell cut at its column's
 * width; only a heading that is itself cut tells the width. Else the heading is centred, or stands at the
 * left, and the rows decide.
 */
export type PrintedHeading = {
  /** Offsets from 0; `to` is the first one behind the heading. */
  from: number;
  to: number;
  cut: boolean;
  /** What cells of this column hold, from their first letter on, where more is known than "a text". */
  begins?: RegExp | undefined;
};

/** Rows looked at: they agree long before. */
const mostRows = 2_000;

/** Where each heading's column begins, as offsets from 0. */
export function columnStarts(headings: PrintedHeading[], rows: string[]): number[] {
  const sample = rows.slice(0, mostRows);
  const starts = [0];
  for (const [index, heading] of headings.entries()) {
    const next = headings[index + 1];
    if (next) starts.push(boundary(heading, next, starts[index] ?? 0, sample));
  }
  return starts;
}

function boundary(left: PrintedHeading, right: PrintedHeading, start: number, rows: string[]): number {
  if (left.cut) return left.to;
  if (right.cut) return right.from;
  const centred = left.to + Math.max(0, left.from - start);
  const within = (at: number) => Math.min(Math.max(at, left.to), right.from);
  // The likely ones first: of equals the first one stands.
  const near = [centred, centred + 1, centred - 1, right.from, right.from - 1].map(within);
  const all = Array.from({ length: Math.max(0, right.from - left.to + 1) }, (_, index) => left.to + index);
  let best = { at: within(centred), score: Number.NEGATIVE_INFINITY };
  for (const at of new Set([...near, ...all])) {
    const score = rows.reduce((sum, row) => sum + fit(row, at, right.begins), 0);
    if (score > best.score) best = { at, score };
  }
  return best.at;
}

const upper = /[A-Z]/;
const lower = /[a-z]/;
const digit = /\d/;

/** Cells may be centred: blanks that may stand before one. */
const mostCentring = 6;

/** How well a cell of the column can begin here; best with its first letter, else with the blanks before it. */
function fit(row: string, at: number, begins: RegExp | undefined): number {
  if (begins === undefined) return fitOfText(row, at);
  const cell = row.slice(at, at + 12 + mostCentring);
  // Within a number or a day, no cell begins.
  if (begins.test(cell)) return /\d/.test(row[at] ?? '') && /[\d/]/.test(row[at - 1] ?? '') ? 0 : 3;
  const blanks = cell.search(/\S/);
  return blanks > 0 && blanks <= mostCentring && begins.test(cell.slice(blanks)) ? 2 : 0;
}

/** A capital after anything but a capital begins a text, the middle of a word does not. */
function fitOfText(row: string, at: number): number {
  const letter = row[at] ?? ' ';
  const before = row[at - 1] ?? ' ';
  if (letter === ' ') return 0;
  if (before === ' ') return lower.test(letter) ? 0 : 1;
  if (lower.test(letter)) return -1;
  // The year of a day that runs on into a blank column says nothing of where that column begins.
  if (digit.test(letter) && digit.test(before))
    return row.slice(Math.max(0, at - 4), at).includes('/') ? 0 : -1;
  return upper.test(letter) && !upper.test(before) ? 1 : 0;
}
