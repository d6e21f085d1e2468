import type { SiteSettings } from '@plaincode/content-schemas';
import {
  buildIndex,
  changeLeads,
  type IndexFile,
  indexVersion,
  type SearchEntry,
} from '@plaincode/search/build';
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
 * are taken over; where only
 * beginnings of explanations did, the files that hold them are made anew; else the whole index, from what is kept of every page.
 */
export function addSearchIndex(given: Given): 'kept' | 'built' {
  const pages = given.files.pages();
  const { before, comparable, files } = given;
  const change = before && comparable ? changeOf(given, pages, before) : 'all';
  if (before && change !== 'all')
    for (const [path, file] of before)
      if (change === 'none' ? isSearchFile(path) : isTitleFile(path)) files.add(path, file);
  if (before && change === 'leads') addChangedLeads(given, pages, before);
  if (change === 'all') build(given, pages);
  return change === 'none' ? 'kept' : 'built';
}

/** The mark of an index in its root, which says what it was made with. */
export const indexMark = (site: SiteSettings): string =>
  JSON.stringify([indexVersion, site.codeSets.map(({ id, name }) => [id, name])]);

/** Many pages at once are compared in one pass over what is kept. */
const worthOnePass = 2_000;

/** What changed in what lookup knows: nothing, beginnings of explanations alone, or more. */
type Change = 'none' | 'leads' | 'all';

function changeOf({ cache }: Given, pages: ReadonlyMap<string, string>, before: ReleaseFiles): Change {
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
  let change: Change = 'none';
  for (const path of new Set([...now.keys(), ...then.keys()])) {
    const entry = entryAt(path, now, knownNow);
    const former = entryAt(path, then, knownThen);
    if (entry === null || former === null) return 'all';
    if (entry === former) continue;
    if (withoutLead(entry) !== withoutLead(former)) return 'all';
    change = 'leads';
  }
  return change;
}

/** Empty for a page that is no code's, whether it is there or not; null where it is no longer known. */
function entryAt(
  path: string,
  pages: ReadonlyMap<string, string>,
  known: ReadonlyMap<string, string>,
): string | null {
  return pages.has(path) ? (known.get(path) ?? null) : '';
}

function withoutLead(search: string): string {
  return search === '' ? '' : JSON.stringify({ ...JSON.parse(search), lead: '' });
}

/** Files of the index that say nothing of explanations. */
const isTitleFile = (path: string): boolean => /^\/assets\/search\/(?:documents|starts)-/.test(path);

function addChangedLeads(
  { cache, draft }: Given,
  pages: ReadonlyMap<string, string>,
  before: ReleaseFiles,
): void {
  const leads = new Map<string, string>();
  for (const [path, search] of cache.searchWithLead(pages)) {
    const entry: SearchEntry = JSON.parse(search);
    leads.set(path, entry.lead);
  }
  addFiles(
    draft,
    changeLeads((path) => draft.read(before.get(path)?.hash ?? ''), leads),
  );
}

function addFiles(draft: ReleaseDraft, index: readonly IndexFile[]): void {
  draft.addFiles(index.map(({ path, mediaType, text }) => ({ path, mediaType, bytes: Buffer.from(text) })));
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
  addFiles(draft, buildIndex(entries, site.codeSets, indexMark(site)));
}
