import type { ReleaseFile, SiteSettings } from '@plaincode/content-schemas';
import {
  buildIndex,
  changeEntries,
  type EntryChange,
  type IndexFile,
  indexVersion,
  rootPath,
  type SearchEntry,
} from '@plaincode/search/build';
import type { RenderedCache } from '../plan/rendered-cache.ts';
import { PublishRefused } from '../refusal.ts';
import type { HeldFiles } from '../store/held-files.ts';
import type { ReleaseDraft } from './release-draft.ts';
import type { PageChange, ReleaseFileSet } from './release-files.ts';

/** Whether a file of a release is part of its search index. */
export const isSearchFile = (path: string): boolean =>
  path === rootPath || path.startsWith('/assets/search/');

type Given = {
  cache: RenderedCache;
  files: ReleaseFileSet;
  draft: ReleaseDraft;
  site: SiteSettings;
  /** The release before; null where there is none, or where all is to be made anew. */
  before: HeldFiles | null;
  /** Whether its index was made in the same way and of the same code sets. */
  comparable: boolean;
  /** Whether the files of that release are in this one unless they are taken out. */
  delta: boolean;
};

/**
 * Adds the search index of the release. Where no page changed in what lookup knows of it, the files of the release before
 * are taken over; where only titles and words of codes did, those are made anew that hold them; else the whole index,
 * from what is kept of every page.
 */
export function addSearchIndex(given: Given): 'kept' | 'changed' | 'built' {
  const { before, comparable } = given;
  const changes = before && comparable && entryChanges(given, before);
  if (!before || !changes) return rebuild(given);
  if (changes.length === 0) {
    takeOver(given, before, new Set());
    return 'kept';
  }
  const change = changeEntries((path) => given.draft.read(before.get(path)?.hash ?? ''), changes);
  if (!change) return rebuild(given);
  // Files that are made anew come again, some of them as they were.
  const gone = new Set([rootPath, ...change.gone, ...change.files.map(({ path }) => path)]);
  takeOver(given, before, gone);
  for (const path of gone) given.files.remove(path);
  addFiles(given.draft, change.files);
  return 'changed';
}

/** The mark of an index in its root, which says what it was made with. */
export const indexMark = (site: SiteSettings): string =>
  JSON.stringify([indexVersion, site.codeSets.map(({ id, name }) => [id, name])]);

/** The files of an index that stay. A delta has them already. */
function takeOver({ files, delta }: Given, before: HeldFiles, gone: ReadonlySet<string>): void {
  if (delta) return;
  for (const [path, file] of before.entries())
    if (isSearchFile(path) && !gone.has(path)) files.add(path, file);
}

/** Many pages at once are compared in one pass over what is kept. */
const worthOnePass = 2_000;

/** What changed of what lookup knows; null where a page came or went, or what it knew is no longer known. */
function entryChanges({ cache, files }: Given, before: HeldFiles): EntryChange[] | null {
  const changes = [...files.changes(before)];
  const now = searchOf(cache, changes, (change) => change.now);
  const then = searchOf(cache, changes, (change) => change.before);
  const found: EntryChange[] = [];
  for (const change of changes) {
    const [entry, former] = [
      entryOf(change.path, change.now, now),
      entryOf(change.path, change.before, then),
    ];
    if (entry === null || former === null) return null;
    if (entry === former) continue;
    if (entry === '' || former === '') return null;
    found.push({ before: JSON.parse(former), after: JSON.parse(entry) });
  }
  return found;
}

/** What lookup knows of a page, as JSON. Empty for a page that is no code's, or is not there; null where it is no longer known. */
function entryOf(
  path: string,
  file: ReleaseFile | undefined,
  known: ReadonlyMap<string, string>,
): string | null {
  return file ? (known.get(path) ?? null) : '';
}

function searchOf(
  cache: RenderedCache,
  changes: readonly PageChange[],
  fileOf: (change: PageChange) => ReleaseFile | undefined,
): Map<string, string> {
  const pages = new Map(
    changes.flatMap((change) => {
      const file = fileOf(change);
      return file ? [[change.path, file.hash] as const] : [];
    }),
  );
  if (pages.size > worthOnePass) return cache.searchOf(pages);
  const find = cache.searchFinder();
  return new Map(
    [...pages].flatMap(([path, hash]) => {
      const search = find(path, hash);
      return search === null ? [] : [[path, search] as const];
    }),
  );
}

function addFiles(draft: ReleaseDraft, index: readonly IndexFile[]): void {
  draft.addFiles(index.map(({ path, mediaType, text }) => ({ path, mediaType, bytes: Buffer.from(text) })));
}

function rebuild({ cache, files, draft, site, before, delta }: Given): 'built' {
  if (delta) for (const [path] of before?.entries() ?? []) if (isSearchFile(path)) files.remove(path);
  const pages = files.pages();
  const known = cache.searchOf(pages);
  if (known.size < pages.size)
    throw new PublishRefused(
      'full-needed',
      'Some pages are not enough, since what lookup knows of the others is no longer kept: export all of them.',
    );
  const entries: SearchEntry[] = [];
  for (const search of known.values()) if (search !== '') entries.push(JSON.parse(search));
  addFiles(draft, buildIndex(entries, site.codeSets, indexMark(site)));
  return 'built';
}
