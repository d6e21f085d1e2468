import { isInForce, standingOf } from '../text/standing.ts';
import { rawWords } from '../text/words.ts';
import type { SearchEntry } from './entry.ts';
import { lengthOf } from './impacts.ts';

/**
 * What official indexes say of a header, and its title, go to the one code below it that is meant where nothing more
 * is said: the shortest of those that can be reported, with the first encounter where there are several. The index
 * leads "fracture, wrist" to `S62.10-`, and a claim needs `S62.109A`. `entries` of one set in the order of their codes.
 */
export function handedDown(entries: readonly SearchEntry[]): Map<string, string[]> {
  const texts = new Map<string, string[]>();
  const open: { header: SearchEntry; best: SearchEntry | null; length: number }[] = [];
  const close = () => {
    const done = open.pop();
    if (!done?.best) return;
    const { header, best } = done;
    texts.set(best.path, [...(texts.get(best.path) ?? []), header.text, ...header.terms]);
  };
  for (const entry of entries) {
    while (open.length > 0 && !entry.code.startsWith(open.at(-1)?.header.code ?? '')) close();
    if (!isInForce(entry.state)) continue;
    if (entry.billable === false) open.push({ header: entry, best: null, length: Number.POSITIVE_INFINITY });
    else if (standingOf(entry) !== 'later-encounter') weigh(entry, open);
  }
  while (open.length > 0) close();
  return texts;
}

function weigh(entry: SearchEntry, open: { best: SearchEntry | null; length: number }[]): void {
  const length = lengthOf(rawWords(entry.text));
  for (const level of open)
    if (length < level.length) {
      level.best = entry;
      level.length = length;
    }
}
