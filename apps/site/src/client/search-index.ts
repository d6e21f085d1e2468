import { type Asked, type Found, IndexGone, type IndexReader, lookUp, openIndex } from '@plaincode/search';

/** Where the index cannot be had. */
export const unreadWords = 'The search index cannot be read right now. Try again in a moment.';

let opening: Promise<IndexReader | null> | null = null;

/** Begins to fetch the index, so that it is there with the first key. */
export function warmIndex(): void {
  opening ??= openIndex(loadFile).catch(() => null);
}

/** Looks up in the index of the release; null where it cannot be had. A release that moved on is read anew, once. */
export async function search(asked: Asked): Promise<Found | null> {
  for (let attempt = 0; attempt < 2; attempt += 1) {
    warmIndex();
    const index = await opening;
    if (!index) break;
    try {
      return await lookUp(index, asked);
    } catch (error) {
      opening = null;
      if (!(error instanceof IndexGone)) break;
    }
  }
  opening = null;
  return null;
}

async function loadFile(path: string): Promise<string | null> {
  const response = await fetch(path, { signal: AbortSignal.timeout(10_000) });
  if (response.status === 404) return null;
  if (!response.ok) throw new Error(`${path} cannot be fetched`);
  return await response.text();
}
