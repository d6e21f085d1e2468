import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { ExportHeader, ReleaseManifest, SiteSettings } from '@plaincode/content-schemas';
import { keysFingerprint, type SealingKeys } from '@plaincode/sealing';
import { rootPath } from '@plaincode/search/build';
import { type RenderBasis, sha256 } from '../plan/fingerprint.ts';
import { isDamaged, RenderedCache, throwAway } from '../plan/rendered-cache.ts';
import type { RenderPool } from '../pool/render-pool.ts';
import { PublishRefused } from '../refusal.ts';
import { isDiskFull } from '../store/disk-full.ts';
import { damagedRelease, HeldFiles } from '../store/held-files.ts';
import { lastWhole } from '../store/last-whole.ts';
import { takeLock } from '../store/lock.ts';
import { dateRelease } from '../store/new-release.ts';
import { clearIncoming } from '../store/object-store.ts';
import type { ReleaseStore } from '../store/release-store.ts';
import { contentHashOf, shardFormat } from '../store/shards.ts';
import { syncObjects } from '../store/sync-objects.ts';
import { readExport } from '../stream/read-export.ts';
import { holdsWithheld } from '../withheld/quoting-pages.ts';
import { removeWithheld } from '../withheld/remove-withheld.ts';
import type { WithheldOnDay, WithheldPages } from '../withheld/withheld-pages.ts';
import { addSitemaps, changeSitemaps } from './add-sitemaps.ts';
import { ReleaseDraft } from './release-draft.ts';
import { type Counts, ReleaseFileSet } from './release-files.ts';
import { type Progress, type PublishReport, peakMemory, startClock } from './report.ts';
import { addSearchIndex, indexMark } from './search-files.ts';

/** A file of the release that no record makes: a stylesheet, a font, `robots.txt`. */
export type ExtraFile = { path: string; mediaType: string; bytes: Uint8Array };

/** What a publisher holds beside the export. */
export type Publisher = {
  store: ReleaseStore;
  /** The publisher's own folder: its lock, and what it rendered before. */
  stateFolder: string;
  /** What may not be shown, beside the releases. */
  withheld: WithheldPages;
  keys: SealingKeys;
  /** SHA-256 of the bundle that renders. */
  template: string;
  /** SHA-256 of the part of it that reads records and seals them. */
  records: string;
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
  { template, records, keys }: Pick<Publisher, 'template' | 'records' | 'keys'>,
  site: SiteSettings,
): RenderBasis {
  return { template, records, site: sha256(JSON.stringify(site)), keys: keysFingerprint(keys) };
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
  try {
    return await publishAlone(publisher, stream, full);
  } catch (error) {
    if (!isDiskFull(error)) throw error;
    throw new PublishRefused(
      'disk-full',
      'The disk is full: nothing was published, and the release before is served as it was. Free some room, such as with release prune, and publish again.',
    );
  }
}

