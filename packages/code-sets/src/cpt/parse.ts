import type { Line } from '../container/lines.ts';
import type { Problems } from '../problems.ts';
import { checkCharacters, tidy } from '../text-checks.ts';
import {
  codeShape,
  modifierShape,
  officialCode,
  partsOf,
  type RowParts,
  type RowShape,
  readContent,
} from './row-shape.ts';

export type DescriptorRow = { code: string; text: string; line: number };

/** Which of the AMA's files it is, with the width of its descriptors where they stand in fixed columns. */
export type DescriptorKind = 'long' | 'medium' | 'short' | 'modifier';

const widths: Record<DescriptorKind, number | null> = { long: null, medium: 48, short: 28, modifier: null };
/** The text's width in a line of LONGULF. */
const numberedWidth = 71;

const compare = 'Compare the row with the official file.';

/**
 * Reads one descriptor file of the AMA's layout, tab-delimited or in fixed columns (row-shape.ts), after its
 * copyright preamble. Continuation lines are joined. Adds every flaw to `problems`; throws Unreadable.
 */
export async function parseDescriptorFile(
  batches: AsyncIterable<Line[]>,
  problems: Problems,
  kind: DescriptorKind = 'long',
): Promise<DescriptorRow[]> {
  const code = kind === 'modifier' ? modifierShape : codeShape;
  const { lines, shape, strayRow } = await readContent(batches, code);
  if (strayRow !== null)
    problems.add(
      'stray-line',
      'Rows stand before the last blank line of the file, where the preamble should be.',
      'Remove the blank line that stands between rows, or download the file again.',
      { line: strayRow },
    );
  const reader = new RowReader(problems, kind, shape);
  for (const line of lines) {
    reader.add(line, code);
    if (problems.hopeless) break;
  }
  const rows = reader.finish();
  if (kind !== 'modifier') checkOfficialCodes(rows, problems);
  return rows;
}

type OpenRow = { code: string; pieces: string[]; line: number; at: number; sequence: number | null };

/** Joins lines to rows. */
class RowReader {
  readonly #problems: Problems;
  readonly #kind: DescriptorKind;
  readonly #shape: RowShape;
  readonly #rows: DescriptorRow[] = [];
  readonly #lines = new Map<string, number>();
  #open: OpenRow | null = null;

  constructor(problems: Problems, kind: DescriptorKind, shape: RowShape) {
    this.#problems = problems;
    this.#kind = kind;
    this.#shape = shape;
  }

  add({ text, number: line }: Line, code: RegExp): void {
    if (checkCharacters(text.trimEnd().replace('\t', ' '), line, this.#problems)) return;
    const parts = partsOf(text.trimEnd(), this.#shape, code) ?? partsOf(text, this.#shape, code);
    if (parts === null) {
      this.#badRow(line);
      return;
    }
    this.#checkWidth(parts, line);
    const open = this.#open;
    if (parts.sequence !== null && open?.code === parts.code && open.sequence !== null) {
      this.#continue(open, parts, line);
      return;
    }
    this.#close();
    this.#begin(parts, line);
  }

  finish(): DescriptorRow[] {
    this.#close();
    return this.#rows;
  }

  #badRow(line: number): void {
    const length = this.#kind === 'modifier' ? 'two characters' : 'five characters';
    this.#problems.add(
      'bad-code',
      `This line does not begin with a code of ${length} and ${this.#shape === 'tab' ? 'a tab' : 'a blank'}.`,
      'Rows stand after the last blank line of the file, all of one layout.',
      { line, column: 1 },
    );
  }

  #checkWidth({ text, at, sequence }: RowParts, line: number): void {
    const width = sequence === null ? widths[this.#kind] : numberedWidth;
    if (this.#shape === 'tab' || width === null || text.trimEnd().length <= width) return;
    this.#problems.add(
      'overlong-record',
      `The descriptor has more than ${width} columns.`,
      'Two rows may have run into one: download the file again.',
      { line, column: at + width + 1 },
    );
  }

  #continue(open: OpenRow, { code, text, sequence }: RowParts, line: number): void {
    if (sequence !== (open.sequence ?? 0) + 1)
      this.#problems.add(
        'bad-sequence',
        `This line of ${code} does not follow the line before it.`,
        'A line is missing, doubled or damaged near here: download the file again.',
        { line, column: 6 },
      );
    open.sequence = sequence;
    open.pieces.push(text);
  }

  #begin({ code, text, sequence, at }: RowParts, line: number): void {
    const earlier = this.#lines.get(code);
    if (earlier !== undefined)
      this.#problems.add(
        'duplicate-code',
        `${code} stands on line ${earlier} already.`,
        'Remove one of the two.',
        { line, column: 1 },
      );
    else if (sequence !== null && sequence > 1)
      this.#problems.add(
        'orphan-continuation',
        `${code} is continued here without its first line just before.`,
        'A line is missing, doubled or damaged near here: download the file again.',
        { line, column: 6 },
      );
    this.#lines.set(code, line);
    this.#open = { code, pieces: [text], line, at, sequence };
  }

  #close(): void {
    const open = this.#open;
    this.#open = null;
    if (open === null) return;
    const { code, pieces, line, at } = open;
    const text = tidy(pieces.join(' '));
    if (text !== '') this.#rows.push({ code, text, line });
    else this.#problems.add('missing-text', `${code} has no descriptor.`, compare, { line, column: at + 1 });
  }
}

/** A set whose codes nearly all have the official shapes has no others; an invented set has its own. */
const nearlyAll = 0.95;

function checkOfficialCodes(rows: DescriptorRow[], problems: Problems): void {
  const others = rows.filter(({ code }) => !officialCode.test(code));
  if (others.length === 0 || others.length > rows.length * (1 - nearlyAll)) return;
  for (const { code, line } of others)
    problems.add('bad-code', `${code} is neither five digits nor four and one of F, T, U, A, M.`, compare, {
      line,
      column: 1,
    });
}
