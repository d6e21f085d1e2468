import { weightOfLevel } from '../index/impacts.ts';
import { decodePostings } from '../text/postings.ts';
import type { SearchRoot } from '../text/root.ts';
import type { Standing } from '../text/standing.ts';
import type { Match } from './match-words.ts';

/** What is shown; with neither, every code. */
export type Filters = { active?: boolean | undefined; billable?: boolean | undefined };

export type Scored = { document: number; score: number };

/** How likely a code of a standing is meant, where its words say no more than another's. */
const standingWorth: Record<Standing, number> = {
  plain: 1,
  header: 0.8,
  'first-encounter': 0.9,
  'later-encounter': 0.62,
  inactive: 0.4,
};

export function isShown(standing: Standing, { active, billable }: Filters): boolean {
  if (active && standing === 'inactive') return false;
  return !(billable && (standing === 'header' || standing === 'inactive'));
}

/** Scores documents against the words of one reading of a query, and keeps each document's best of all readings. */
export class Scores {
  readonly #best: Float32Array;
  readonly #sum: Float32Array;
  readonly #word: Float32Array;
  readonly #root: SearchRoot;

  constructor(root: SearchRoot) {
    this.#root = root;
    this.#best = new Float32Array(root.documents);
    this.#sum = new Float32Array(root.documents);
    this.#word = new Float32Array(root.documents);
  }

  /** `words`: for each word of the reading what it matched. `worth`: how likely the reading is what was meant. */
  addReading(words: readonly (readonly Match[])[], worth: number): void {
    const total = { weight: 0 };
    const met = new Float32Array(this.#root.documents);
    this.#sum.fill(0);
    for (const matches of words) this.#addWord(matches, total, met);
    for (let document = 0; document < met.length; document += 1) {
      const share = met[document] ?? 0;
      if (share === 0) continue;
      const covered = share / total.weight;
      const score = worth * (this.#sum[document] ?? 0) * covered ** 2;
      if (score > (this.#best[document] ?? 0)) this.#best[document] = score;
    }
  }

  #addWord(matches: readonly Match[], total: { weight: number }, met: Float32Array): void {
    const all = this.#root.documents;
    const word = this.#word.fill(0);
    let documents = 0;
    for (const { word: entry, worth } of matches)
      decodePostings(entry.postings, (from, length, level) => {
        const weight = worth * weightOfLevel(level);
        documents += length;
        for (let at = from; at < from + length; at += 1) if (weight > (word[at] ?? 0)) word[at] = weight;
      });
    const rarity = Math.log2(1 + all / Math.max(1, Math.min(documents, all)));
    total.weight += rarity;
    if (documents === 0) return;
    for (let at = 0; at < all; at += 1) {
      const weight = word[at] ?? 0;
      if (weight === 0) continue;
      this.#sum[at] = (this.#sum[at] ?? 0) + rarity * weight;
      met[at] = (met[at] ?? 0) + rarity;
    }
  }

  /** The best, with those of equal score in the order of their codes. */
  best(most: number, filters: Filters): Scored[] {
    const found: Scored[] = [];
    let least = 0;
    for (const { standing, from, count } of this.#root.ranges) {
      if (!isShown(standing, filters)) continue;
      const worth = standingWorth[standing];
      for (let document = from; document < from + count; document += 1) {
        const score = (this.#best[document] ?? 0) * worth;
        if (score <= least) continue;
        insert(found, { document, score }, most);
        if (found.length === most) least = found[most - 1]?.score ?? 0;
      }
    }
    return found;
  }
}

function insert(found: Scored[], one: Scored, most: number): void {
  let at = found.length;
  while (at > 0 && (found[at - 1]?.score ?? 0) < one.score) at -= 1;
  found.splice(at, 0, one);
  if (found.length > most) found.pop();
}