async function publishAlone(
  publisher: Publisher,
  stream: AsyncIterable<Uint8Array>,
  full: boolean,
): Promise<PublishReport> {
  mkdirSync(publisher.stateFolder, { recursive: true });
  const release = takeLock(publisher.stateFolder);
  const file = cacheFile(publisher.stateFolder);
  try {
    const cache = new RenderedCache(file);
    try {
      return await publishLocked(publisher, cache, stream, full);
    } finally {
      cache.close();
      // What was cut short takes room on a disk that may have no other.
      clearIncoming(publisher.store.root);
    }
  } catch (error) {
    if (!isDamaged(error)) throw error;
    throwAway(file);
    throw new PublishRefused(
      'full-needed',
      'What was remembered of rendering is damaged, and was thrown away: nothing was published. Publish again, all pages.',
    );
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
  if (header.licences) publisher.withheld.keepLicences(header.licences);
  const withheld = publisher.withheld.on(publisher.now());
  const delta = header.mode === 'delta' ? deltaBase(parent, before, { basis, publisher, withheld }) : null;
  const files = new ReleaseFileSet(delta?.base ?? null, withheld.isWithheld);
  if (delta) removeWithheld(files, delta.base, withheld);
  const draft = new ReleaseDraft(publisher, cache, basis, files, {
    site: header.site,
    before,
    full,
    isWithheld: withheld.isWithheld,
  });
  const totals = await draft.take(lines, parent?.counts.pages ?? null);
  clock.mark('pages');
  // A delta has the bundle's files, since it is refused for another bundle or other settings.
  if (!delta) draft.addFiles(publisher.extraFiles(header.site));
  const { origin } = header.site;
  if (delta) changeSitemaps({ files, draft, origin }, delta.base, delta.listed);
  else addSitemaps({ files, draft, origin });
  refuseProblems(draft, files);
  const comparable = isComparable(publisher, before, header.site);
  const compared = full ? null : before;
  addSearchIndex({
    cache,
    files,
    draft,
    site: header.site,
    before: compared,
    comparable,
    delta: delta !== null,
  });
  const removed = countRemoved(before, files);
  files.checkCase((path) => cache.alike(path));
  refuseProblems(draft, files);
  clock.mark('search');
  const content = writeContent(publisher, draft, header, { files, parent: delta ? parent : null, full });
  onProgress?.({ stage: 'files', done: content.counts.files, total: content.counts.files });
  clock.mark('shards');
  onProgress?.({ stage: 'disk', done: content.counts.files, total: content.counts.files });
  // Objects before the manifest, the manifest before the pointer: a stop at any moment leaves the old release.
  await syncObjects(store.objects, store.root, draft.written);
  clock.mark('sync');
  const unchanged = parent !== null && isSame(parent, content);
  const now = publisher.now();
  const lasting = isLifted(withheld, publisher.withheld.on(now)) ? withoutListed(content) : content;
  const manifest = unchanged ? parent : dateRelease(lasting, parent ?? lastWhole(store), now);
  if (!unchanged) store.swap(manifest);
  clock.mark('swap');
  return {
    outcome: unchanged ? 'unchanged' : 'published',
    release: manifest.id,
    parent: manifest.parent,
    contentHash: manifest.contentHash,
    reason: manifest.reason,
    pages: { ...totals, total: content.counts.pages, removed },
    files: content.counts.files,
    bytes: content.counts.bytes,
    written: { objects: draft.written.length, bytes: draft.writtenBytes },
    seconds: clock.read(),
    work: draft.work(),
    pagesPerSecond: Math.round((totals.rendered + totals.reused) / Math.max(clock.read().pages, 0.001)),
    cpu: clock.cpu(),
    peakMemory: peakMemory(),
    warnings: withheld.warnings,
  };
}

/** Whether the index of the release before was made in the same way and of the same code sets. */
function isComparable({ store }: Publisher, before: HeldFiles | null, site: SiteSettings): boolean {
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
  { files, parent, full }: { files: ReleaseFileSet; parent: ReleaseManifest | null; full: boolean },
): Content {
  const plan = draft.write(Buffer.from(JSON.stringify(header.plan)));
  const site = draft.write(Buffer.from(JSON.stringify(header.site)));
  const { shards, counts, written } = files.write(publisher.store.objects, parent, full);
  for (const hash of written) draft.written.push(hash);
  return describe(publisher, header, { shards, counts, plan, site });
}

/** The release to start from. One that cannot be read stops all but a full publish, which needs nothing of it. */
function readParent(
  store: ReleaseStore,
  full: boolean,
): { parent: ReleaseManifest | null; before: HeldFiles | null } {
  let parent: ReleaseManifest | null = null;
  try {
    parent = store.current();
    const before = parent && new HeldFiles(store.objects, parent);
    if (full) for (const name of before?.names ?? []) before?.shard(name);
    return { parent, before };
  } catch {
    if (full) return { parent, before: null };
    throw new PublishRefused('release-damaged', damagedRelease);
  }
}

/**
 * What a delta starts from: its other pages come from the parent as they are, so nothing that they depend on may have
 * changed.
 */
function deltaBase(
  parent: ReleaseManifest | null,
  base: HeldFiles | null,
  {
    basis,
    publisher: { template, keys, withheld },
    withheld: onDay,
  }: { basis: RenderBasis; publisher: Publisher; withheld: WithheldOnDay },
): { base: HeldFiles; listed: number } {
  const listed = parent?.counts.listed;
  const changed =
    !parent || !base
      ? 'there is no release to change'
      : listed === undefined
        ? 'the sitemaps have to be made anew'
        : parent.format !== shardFormat
          ? 'the lists of files have to be made anew'
          : parent.template !== template
            ? 'the templates changed'
            : parent.site !== basis.site
              ? 'the site settings changed'
              : parent.keyId !== keys.rootKeys.current
                ? 'the root key changed'
                : withheld.isLiftedSince(parent.created)
                  ? 'a takedown was lifted'
                  : holdsWithheld((path) => base.get(path) !== undefined, onDay)
                    ? 'other pages may quote what was taken down'
                    : null;
  if (base && listed !== undefined && changed === null) return { base, listed };
  throw new PublishRefused('full-needed', `Some pages are not enough, since ${changed}: export all of them.`);
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
  { reason, auditHead }: ExportHeader,
  content: { shards: Record<string, string>; counts: Counts; plan: string; site: string },
): Content {
  const { shards, counts, plan, site } = content;
  return {
    format: shardFormat,
    reason,
    contentHash: contentHashOf(shards),
    template,
    plan,
    site,
    keyId: keys.rootKeys.current,
    counts,
    shards,
    auditHead,
  };
}

/** Whether something that was left out may be shown by now: a takedown was lifted while the release was made. */
const isLifted = (before: WithheldOnDay, now: WithheldOnDay): boolean =>
  before.paths.some((path) => !now.isWithheld(path)) ||
  before.codeSets.some((codeSet) => !now.codeSets.includes(codeSet));

/** Without its count of listed pages no delta is taken to a release: the next publish has all pages. */
function withoutListed({ counts: { listed: _listed, ...counts }, ...content }: Content): Content {
  return { ...content, counts };
}

function isSame(parent: ReleaseManifest, content: Content): boolean {
  const same = ['contentHash', 'template', 'plan', 'site', 'keyId'] as const;
  return same.every((field) => parent[field] === content[field]);
}

function countRemoved(before: HeldFiles | null, files: ReleaseFileSet): number {
  let removed = 0;
  for (const { now } of before ? files.changes(before) : []) if (!now) removed += 1;
  return removed;
}
