import type { Line } from '../container/lines.ts';
import { Unreadable } from '../problems.ts';

/**
 * How the rows of a descriptor file are laid out: `tab` is code TAB descriptor (LONGULT, LONGUT, newer MEDU and
 * SHORTU); `fixed` is code, a blank, descriptor (MEDU, SHORTU); `numbered` is code, two digits that count the
 * lines of one descriptor, a blank, 71 columns of text (LONGULF, LONGUF). Modifiers have codes of two characters.
 */
export type RowShape = 'tab' | 'fixed' | 'numbered';

/** A row's parts, not yet looked at; `at` is where the text begins, as an offset. */
export type RowParts = { code: string; sequence: number | null; text: string; at: number };

/** No edition comes near so many lines. */
const mostLines = 500_000;

/** Category I (five digits), II (F), III (T), PLA (U), vaccine administration (A), MAAA (M). */
export const officialCode = /^\d{4}[\dFTUAM]$/;
/** These and the codes of invented sets alike; one digit at least, since words of a preamble have none. */
export const codeShape = /^(?=.*\d)[0-9A-Z]{5}$/;
export const modifierShape = /^[0-9A-Z]{2}$/;

const shapes: Record<RowShape, RegExp> = {
  tab: /^([^\t]*)\t(.*)$/,
  fixed: /^([0-9A-Z]+) +(.*)$/,
  numbered: /^([0-9A-Z]{5})(\d\d) (.*)$/,
};

/** The parts of a row of one shape; null where the line is none. */
export function partsOf(text: string, shape: RowShape, code: RegExp): RowParts | null {
  const match = shapes[shape].exec(text);
  const found = match?.[1]?.trim() ?? '';
  if (match === null || !code.test(found)) return null;
  const rest = match.at(-1) ?? '';
  const sequence = shape === 'numbered' ? Number(match[2]) : null;
  return { code: found, sequence, text: rest, at: text.length - rest.length };
}

export type Content = {
  lines: Line[];
  shape: RowShape;
  /** The first line of those that look like rows and stand where the preamble should; null without any. */
  strayRow: number | null;
};

/**
 * What stands after the last blank line, as in the AMA's own loader: before it stands a copyright preamble. A
 * file without a blank line has none; blank lines at the very end part nothing from nothing. The shape is the
 * one that most lines have.
 */
export async function readContent(batches: AsyncIterable<Line[]>, code: RegExp): Promise<Content> {
  let lines: Line[] = [];
  const before: Line[] = [];
  let blank = false;
  for await (const batch of batches)
    for (const line of batch) {
      if (line.text.trim() === '') {
        blank = true;
        continue;
      }
      if (blank) {
        for (const early of lines) before.push(early);
        lines = [];
      }
      blank = false;
      lines.push(line);
      if (lines.length + before.length > mostLines) throw tooLong(line.number);
    }
  const shape = shapeOf(lines, code);
  return { lines, shape, strayRow: strayRow(before, shape, code) };
}

function tooLong(line: number): Unreadable {
  return new Unreadable('too-large', 'The file has too many lines.', 'Give the descriptor file itself.', {
    line,
  });
}

function shapeOf(lines: Line[], code: RegExp): RowShape {
  const counts = { tab: 0, fixed: 0, numbered: 0 };
  for (const { text } of lines)
    for (const shape of ['tab', 'numbered', 'fixed'] as const)
      if (partsOf(text, shape, code) !== null) {
        counts[shape] += 1;
        break;
      }
  const most = Math.max(counts.tab, counts.fixed, counts.numbered);
  if (counts.tab === most) return 'tab';
  return counts.numbered === most ? 'numbered' : 'fixed';
}

/** A wrapped line of an address may look like one row or two of fixed columns (`60611 All rights`). */
const fewFixedRows = 3;

/**
 * A blank line inside the rows would hide all rows before it, and the loss must show. Modifiers with a blank
 * behind them cannot be told from the words of a preamble (`OF THE`).
 */
function strayRow(before: Line[], shape: RowShape, code: RegExp): number | null {
  if (shape === 'fixed' && code === modifierShape) return null;
  const rows = before.filter(({ text }) => partsOf(text, shape, code) !== null);
  return rows.length > (shape === 'fixed' ? fewFixedRows : 0) ? (rows[0]?.number ?? null) : null;
}
