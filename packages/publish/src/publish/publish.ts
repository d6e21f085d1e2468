import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { ExportHeader, ReleaseManifest, SiteSettings } from '@plaincode/content-schemas';
import { keysFingerprint, type SealingKeys } from '@plaincode/sealing';
import { rootPath } from '@plaincode/search/build';
import { type RenderBasis, sha256 } from '../plan/fingerprint.ts';
import { RenderedCache } from '../plan/rendered-cache.ts';
import type { RenderPool } from '../pool/render-pool.ts';
import { PublishRefused } from '../refusal.ts';
import { takeLock } from '../store/lock.ts';
import { dateRelease } from '../store/new-release.ts';
import { clearIncoming } from '../store/object-store.ts';
import type { ReleaseStore } from '../store/release-store.ts';
import { contentHashOf, type ReleaseFiles, readFiles, writeShards } from '../store/shards.ts';
import { syncObjects } from '../store/sync-objects.ts';
import { readExport } from '../stream/read-export.ts';
import { ReleaseDraft } from './release-draft.ts';
import { ReleaseFileSet } from './release-files.ts';
import { type Progress, type PublishReport, peakMemory, startClock } from './report.ts';
import { addSearchIndex, indexMark } from './search-files.ts';
import { sitemaps } from './sitemaps.ts';

/** A file of the release that no record makes: a stylesheet, a font, `robots.txt`. */
export type ExtraFile = { path: string; mediaType: string; bytes: Uint8Array };

/** What a publisher holds beside the export. */
export type Publisher = {
  store: ReleaseStore;
  /** The publisher's own folder: its lock, and what it rendered before. */
  stateFolder: string;
  keys: SealingKeys;
  /** SHA-256 of the bundle that renders. */
  template: string;
  /** The bundle's own files, and what follows from the settings. */
  extraFiles: (site: SiteSettings) => ExtraFile[];
  /** Started when there is something to render. */
  pool: () => Promise<RenderPool>;
  now: () => Date;
  onProgress?: (progress: Progress) => void;
};

/** The file of what was rendered before. */
export const cacheFile = (stateFolder: string): string => join(stateFolder, 'rendered.sqlite');

/** What the pages of this export depend on beside their records. */
export function renderBasis(
  { template, keys }: Pick<Publisher, 'template' | 'keys'>,
  site: SiteSettings,
): RenderBasis {
  return { template, site: sha256(JSON.stringify(site)), keys: keysFingerprint(keys) };
}

/**
 * Publishes an export: renders what changed, and makes all of it the served release in one step, or nothing.
 * `full` renders every page anew and mends damaged files. Throws `PublishRefused`, with the pages and reasons,
 * when the export cannot be published as a whole; what readers see is then unchanged.
 */
export async function publish(
  publisher: Publisher,
  stream: AsyncIterable<Uint8Array>,
  { full = false }: { full?: boolean } = {},
): Promise<PublishReport> {
  mkdirSync(publisher.stateFolder, { recursive: true });
  const release = takeLock(publisher.stateFolder);
  try {
    const cache = new RenderedCache(cacheFile(publisher.stateFolder));
    try {
      return await publishLocked(publisher, cache, stream, full);
    } finally {
      cache.close();
    }
  } finally {
    release();
  }
}

async function publishLocked(
  publisher: Publisher,
  cache: RenderedCache,
  stream: AsyncIterable<Uint8Array>,
  full: boolean,
): Promise<PublishReport> {
  const clock = startClock();
  const { store, onProgress } = publisher;
  clearIncoming(store.root);
  const { parent, before } = readParent(store, full);
  const { header, lines } = await readExport(stream);
  const basis = renderBasis(publisher, header.site);
  if (header.mode === 'delta') refuseDelta(parent, basis, publisher);
  const files = new ReleaseFileSet(header.mode === 'delta' ? before : null);
  const draft = new ReleaseDraft(publisher, cache, basis, files, header.site, full);
  const totals = await draft.take(lines, parent?.counts.pages ?? null);
  clock.mark('pages');
  draft.addFiles(publisher.extraFiles(header.site));
  draft.addFiles(sitemaps(header.site.origin, files.listed()));
  refuseProblems(draft, files);
  const comparable = isComparable(publisher, before, header.site);
  addSearchIndex({ cache, files, draft, site: header.site, before: full ? null : before, comparable });
  const all = files.finish();
  refuseProblems(draft, files);
  clock.mark('search');
  onProgress?.({ stage: 'files', done: all.size, total: all.size });
  const content = writeContent(publisher, draft, header, all, full);
  clock.mark('shards');
  onProgress?.({ stage: 'disk', done: all.size, total: all.size });
  // Objects before the manifest, the manifest before the pointer: a stop at any moment leaves the old release.
  syncObjects(store.objects, store.root, draft.written);
  clock.mark('sync');
  const unchanged = parent !== null && isSame(parent, content);
  const manifest = unchanged ? parent : dateRelease(content, parent, publisher.now());
  if (!unchanged) store.swap(manifest);
  clock.mark('swap');
  return {
    outcome: unchanged ? 'unchanged' : 'published',
    release: manifest.id,
    parent: manifest.parent,
    contentHash: manifest.contentHash,
    reason: manifest.reason,
    pages: { ...totals, total: content.counts.pages, removed: countRemoved(before, all) },
    files: content.counts.files,
    bytes: content.counts.bytes,
    written: { objects: draft.written.length, bytes: draft.writtenBytes },
    seconds: clock.read(),
    work: draft.work(),
    pagesPerSecond: Math.round((totals.rendered + totals.reused) / Math.max(clock.read().pages, 0.001)),
    peakMemory: peakMemory(),
  };
}

