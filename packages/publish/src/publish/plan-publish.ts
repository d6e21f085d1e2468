import { mkdirSync } from 'node:fs';
import { pageRecord } from '@plaincode/content-schemas';
import { fingerprint, sha256, whyRender } from '../plan/fingerprint.ts';
import { RenderedCache } from '../plan/rendered-cache.ts';
import { changedParts, partsOf } from '../record/page-parts.ts';
import { HeldFiles } from '../store/held-files.ts';
import { isPage } from '../store/shards.ts';
import { pathOf, readExport } from '../stream/read-export.ts';
import { withoutQuotes } from '../withheld/quoting-pages.ts';
import { cacheFile, type Publisher, renderBasis } from './publish.ts';
import { type PlannedPages, type PublishPlan, seconds } from './report.ts';

/** Paths that are named for each reason. */
const mostSamples = 10;

/** Changes of records that are told: further ones are rarer than these. */
const mostChanges = 50;

/**
 * Says what a publish of this export would render, take over and remove, and why. Writes nothing, renders
 * nothing, and does not judge records. Throws `PublishRefused` where the stream is broken.
 */
export async function planPublish(
  publisher: Pick<Publisher, 'store' | 'stateFolder' | 'withheld' | 'keys' | 'template' | 'records' | 'now'>,
  stream: AsyncIterable<Uint8Array>,
  { full = false }: { full?: boolean } = {},
): Promise<PublishPlan> {
  mkdirSync(publisher.stateFolder, { recursive: true });
  const cache = new RenderedCache(cacheFile(publisher.stateFolder));
  try {
    return await planWith(cache, publisher, stream, full);
  } finally {
    cache.close();
  }
}

async function planWith(
  cache: RenderedCache,
  publisher: Pick<Publisher, 'store' | 'withheld' | 'keys' | 'template' | 'records' | 'now'>,
  stream: AsyncIterable<Uint8Array>,
  full: boolean,
): Promise<PublishPlan> {
  const started = performance.now();
  const { objects } = publisher.store;
  const current = publisher.store.current();
  const held = current && new HeldFiles(objects, current);
  const { header, lines } = await readExport(stream);
  const basis = renderBasis(publisher, header.site);
  const { isWithheld } = publisher.withheld.on(publisher.now());
  const published = (path: string) => held?.get(path)?.hash;
  const find = cache.finder();
  const inputsOf = cache.inputsFinder();
  const left = new Set(header.mode === 'full' ? pagesOf(held) : []);
  const reasons: PublishPlan['reasons'] = {};
  const changes = new Map<string, PlannedPages>();
  const counts = { reused: 0, rendered: 0, added: 0 };
  for await (const batch of lines)
    for (const line of batch) {
      if (line.type === 'remove' && published(line.path)) left.add(line.path);
      if (line.type !== 'page') continue;
      const record = withoutQuotes(line.record, isWithheld);
      const lineHash = sha256(record);
      const kept = find(fingerprint(basis, lineHash));
      const path = kept?.path ?? pathOf(line) ?? `line ${line.number}`;
      left.delete(path);
      const hash = published(path);
      if (!hash) counts.added += 1;
      if (!full && kept && objects.sizeOf(kept.hash) === kept.size) {
        counts.reused += 1;
        continue;
      }
      counts.rendered += 1;
      const before = hash ? inputsOf(path, hash) : null;
      const why = full ? 'asked' : hash ? whyRender(before, { ...basis, line: lineHash }) : 'new';
      reasons[why] = counted(reasons[why], path);
      if (why !== 'record' || !before) continue;
      for (const what of changesIn(record, before.parts)) changes.set(what, counted(changes.get(what), path));
    }
  const { reused, rendered, added } = counts;
  const total =
    header.mode === 'delta' ? (current?.counts.pages ?? 0) + added - left.size : reused + rendered;
  return {
    outcome: 'planned',
    current: current?.id ?? null,
    pages: { total, rendered, reused, removed: left.size },
    reasons,
    changes: Array.from(changes, ([what, pages]) => ({ what, ...pages }))
      .sort((a, b) => b.pages - a.pages || (a.what < b.what ? -1 : 1))
      .slice(0, mostChanges),
    removed: [...left].sort().slice(0, 100),
    seconds: { total: seconds(started) },
  };
}

function* pagesOf(held: HeldFiles | null): Generator<string> {
  for (const path of held?.paths() ?? []) if (isPage(path)) yield path;
}

function counted(so: PlannedPages | undefined, path: string): PlannedPages {
  const entry = so ?? { pages: 0, samples: [] };
  entry.pages += 1;
  if (entry.samples.length < mostSamples) entry.samples.push(path);
  return entry;
}

/** What differs in a record from what its page shows; nothing for one that is none: a publish will say so. */
function changesIn(record: Buffer, before: string): string[] {
  try {
    const parsed = pageRecord.safeParse(JSON.parse(record.toString('utf8')));
    return parsed.success ? changedParts(before, partsOf(parsed.data)) : [];
  } catch {
    return [];
  }
}
