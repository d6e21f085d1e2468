import type { IndexReader } from './index-reader.ts';
import { type Filters, isShown } from './score.ts';

/** A code or its start as people type it: `j90`, `E11.`, `e11 65`, `R05-9`; null for anything that cannot be one. */
export function codeStartOf(typed: string): string | null {
  const text = typed.trim();
  if (!/^[a-z0-9][a-z0-9 .-]*$/i.test(text)) return null;
  const code = text.replace(/[ .-]/g, '').toUpperCase();
  const parts = text.split(/[ .-]+/).filter(Boolean);
  // Words have no digits but in their own place; "b12 injection" is no code, "e11 65" is one.
  if (parts.length > 1 && !/^[A-Z]?[0-9][0-9A-Z]*$/.test(code)) return null;
  if (
    parts.length > 1 &&
    parts.slice(1).some((part) => !/^[0-9A-Z]{1,4}$/i.test(part) || !/[0-9]/.test(part))
  )
    return null;
  return code.length <= 7 && (/[0-9]/.test(code) || code.length <= 2) ? code : null;
}

/** A code, or its start, that is typed in parts, `E11.9`: those are no words of their own where it is held. */
export const isSpelledCode = (typed: string): boolean =>
  /[ .-]/.test(typed.trim()) && codeStartOf(typed) !== null;

/**
 * Numbers of the documents whose codes begin so, at most `most`: the code itself first, then each set's in turn, in the
 * order of their codes. A start typed with its dot goes to codes that are written with one.
 */
export async function documentsWithStart(
  index: IndexReader,
  typed: string,
  most: number,
  filters: Filters,
): Promise<number[]> {
  const start = codeStartOf(typed);
  if (start === null) return [];
  const dotted = /^[a-z0-9]{3}\./i.test(typed.trim());
  const { ranges, documentsPerFile } = index.root;
  const starts = await index.starts();
  const found: Started[] = [];
  let file = 0;
  for (const { set, standing, from, count, lengths } of ranges) {
    const files = Math.ceil(count / documentsPerFile);
    const firsts = starts.slice(file, file + files);
    if (isShown(standing, filters) && (lengths?.at(-1) ?? start.length) >= start.length)
      for (const [number, display] of await inRange(index, { start, most, from, count, firsts })) {
        const code = display.replaceAll('.', '');
        if (!dotted || code.length <= 3 || display[3] === '.') found.push({ number, code, set });
      }
    file += files;
  }
  return inTurns(found, start).slice(0, most);
}

type Started = { number: number; code: string; set: string };

function inTurns(found: readonly Started[], start: string): number[] {
  const exact = found.filter(({ code }) => code === start);
  const others = found.filter(({ code }) => code !== start).sort((a, b) => (a.code < b.code ? -1 : 1));
  // A code is the start of others of its set: they go on with it.
  const sets = [...Map.groupBy([...exact, ...others], ({ set }) => set).values()];
  const longest = Math.max(0, ...sets.map((some) => some.length));
  const turns = Array.from({ length: longest }, (_, turn) =>
    sets.flatMap((some) => some.slice(turn, turn + 1)),
  );
  return turns.flat().map(({ number }) => number);
}

async function inRange(
  index: IndexReader,
  range: { start: string; most: number; from: number; count: number; firsts: string[] },
): Promise<[number: number, display: string][]> {
  const { start, most, from, count, firsts } = range;
  const size = index.root.documentsPerFile;
  const last = firsts.findLastIndex((first) => first < start);
  const found: [number, string][] = [];
  for (let part = Math.max(0, last); part < firsts.length && found.length < most; part += 1) {
    const first = firsts[part] ?? '';
    if (part > last && !first.startsWith(start)) break;
    const end = Math.min(from + count, from + (part + 1) * size);
    for (let number = from + part * size; number < end && found.length < most; number += 1) {
      const { display } = await index.document(number);
      if (display.replaceAll('.', '').startsWith(start)) found.push([number, display]);
    }
  }
  return found;
}
