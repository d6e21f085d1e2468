import type { PublishRun } from '@plaincode/types/payload';
import type { Payload } from 'payload';
import { editionNames } from '../names/text-names.ts';
import { setsShown, today } from '../releases/editions.ts';
import { livePins } from '../releases/live.ts';

export interface SiteStanding {
  /** The last publishes, the newest first. */
  runs: PublishRun[];
  /** The one that waits or is at work; null where none is. */
  running: string | null;
  /** Editions that readers see of which files were imported since the last publish, as people name them. */
  imported: string[];
}

/** How the site stands, and what the next publish takes to readers besides texts. */
export async function siteStanding(payload: Payload): Promise<SiteStanding> {
  const { docs: runs } = await payload.find({
    collection: 'publish-runs',
    limit: 5,
    depth: 1,
    sort: '-createdAt',
  });
  const running = runs.find(({ state }) => state === 'waiting' || state === 'running')?.id ?? null;
  return { runs, running, imported: await importedSince(payload, await lastPublish(payload)) };
}

/** When the last publish that reached readers began, by the desk or, with texts, by a command; null before the first. */
async function lastPublish(payload: Payload): Promise<string | null> {
  const latest = { limit: 1, depth: 0 } as const;
  const [run, release] = await Promise.all([
    payload.find({
      ...latest,
      collection: 'publish-runs',
      where: { state: { equals: 'done' } },
      sort: '-startedAt',
    }),
    payload.find({
      ...latest,
      collection: 'releases',
      where: { publishedAt: { exists: true } },
      sort: '-publishedAt',
    }),
  ]);
  const times = [run.docs[0]?.startedAt, release.docs[0]?.publishedAt].flatMap((time) => time ?? []);
  return times.sort().at(-1) ?? null;
}

/** Before a first publish from the desk nobody is asked: all of it goes out then. */
async function importedSince(payload: Payload, since: string | null): Promise<string[]> {
  if (since === null) return [];
  const { docs } = await payload.find({
    collection: 'imports',
    where: { and: [{ finishedAt: { greater_than: since } }, { state: { equals: 'complete' } }] },
    pagination: false,
    depth: 0,
    select: { codeSet: true, edition: true },
  });
  const { shown: recorded } = await livePins(payload);
  const sets = await setsShown(
    payload,
    docs.map(({ codeSet }) => codeSet),
    { shown: recorded, today: today() },
  );
  const seen = docs.flatMap(({ codeSet, edition }) =>
    sets.get(codeSet)?.shown?.id === edition ? [edition] : [],
  );
  return await editionNames(payload, [...new Set(seen)]);
}
