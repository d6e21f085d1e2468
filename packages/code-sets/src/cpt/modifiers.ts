import type { Line } from '../container/lines.ts';
import { type Problems, Unreadable } from '../problems.ts';
import { checkCharacters, tidy } from '../text-checks.ts';
import { type DescriptorRow, parseDescriptorFile } from './parse.ts';

/** The appendix has some hundred modifiers on as many pages. */
const mostLines = 100_000;

const appendix = /^appendix a\b/i;
/** In the order of the appendix. Level II modifiers are those of HCPCS, and come with its release. */
const parts: [heading: RegExp, part: Part][] = [
  [appendix, 'blocks'],
  [/^anesthesia physical status(?: modifiers)?$/i, 'physical-status'],
  [/^cpt level i modifiers\b/i, 'blocks'],
  [/^category ii modifiers$/i, 'blocks'],
  [/^level ii .{0,40}modifiers$/i, 'none'],
];
type Part = 'none' | 'blocks' | 'physical-status';

const blockStart = /^([1-9][0-9A-Z])\s+(\S.*)$/;
const physicalStatus = /^[^0-9A-Za-z]*(P\d)\s*[:.–-]?\s+(\S.*)$/;

/**
 * Reads the modifiers (MODUL.txt). The AMA's own loader reads the file as the text of Appendix A: blocks that
 * blank lines part, each begun by a modifier of two characters, and physical status modifiers (P1 to P6) a line
 * each, under headings. A file of rows, tab-delimited or with a blank, is read as the other descriptor files
 * are. A modifier that a later part repeats is told once. Adds every flaw to `problems`; throws Unreadable.
 */
export async function parseModifiers(
  batches: AsyncIterable<Line[]>,
  problems: Problems,
): Promise<DescriptorRow[]> {
  const lines: Line[] = [];
  for await (const batch of batches) {
    for (const line of batch) lines.push(line);
    if (lines.length > mostLines)
      throw new Unreadable('too-large', 'The file has too many lines.', 'Give MODUL.txt itself.');
  }
  const rows = lines.some(({ text }) => appendix.test(text.trim()))
    ? readAppendix(lines, problems)
    : await parseDescriptorFile(one(lines), problems, 'modifier');
  if (rows.length === 0 && !problems.any)
    problems.add('missing-text', 'The file holds no modifiers.', 'Give MODUL.txt as the AMA publishes it.');
  return rows;
}

async function* one(lines: Line[]): AsyncGenerator<Line[], void, undefined> {
  yield lines;
}

function readAppendix(lines: Line[], problems: Problems): DescriptorRow[] {
  const found = new Map<string, { line: number; pieces: string[] }>();
  let part: Part = 'none';
  let open: string[] | null = null;
  /** A block begins behind a blank line or a heading: prose has numbers at the start of its lines too. */
  let fresh = false;
  const begin = (match: RegExpExecArray | null, line: number): string[] | null => {
    const [, code = '', text = ''] = match ?? [];
    if (code === '') return null;
    const block = { line, pieces: [text] };
    if (!found.has(code)) found.set(code, block);
    return block.pieces;
  };
  for (const { text: raw, number } of lines) {
    const text = raw.trim();
    const heading = parts.find(([wording]) => wording.test(text));
    if (heading) part = heading[1];
    const parting = heading !== undefined || text === '';
    if (parting) open = null;
    else if (part === 'none' || checkCharacters(text.replaceAll('\t', ' '), number, problems)) continue;
    else if (part === 'physical-status') begin(physicalStatus.exec(text), number);
    else if (open !== null) open.push(text);
    else if (fresh) open = begin(blockStart.exec(text), number);
    fresh = parting;
  }
  return [...found].map(([code, { line, pieces }]) => ({ code, text: tidy(pieces.join(' ')), line }));
}
