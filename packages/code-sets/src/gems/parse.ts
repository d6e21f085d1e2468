import type { Line } from '../container/lines.ts';
import { type Problems, Unreadable } from '../problems.ts';
import { checkCharacters } from '../text-checks.ts';
import { checkSource } from './check-source.ts';
import type { GemEntry } from './entry.ts';
import { directionOf, type GemDirection, noTarget, rowShape, sides } from './layout.ts';

export type GemFile = {
  direction: GemDirection;
  /** In the file's order. */
  entries: GemEntry[];
};

/** The rows that tell the direction; one alone may fit two. */
const rowsLookedAt = 400;

/**
 * Reads a General Equivalence Mapping (layout.ts) of either code set and direction, which the shapes of its
 * codes tell. Adds every flaw to `problems`; the entries are of use only if there is none. Throws Unreadable
 * where no row is one of a mapping.
 */
export async function parseGem(batches: AsyncIterable<Line[]>, problems: Problems): Promise<GemFile> {
  let waiting: Line[] = [];
  let reader: GemReader | null = null;
  for await (const batch of batches) {
    waiting = waiting.concat(batch.filter(({ text }) => text.trim() !== ''));
    if (reader === null && waiting.length < rowsLookedAt) continue;
    reader ??= readerFor(waiting, problems);
    for (const line of waiting) reader.add(line);
    waiting = [];
    if (problems.hopeless) break;
  }
  reader ??= readerFor(waiting, problems);
  for (const line of waiting) reader.add(line);
  return reader.finish();
}

/** True where the first lines of a text are rows of a mapping, all but a few that may be damaged. */
export function looksLikeGem(lines: Line[]): boolean {
  const rows = lines.map(({ text }) => text).filter((text) => text.trim() !== '');
  const fitting = rows.filter((text) => rowShape.test(text));
  return rows.length > 0 && fitting.length >= rows.length * 0.9 && directionOf(fitting) !== null;
}

function readerFor(lines: Line[], problems: Problems): GemReader {
  const direction = directionOf(lines.slice(0, rowsLookedAt).map(({ text }) => text));
  if (direction !== null) return new GemReader(direction, problems);
  throw new Unreadable(
    'wrong-kind',
    'No row is one of a General Equivalence Mapping: two codes, then five digits.',
    'Give a GEM file as its maintainer publishes it, such as 2018_I10gem.txt or gem_pcsi9.txt.',
    { line: lines[0]?.number ?? 1 },
  );
}

/** Rows of one source code stand together: they are checked as one when the next source begins. */
class GemReader {
  readonly #direction: GemDirection;
  readonly #problems: Problems;
  readonly #entries: GemEntry[] = [];
  readonly #lines = new Map<string, number>();
  #open: GemEntry[] = [];

  constructor(direction: GemDirection, problems: Problems) {
    this.#direction = direction;
    this.#problems = problems;
  }

  add(line: Line): void {
    const entry = parseRow(line, this.#direction, this.#problems);
    if (entry === null) return;
    if (this.#open[0]?.source !== entry.source) this.#begin(entry);
    this.#open.push(entry);
    this.#entries.push(entry);
  }

  finish(): GemFile {
    checkSource(this.#open, this.#problems);
    this.#open = [];
    return { direction: this.#direction, entries: this.#entries };
  }

  #begin({ source, line }: GemEntry): void {
    checkSource(this.#open, this.#problems);
    this.#open = [];
    const earlier = this.#lines.get(source);
    if (earlier !== undefined)
      this.#problems.add(
        'misplaced-code',
        `${source} stands apart from its rows that begin on line ${earlier}.`,
        'The rows of one code stand together: this code is damaged, or the file was sorted anew.',
        { line, column: 1 },
      );
    else this.#lines.set(source, line);
  }
}

function parseRow({ text, number }: Line, direction: GemDirection, problems: Problems): GemEntry | null {
  if (checkCharacters(text.replaceAll('\t', ' '), number, problems)) return null;
  const [, source = '', target = '', flags = ''] = rowShape.exec(text) ?? [];
  if (source === '') {
    problems.add(
      'stray-line',
      'This line is no row of a mapping.',
      'A row is a source code, a target code and five digits: it may be cut or damaged here.',
      { line: number, column: 1 },
    );
    return null;
  }
  const flaw = codeFlaw(source, target, direction) ?? flagFlaw(target, flags);
  if (flaw === null) return entryOf(source, target, flags, number);
  const column = (flaw.at === source ? text.indexOf(source) : text.lastIndexOf(flaw.at)) + 1;
  problems.add(flaw.code, flaw.message, flaw.hint, { line: number, column });
  return null;
}

function entryOf(source: string, target: string, flags: string, line: number): GemEntry {
  const noMap = flags[1] === '1';
  return {
    source: source.toUpperCase(),
    target: noMap ? null : target.toUpperCase(),
    approximate: flags[0] === '1',
    noMap,
    combination: flags[2] === '1',
    scenario: Number(flags[3]),
    choiceList: Number(flags[4]),
    line,
  };
}

/** `at` is the text of the row that the flaw is about. */
type Flaw = { code: 'bad-code' | 'bad-field'; at: string; message: string; hint: string };

function codeFlaw(source: string, target: string, direction: GemDirection): Flaw | null {
  const side = sides[direction];
  const hint = 'Compare the row with the official file.';
  const [sourceName, targetName] = side.names;
  if (!side.source.test(source))
    return { code: 'bad-code', at: source, message: `"${source}" is no ${sourceName}.`, hint };
  if (side.target.test(target) || noTarget.test(target)) return null;
  return { code: 'bad-code', at: target, message: `"${target}" is no ${targetName}.`, hint };
}

function flagFlaw(target: string, flags: string): Flaw | null {
  const bad = (message: string, hint: string): Flaw => ({ code: 'bad-field', at: flags, message, hint });
  if (!/^[01]{3}/.test(flags))
    return bad(
      `The flags are "${flags.slice(0, 3)}".`,
      'Approximate, no map and combination are 0 or 1 each.',
    );
  const [, noMap, combination, scenario, choiceList] = flags;
  if ((noMap === '1') !== noTarget.test(target))
    return bad(
      `The target is ${target}, and "no map" is ${noMap}.`,
      'NoDx or NoPCS stands with 1, a code with 0.',
    );
  if (noMap === '1' && combination === '1')
    return bad('The row is "no map" and a combination.', 'It can only be one of the two.');
  const placed = [scenario, choiceList].filter((digit) => digit !== '0').length;
  if (placed === (combination === '1' ? 2 : 0)) return null;
  return bad(
    `Combination is ${combination}, scenario ${scenario}, choice list ${choiceList}.`,
    'A combination has both from 1 on; any other row has 0 for both.',
  );
}
