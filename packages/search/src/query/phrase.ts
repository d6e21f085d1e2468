import { isInForce } from '../text/standing.ts';
import { wordsOf } from '../text/words.ts';

/** How a title holds what was typed, the best first. */
const places = { begins: 0, contains: 1, elsewhere: 2 };

/**
 * Sorts what was found so that titles come first that begin with all that was typed, and then those that contain it as a
 * phrase; the order is else as it was. What stands in parentheses may be left out: `essential hypertension` is in
 * `Essential (primary) hypertension`. A single word must begin the title: it is no phrase, and many titles contain it. A code
 * that is no longer in force is not brought forward.
 */
export function phrasesFirst<Titled extends { title: string; state: string }>(
  found: readonly Titled[],
  typed: string,
): Titled[] {
  const words = wordsOf(typed);
  const unfinished = words.length > 1 && !/\s$/.test(typed);
  const placed = found.map((one) => ({
    one,
    place: isInForce(one.state) ? placeIn(one.title, words, unfinished) : places.elsewhere,
  }));
  return placed.sort((a, b) => a.place - b.place).map(({ one }) => one);
}

function placeIn(title: string, words: readonly string[], unfinished: boolean): number {
  if (words.length === 0) return places.elsewhere;
  const ways = [title, ...(title.includes('(') ? [title.replace(/\([^()]*\)?/g, ' ')] : [])].map(wordsOf);
  const isAt = (held: readonly string[], from: number) =>
    words.every((word, at) => {
      const other = held[from + at] ?? '';
      return other === word || (unfinished && at === words.length - 1 && other.startsWith(word));
    });
  if (ways.some((held) => isAt(held, 0))) return places.begins;
  if (words.length === 1) return places.elsewhere;
  return ways.some((held) => held.some((_, from) => isAt(held, from))) ? places.contains : places.elsewhere;
}
