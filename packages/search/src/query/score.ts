import { weightOfLevel } from '../text/levels.ts';
import { decodePostings } from '../text/postings.ts';
import type { SearchRoot } from '../text/root.ts';
import type { Standing } from '../text/standing.ts';
import type { Match } from './match-words.ts';

/** What is shown; with neither, every code. */
export type Filters = { active?: boolean | undefined; billable?: boolean | undefined };

/** What scores less than this share of the best has little to do with what was asked. */
const faintest = 0.15;

export type Scored = { document: number; score: number };

/** How likely a code of a standing is meant, where its words say no more than another's. */
const standingWorth: Record<Standing, number> = {
  plain: 1,
  header: 0.7,
  'first-encounter': 0.95,
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
  readonly #root: SearchRoot;

  constructor(root: SearchRoot) {
    this.#root = root;
    this.#best = new Float32Array(root.documents);
  }

  /** `words`: for each word of the reading what it matched. `worth`: how likely the reading is what was meant. */
  addReading(words: readonly (readonly Match[])[], worth: number): void {
    const all = this.#root.documents;
    const sum = new Float32Array(all);
    const met = new Float32Array(all);
    const touched: number[] = [];
    let total = 0;
    for (const matches of words) total += addWord(matches, { all, sum, met, touched });
    for (const document of touched) {
      const covered = (met[document] ?? 0) / total;
      const score = worth * (sum[document] ?? 0) * covered ** 2;
      if (score > (this.#best[document] ?? 0)) this.#best[document] = score;
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
    const floor = (found[0]?.score ?? 0) * faintest;
    return found.filter(({ score }) => score >= floor);
  }
}

function insert(found: Scored[], one: Scored, most: number): void {
  let at = found.length;
  while (at > 0 && (found[at - 1]?.score ?? 0) < one.score) at -= 1;
  found.splice(at, 0, one);
  if (found.length > most) found.pop();
}

type Adding = { all: number; sum: Float32Array; met: Float32Array; touched: number[] };

/** Adds what one word says of every document, by the best of its matches. Gives how rare the word is, which is its weight. */
function addWord(matches: readonly Match[], { all, sum, met, touched }: Adding): number {
  const best = new Float32Array(all);
  const documents: number[] = [];
  let held = 0;
  for (const { word, worth } of matches) {
    const runs = decodePostings(word.postings);
    for (let at = 0; at < runs.length; at += 3) {
      const from = runs[at] ?? 0;
      const end = Math.min(all, from + (runs[at + 1] ?? 0));
      const weight = worth * weightOfLevel(runs[at + 2] ?? 0);
      held += end - from;
      for (let document = from; document < end; document += 1) {
        const known = best[document] ?? 0;
        if (known === 0) documents.push(document);
        if (weight > known) best[document] = weight;
      }
    }
  }
  const rarity = Math.log2(1 + all / Math.max(1, Math.min(held, all)));
  for (const document of documents) {
    if (met[document] === 0) touched.push(document);
    sum[document] = (sum[document] ?? 0) + rarity * (best[document] ?? 0);
    met[document] = (met[document] ?? 0) + rarity;
  }
  return rarity;
}
