import { leadLevel, weightOfLevel } from '../text/levels.ts';
import { decodePostings } from '../text/postings.ts';
import type { SearchRoot } from '../text/root.ts';
import type { Standing } from '../text/standing.ts';
import type { IndexWord } from './index-reader.ts';
import type { Match } from './match-words.ts';

/** What is shown; with neither, every code. */
export type Filters = { active?: boolean | undefined; billable?: boolean | undefined };

/** What scores less than this share of the best has little to do with what was asked. */
const faintest = 0.15;

/** Documents with all that was typed whose titles are looked at, beside the best: each may cost a file. */
const mostAsTyped = 4;

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

/** A way to read a query: for each of its words what it matched, and how likely the reading is what was meant. */
export type MatchedReading = { words: readonly (readonly Match[])[]; worth: number };

/**
 * The documents that a query's readings fit best, those of equal score in the order of their codes; and the best of those
 * that have all that was typed, which is the first reading: other readings may leave them far behind. Done in one go, since
 * lookups of one index share the room that they work in.
 */
export function bestDocuments(
  root: SearchRoot,
  readings: readonly MatchedReading[],
  { most, filters }: { most: number; filters: Filters },
): { found: Scored[]; asTyped: Scored[] } {
  const room = roomFor(root);
  for (const reading of readings) addReading(room, reading);
  const found = pick(root, room.best, most, filters);
  const asTyped = allWritten(root, readings[0]?.words ?? []);
  const phrases = pick(root, room.best, mostAsTyped, filters, asTyped);
  room.best.fill(0);
  const floor = (found[0]?.score ?? 0) * faintest;
  return { found: found.filter(({ score }) => score >= floor), asTyped: phrases };
}

/** Whether a document that is shown has every word of a reading as it was written. */
export function hasAllWritten(
  root: SearchRoot,
  readings: readonly MatchedReading[],
  filters: Filters,
): boolean {
  return readings.some(({ words }) => {
    const met = allWritten(root, words);
    return root.ranges.some(
      ({ standing, from, count }) =>
        isShown(standing, filters) && met.subarray(from, from + count).includes(1),
    );
  });
}

/** 1 for each document that has every word as it was written. */
function allWritten(root: SearchRoot, words: MatchedReading['words']): Uint8Array {
  const met = new Uint8Array(root.documents);
  for (const [at, matches] of words.entries())
    for (const match of matches.filter(({ written }) => written)) meet(met, at, runsOf(match.word));
  return met.map((count) => (count === words.length ? 1 : 0));
}

/** Counts the word at a place of the query for the documents that have all the words before it. */
function meet(met: Uint8Array, at: number, runs: readonly number[]): void {
  for (let run = 0; run < runs.length; run += 3) {
    const from = runs[run] ?? 0;
    const end = Math.min(met.length, from + (runs[run + 1] ?? 0));
    for (let document = from; document < end; document += 1) if (met[document] === at) met[document] = at + 1;
  }
}

/** A number for each document: its best score; and of one reading its sum and the words that it met; of one word, its best. */
type Room = {
  best: Float32Array;
  sum: Float32Array;
  met: Float32Array;
  word: Float32Array;
};

const rooms = new WeakMap<SearchRoot, Room>();

function roomFor(root: SearchRoot): Room {
  const known = rooms.get(root);
  if (known) return known;
  const made = () => new Float32Array(root.documents);
  const room = { best: made(), sum: made(), met: made(), word: made() };
  rooms.set(root, room);
  return room;
}

function addReading(room: Room, { words, worth }: MatchedReading): void {
  const { best, sum, met } = room;
  const touched: number[] = [];
  let total = 0;
  for (const matches of words) total += addWord(room, matches, touched);
  for (const document of touched) {
    const covered = (met[document] ?? 0) / total;
    const score = worth * (sum[document] ?? 0) * covered ** 2;
    if (score > (best[document] ?? 0)) best[document] = score;
    sum[document] = 0;
    met[document] = 0;
  }
}

/** Adds what one word says of every document, by the best of its matches. Gives how rare the word is, which is its weight. */
function addWord({ sum, met, word }: Room, matches: readonly Match[], touched: number[]): number {
  const all = word.length;
  const documents: number[] = [];
  let held = 0;
  for (const match of matches) {
    const runs = runsOf(match.word);
    for (let at = 0; at < runs.length; at += 3) {
      const from = runs[at] ?? 0;
      const end = Math.min(all, from + (runs[at + 1] ?? 0));
      const weight = match.worth * weightOfLevel(runs[at + 2] ?? 0);
      held += end - from;
      for (let document = from; document < end; document += 1) {
        const known = word[document] ?? 0;
        if (known === 0) documents.push(document);
        if (weight > known) word[document] = weight;
      }
    }
  }
  const rarity = Math.log2(1 + all / Math.max(1, Math.min(held, all)));
  for (const document of documents) {
    if (met[document] === 0) touched.push(document);
    sum[document] = (sum[document] ?? 0) + rarity * (word[document] ?? 0);
    met[document] = (met[document] ?? 0) + rarity;
    word[document] = 0;
  }
  return rarity;
}

const decoded = new WeakMap<IndexWord, number[]>();

function runsOf(word: IndexWord): number[] {
  const known = decoded.get(word);
  if (known) return known;
  const runs = decodePostings(word.postings);
  const leads = decodePostings(word.leads);
  for (let at = 0; at < leads.length; at += 3) runs.push(leads[at] ?? 0, leads[at + 1] ?? 0, leadLevel);
  decoded.set(word, runs);
  return runs;
}

function pick(
  root: SearchRoot,
  scores: Float32Array,
  most: number,
  filters: Filters,
  among?: Uint8Array,
): Scored[] {
  const found: Scored[] = [];
  let least = 0;
  for (const { standing, from, count } of root.ranges) {
    if (!isShown(standing, filters)) continue;
    const worth = standingWorth[standing];
    for (let document = from; document < from + count; document += 1) {
      const score = (scores[document] ?? 0) * worth;
      if (score <= least || among?.[document] === 0) continue;
      insert(found, { document, score }, most);
      if (found.length === most) least = found[most - 1]?.score ?? 0;
    }
  }
  return found;
}

function insert(found: Scored[], one: Scored, most: number): void {
  let at = found.length;
  while (at > 0 && (found[at - 1]?.score ?? 0) < one.score) at -= 1;
  found.splice(at, 0, one);
  if (found.length > most) found.pop();
}
