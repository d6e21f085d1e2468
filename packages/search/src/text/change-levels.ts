import { levels } from './levels.ts';
import { decodePostings, encodePostings, type Postings } from './postings.ts';

/** Moves documents in an encoded list to other levels, by their numbers, and takes those out whose level is null. */
export function changeLevels(text: string, moved: ReadonlyMap<number, number | null>): string {
  const postings: Postings = Array.from({ length: levels }, () => []);
  const runs = decodePostings(text);
  for (let at = 0; at < runs.length; at += 3) {
    const [from = 0, length = 0, level = 0] = runs.slice(at, at + 3);
    for (let document = from; document < from + length; document += 1)
      if (!moved.has(document)) postings[level]?.push(document);
  }
  for (const [document, level] of moved) if (level !== null) postings[level]?.push(document);
  return encodePostings(postings.map((documents) => documents.sort((a, b) => a - b)));
}
