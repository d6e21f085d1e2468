import { LruCache } from '../storage/lru-cache.ts';
import type { CurrentRelease } from './current-release.ts';
import { DamagedObject, readObject } from './object-files.ts';
import type { WithheldPages } from './withheld-pages.ts';

/**
 * The title of a page of the served release, as its head says it before the site's name; null where there is no such page or it
 * may not be shown.
 */
export type PageTitles = (path: string) => Promise<string | null>;

const keptTitles = 2_000;
const entities: Record<string, string> = {
  '&amp;': '&',
  '&lt;': '<',
  '&gt;': '>',
  '&quot;': '"',
  '&#39;': "'",
};

export function createPageTitles(
  releases: CurrentRelease,
  withheld: WithheldPages,
  store: string,
): PageTitles {
  const titles = new LruCache<string>(keptTitles);
  return async (path) => {
    if (withheld.reasonOf(path)) return null;
    const hash = releases.get()?.find(path)?.hash;
    if (hash === undefined) return null;
    const known = titles.get(hash);
    if (known !== undefined) return known;
    const title = await readTitle(store, hash);
    if (title !== null) titles.set(hash, title);
    return title;
  };
}

async function readTitle(store: string, hash: string): Promise<string | null> {
  try {
    const head = (await readObject(store, hash)).subarray(0, 8 * 1024).toString('utf8');
    const title = /<title>([^<]{1,300})<\/title>/.exec(head)?.[1];
    const plain = title?.replace(/&(?:amp|lt|gt|quot|#39);/g, (entity) => entities[entity] ?? entity);
    return plain?.replace(/ – [^–]*$/, '') ?? null;
  } catch (error) {
    if (error instanceof DamagedObject) return null;
    throw error;
  }
}
