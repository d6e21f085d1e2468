import type { CurrentRelease } from './current-release.ts';
import { DamagedObject, readObjectSync } from './object-files.ts';

/** The site's name, as its home page states it to search engines; null where nothing is served, or it states none. */
export function createSiteName(releases: CurrentRelease, store: string): () => string | null {
  let known: { hash: string; name: string | null } | null = null;
  return () => {
    const hash = releases.get()?.find('/')?.hash;
    if (hash === undefined) return null;
    if (known?.hash !== hash) known = { hash, name: readName(store, hash) };
    return known.name;
  };
}

function readName(store: string, hash: string): string | null {
  try {
    return nameIn(readObjectSync(store, hash).toString('utf8'));
  } catch (error) {
    if (error instanceof DamagedObject) return null;
    throw error;
  }
}

function nameIn(html: string): string | null {
  const [, written] = /"@type":"WebSite","name":("(?:[^"\\]|\\.){1,300}")/.exec(html) ?? [];
  if (written === undefined) return null;
  try {
    // One line: it stands in a mail.
    return String(JSON.parse(written)).replace(/\s+/g, ' ');
  } catch {
    return null;
  }
}