/** Whether the index of the release before was made in the same way and of the same code sets. */
function isComparable({ store }: Publisher, before: ReleaseFiles | null, site: SiteSettings): boolean {
  const root = before?.get(rootPath);
  if (!root) return false;
  try {
    return store.objects
      .read(root.hash)
      .toString('utf8')
      .includes(JSON.stringify(indexMark(site)));
  } catch {
    return false;
  }
}

/** Writes plan, settings and the lists of files, and gives what the manifest says of the content. */
function writeContent(
  publisher: Publisher,
  draft: ReleaseDraft,
  header: ExportHeader,
  files: ReleaseFiles,
  full: boolean,
): Content {
  const plan = draft.write(Buffer.from(JSON.stringify(header.plan)));
  const site = draft.write(Buffer.from(JSON.stringify(header.site)));
  const { shards, written } = writeShards(publisher.store.objects, files, full);
  for (const hash of written) draft.written.push(hash);
  return describe(publisher, header, files, { shards, plan, site });
}

/** The release to start from. One that cannot be read stops all but a full publish, which needs nothing of it. */
function readParent(
  store: ReleaseStore,
  full: boolean,
): { parent: ReleaseManifest | null; before: ReleaseFiles | null } {
  let parent: ReleaseManifest | null = null;
  try {
    parent = store.current();
    return { parent, before: parent && readFiles(store.objects, parent.shards) };
  } catch {
    if (full) return { parent, before: null };
    const hint = 'Verify it for the particulars; publish --full makes a whole one.';
    throw new PublishRefused('release-damaged', `The current release cannot be read. ${hint}`);
  }
}

/** A delta's other pages come from the parent as they are, so nothing that they depend on may have changed. */
function refuseDelta(
  parent: ReleaseManifest | null,
  basis: RenderBasis,
  { template, keys }: Publisher,
): void {
  const changed = !parent
    ? 'there is no release to change'
    : parent.template !== template
      ? 'the templates changed'
      : parent.site !== basis.site
        ? 'the site settings changed'
        : parent.keyId !== keys.rootKeys.current
          ? 'the root key changed'
          : null;
  if (changed)
    throw new PublishRefused(
      'full-needed',
      `Some pages are not enough, since ${changed}: export all of them.`,
    );
}

function refuseProblems({ rendering }: ReleaseDraft, files: ReleaseFileSet): void {
  const problems = [...(rendering?.problems ?? []), ...files.problems];
  if (problems.length === 0) return;
  const code = rendering?.problems.length ? 'page-invalid' : 'path-taken';
  const pages = new Set(problems.map(({ file, line }) => `${file} ${line}`)).size;
  throw new PublishRefused(
    code,
    `Nothing was published: ${pages} ${pages === 1 ? 'page is' : 'pages are'} not fit for it.`,
    problems,
    rendering?.problemsLeftOut ?? 0,
  );
}

type Content = Omit<ReleaseManifest, 'id' | 'created' | 'parent'>;

function describe(
  { template, keys }: Publisher,
  header: ExportHeader,
  files: ReleaseFiles,
  { shards, plan, site }: { shards: Record<string, string>; plan: string; site: string },
): Content {
  let pages = 0;
  let bytes = 0;
  for (const [path, { size }] of files) {
    if (path.endsWith('/')) pages += 1;
    bytes += size;
  }
  return {
    format: 1,
    reason: header.reason,
    contentHash: contentHashOf(shards),
    template,
    plan,
    site,
    keyId: keys.rootKeys.current,
    counts: { pages, files: files.size, bytes },
    shards,
    auditHead: header.auditHead,
  };
}

function isSame(parent: ReleaseManifest, content: Content): boolean {
  const same = ['contentHash', 'template', 'plan', 'site', 'keyId'] as const;
  return same.every((field) => parent[field] === content[field]);
}

function countRemoved(before: ReleaseFiles | null, files: ReleaseFiles): number {
  let removed = 0;
  for (const path of before?.keys() ?? []) if (path.endsWith('/') && !files.has(path)) removed += 1;
  return removed;
}
