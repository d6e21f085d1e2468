import { asHeard } from '../text/sounds.ts';
import { distance } from './distance.ts';
import type { IndexReader, IndexWord } from './index-reader.ts';

/**
 * A word of the index that stands for one of the query, and how well: 1 is the word itself. `written`: it is what was
 * typed, or begins so.
 */
export type Match = { word: IndexWord; worth: number; written: boolean };

/** Completions of a beginning, and corrections of a word, that are looked at. */
const mostCompletions = 40;
const mostCorrections = 4;

/**
 * The index's words for one of the query's: the word itself; for one that may not be typed to its end, what it
 * begins; for one that the index has in no form, what it may have been meant for. `known`: it has a meaning of its own.
 */
export async function matchWord(
  index: IndexReader,
  word: string,
  { unfinished, known }: { unfinished: boolean; known: boolean },
): Promise<Match[]> {
  const near = await index.words(word, unfinished);
  const own = near.get(word);
  const matches: Match[] = own && isHeld(own) ? [{ word: own, worth: 1, written: true }] : [];
  if (known) return matches;
  if (unfinished || matches.length === 0) matches.push(...completions(near, word, matches.length > 0));
  if (matches.length > 0 || word.length < 4) return matches;
  return await corrections(index, word);
}

/** Whether any code has the word: some stand there for their meaning alone. */
const isHeld = ({ postings, leads }: IndexWord): boolean => postings !== '' || leads !== '';

function completions(near: ReadonlyMap<string, IndexWord>, word: string, hasOwn: boolean): Match[] {
  if (word.length < 3) return [];
  const found: Match[] = [];
  for (const [longer, entry] of near)
    if (longer.length > word.length && isHeld(entry) && longer.startsWith(word))
      found.push({
        word: entry,
        worth: (hasOwn ? 0.5 : 0.9) * (word.length / longer.length) ** 0.5,
        written: true,
      });
  return found.sort((a, b) => b.worth - a.worth).slice(0, mostCompletions);
}

async function corrections(index: IndexReader, word: string): Promise<Match[]> {
  const most = word.length < 6 ? 1 : word.length < 12 ? 2 : 3;
  const heard = asHeard(word);
  const near = (await index.spellings(word))
    .map(([other, size]) => ({
      other,
      size,
      away: asHeard(other) === heard ? 0 : distance(word, other, most),
    }))
    .filter(({ away }) => away <= most)
    .sort((a, b) => a.away - b.away || b.size - a.size);
  const [nearest] = near;
  const best = near.filter(({ away }) => away === nearest?.away).slice(0, mostCorrections);
  const found = await Promise.all(best.map(async ({ other }) => (await index.words(other)).get(other)));
  return found.flatMap((entry, at) =>
    entry ? [{ word: entry, worth: 0.8 * 0.9 ** at, written: false }] : [],
  );
}
