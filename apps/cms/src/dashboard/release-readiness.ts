import type { Payload } from 'payload';
import { type PreparableEdition, preparableEditions } from '../releases/preparable-editions.ts';
import { blockersOf } from '../releases/publish-release.ts';
import { publishTimes } from '../workflow/publish-times.ts';
import { releaseStates } from '../workflow/release.ts';

export type ReleaseStanding = {
  id: string;
  title: string;
  stateLabel: string;
  scheduledFor: string | null;
  failure: string | null;
  /** How many things keep it from going out; null while it is on its way. */
  blockers: number | null;
  texts: number;
};

export type Readiness = {
  releases: ReleaseStanding[];
  /** Editions of which no release was prepared yet. */
  preparable: PreparableEdition[];
  /** Approved texts of what readers see that no release has taken out. */
  approved: number;
  failedJobs: number;
  /** The last release that reached readers, and how long that took; null before the first. */
  lastLive: { id: string; title: string; live: string } | null;
};

/** What a publisher asks first: what could go out, what keeps it, and what went wrong. */
export async function releaseReadiness(payload: Payload): Promise<Readiness> {
  const [{ docs }, preparable, approved, failedJobs, lastLive] = await Promise.all([
    payload.find({
      collection: 'releases',
      where: { state: { in: ['open', 'scheduled', 'publishing'] } },
      sort: 'scheduledFor',
      depth: 0,
      limit: 6,
    }),
    preparableEditions(payload),
    payload.countVersions({
      collection: 'explanations',
      where: { 'version.state': { equals: 'approved' }, latest: { equals: true } },
    }),
    payload.count({ collection: 'payload-jobs', where: { hasError: { equals: true } } }),
    lastLiveOf(payload),
  ]);
  const releases = await Promise.all(
    docs.map(async (release) => ({
      id: release.id,
      title: release.title,
      stateLabel: releaseStates[release.state],
      scheduledFor: release.scheduledFor ?? null,
      failure: release.failure || null,
      blockers: release.state === 'publishing' ? null : (await blockersOf(payload, release)).length,
      texts: Array.isArray(release.pins) ? release.pins.length : 0,
    })),
  );
  const prepared = new Set(docs.map(({ edition }) => edition));
  return {
    releases,
    preparable: preparable.filter(({ edition }) => !prepared.has(edition)),
    approved: approved.totalDocs,
    failedJobs: failedJobs.totalDocs,
    lastLive,
  };
}

async function lastLiveOf(payload: Payload): Promise<Readiness['lastLive']> {
  const { docs } = await payload.find({
    collection: 'publish-runs',
    where: { state: { equals: 'done' }, release: { exists: true } },
    sort: '-finishedAt',
    depth: 1,
    limit: 1,
  });
  const [run] = docs;
  const times = run ? publishTimes(run) : null;
  if (!times || typeof run?.release !== 'object' || run.release === null) return null;
  return { id: run.release.id, title: run.release.title, live: times.live };
}
