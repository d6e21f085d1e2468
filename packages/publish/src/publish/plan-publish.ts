import { mkdirSync } from 'node:fs';
import { fingerprint, type RenderReason, sha256, whyRender } from '../plan/fingerprint.ts';
import { RenderedCache } from '../plan/rendered-cache.ts';
import { readFiles } from '../store/shards.ts';
import { pathOf, readExport } from '../stream/read-export.ts';
import { cacheFile, type Publisher, renderBasis } from './publish.ts';
import { type PublishPlan, seconds } from './report.ts';

/** Paths that are named for each reason. */
const mostSamples = 10;

/**
 * Says what a publish of this export would render, take over and remove, and why. Writes nothing, renders
 * nothing, and does not judge records. Throws `PublishRefused` where the stream is broken.
 */
export async function planPublish(
  publisher: Pick<Publisher, 'store' | 'stateFolder' | 'keys' | 'template'>,
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
  publisher: Pick<Publisher, 'store' | 'keys' | 'template'>,
  stream: AsyncIterable<Uint8Array>,
  full: boolean,
): Promise<PublishPlan> {
  const started = performance.now();
  const { objects } = publisher.store;
  const current = publisher.store.current();
  const { header, lines } = await readExport(stream);
  const basis = renderBasis(publisher, header.site);
  const published = new Map<string, string>();
  for (const [path, { hash }] of current ? readFiles(objects, current.shards) : [])
    if (path.endsWith('/')) published.set(path, hash);
  const find = cache.finder();
  const left = new Set(header.mode === 'full' ? published.keys() : []);
  const changed: { path: string; line: string }[] = [];
  let reused = 0;
  for await (const batch of lines)
    for (const line of batch) {
      if (line.type === 'remove' && published.has(line.path)) left.add(line.path);
      if (line.type !== 'page') continue;
      const lineHash = sha256(line.record);
      const kept = find(fingerprint(basis, lineHash));
      const path = kept?.path ?? pathOf(line) ?? `line ${line.number}`;
      left.delete(path);
      if (!full && kept && objects.sizeOf(kept.hash) === kept.size) reused += 1;
      else changed.push({ path, line: lineHash });
    }
  const inputs = changed.length > 0 ? cache.inputsOf(published) : new Map();
  const reasons: PublishPlan['reasons'] = {};
  for (const { path, line } of changed) {
    const why = full
      ? 'asked'
      : !published.has(path)
        ? 'new'
        : whyRender(inputs.get(path) ?? null, { ...basis, line });
    count(reasons, why, path);
  }
  const total = reused + changed.length + (header.mode === 'delta' ? published.size - left.size : 0);
  return {
    outcome: 'planned',
    current: current?.id ?? null,
    pages: { total, rendered: changed.length, reused, removed: left.size },
    reasons,
    removed: [...left].sort().slice(0, 100),
    seconds: { total: seconds(started) },
  };
}

function count(reasons: PublishPlan['reasons'], why: RenderReason, path: string): void {
  const entry = reasons[why] ?? { pages: 0, samples: [] };
  entry.pages += 1;
  if (entry.samples.length < mostSamples) entry.samples.push(path);
  reasons[why] = entry;
}
