import type { SiteSettings } from '@plaincode/content-schemas';
import { buildIndex, indexVersion, type SearchEntry } from '@plaincode/search/build';
import type { RenderedCache } from '../plan/rendered-cache.ts';
import { PublishRefused } from '../refusal.ts';
import type { ReleaseFiles } from '../store/shards.ts';
import type { ReleaseDraft } from './release-draft.ts';
import type { ReleaseFileSet } from './release-files.ts';

/** Whether a file of a release is part of its search index. */
export const isSearchFile = (path: string): boolean =>
  path === '/search/index.json' || path.startsWith('/assets/search/');

type Given = {
  cache: RenderedCache;
  files: ReleaseFileSet;
  draft: ReleaseDraft;
  site: SiteSettings;
  /** The files of the release before; null where there is none, or where all is to be made anew. */
  before: ReleaseFiles | null;
  /** Whether the index of the release before was made for these settings by this version. */
  comparable: boolean;
};

/**
 * Adds the search index of the release. Where no page changed in what lookup knows of it, the files of the release before
 * are taken over; else the index is built from what is kept of every page.
 */
export function addSearchIndex(given: Given): 'kept' | 'built' {
  const pages = given.files.pages();
  const { before, comparable, files } = given;
  if (before && comparable && !differs(given, pages, before)) {
    for (const [path, file] of before) if (isSearchFile(path)) files.add(path, file);
    return 'kept';
  }
  build(given, pages);
  return 'built';
}

/** The mark of an index in its root, which says what it was made with. */
export const indexMark = (site: SiteSettings): string =>
  JSON.stringify([indexVersion, site.codeSets.map(({ id, name }) => [id, name])]);

/** Many pages at once are compared in one pass over what is kept. */
const worthOnePass = 2_000;

function differs({ cache }: Given, pages: ReadonlyMap<string, string>, before: ReleaseFiles): boolean {
  const now = new Map<string, string>();
  const then = new Map<string, string>();
  for (const [path, hash] of pages) {
    const known = before.get(path)?.hash;
    if (known === hash) continue;
    now.set(path, hash);
    if (known) then.set(path, known);
  }
  for (const [path, { hash }] of before) if (path.endsWith('/') && !pages.has(path)) then.set(path, hash);
  const knownNow = searchOf(cache, now);
  const knownThen = searchOf(cache, then);
  const paths = new Set([...now.keys(), ...then.keys()]);
  // A page that is no code's has an empty entry, whether it is there or not.
  const entryOf = (known: ReadonlyMap<string, string>, all: ReadonlyMap<string, string>, path: string) =>
    all.has(path) ? (known.get(path) ?? 'unknown') : '';
  return [...paths].some((path) => {
    const entry = entryOf(knownNow, now, path);
    return entry === 'unknown' || entry !== entryOf(knownThen, then, path);
  });
}

function searchOf(cache: RenderedCache, pages: ReadonlyMap<string, string>): Map<string, string> {
  if (pages.size > worthOnePass) return cache.searchOf(pages);
  const find = cache.searchFinder();
  return new Map(
    [...pages].flatMap(([path, hash]) => {
      const search = find(path, hash);
      return search === null ? [] : [[path, search] as const];
    }),
  );
}

function build({ cache, draft, site }: Given, pages: ReadonlyMap<string, string>): void {
  const known = cache.searchOf(pages);
  if (known.size < pages.size)
    throw new PublishRefused(
      'full-needed',
      'Some pages are not enough, since what lookup knows of the others is no longer kept: export all of them.',
    );
  const entries: SearchEntry[] = [];
  for (const search of known.values()) if (search !== '') entries.push(JSON.parse(search));
  const index = buildIndex(entries, site.codeSets, indexMark(site));
  draft.addFiles(index.map(({ path, mediaType, text }) => ({ path, mediaType, bytes: Buffer.from(text) })));
}
