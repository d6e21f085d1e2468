import type { Release } from '@plaincode/types/payload';
import type { Payload } from 'payload';
import { approvedTexts } from '../export/approved-texts.ts';
import { editionNames, withNames } from '../names/text-names.ts';
import type { Role } from '../workflow/permissions.ts';
import { type PublishTimes, publishTimes } from '../workflow/publish-times.ts';
import { type ReleasePin, releaseStates } from '../workflow/release.ts';
import { offeredReleaseActions } from '../workflow/release-actions.ts';
import type { Blocker } from '../workflow/release-blockers.ts';
import { today } from './editions.ts';
import { changeOf } from './live.ts';
import { blockersOf } from './publish-release.ts';
import { beforeIn } from './release-record.ts';
import { revisionsById } from './revisions.ts';

/** Most texts and most blockers that a view shows; the counts are of all. */
const mostShown = 300;

export interface ReleaseView {
  kind: Release['kind'];
  state: Release['state'];
  stateLabel: string;
  scheduledFor: string | null;
  /** The day from which its edition is in effect, while that day is to come: `YYYY-MM-DD`. */
  aheadOf: string | null;
  failure: string | null;
  /** The editions that readers see with it and did not before. */
  editions: string[];
  pins: PinView[];
  pinCount: number;
  blockers: Blocker[];
  blockerCount: number;
  actions: ReturnType<typeof offeredReleaseActions>;
  /** The publish that takes it to readers, while it waits or runs. */
  run: string | null;
  /** How long it took to reach readers; null where no publish of the desk's took it there. */
  times: PublishTimes | null;
}

export interface PinView {
  /** `ICD-10-CM S52.5` */
  name: string;
  codeKey: string;
  /** Null where the text has none of its own. */
  title: string | null;
  /** Null where the text is taken off the site. */
  line: string | null;
  approvedAt: string | null;
}

/** A release as its view shows it: what it lists, what keeps it from readers, and what this person may do. */
export async function releaseView(payload: Payload, release: Release, role: Role): Promise<ReleaseView> {
  const { kind, state, scheduledFor, failure } = release;
  const { pins } = changeOf(release);
  const moves = state === 'open' || state === 'scheduled';
  const blockers = moves ? await blockersOf(payload, release) : [];
  return {
    kind,
    state,
    stateLabel: releaseStates[state],
    scheduledFor: scheduledFor ?? null,
    aheadOf: moves ? await dayAhead(payload, release) : null,
    failure: failure ?? null,
    editions: await editionNames(payload, editionsOf(release)),
    pins: await pinViews(payload, pins.slice(0, mostShown)),
    pinCount: pins.length,
    blockers: blockers.slice(0, mostShown),
    blockerCount: blockers.length,
    actions: offeredReleaseActions(release, role),
    run: await runOf(payload, release.id),
    times: await timesOf(payload, release.id),
  };
}

async function dayAhead(payload: Payload, { kind, edition }: Release): Promise<string | null> {
  if (kind !== 'edition' || !edition) return null;
  const where = { slug: { equals: edition } };
  const { docs } = await payload.find({ collection: 'editions', where, limit: 1, depth: 0 });
  const effective = docs[0]?.effective;
  return effective && effective > today() ? effective : null;
}

function editionsOf(release: Release): string[] {
  const { kind, edition, before } = release;
  if (kind === 'edition') return edition ? [edition] : [];
  const former = before ? beforeIn(release).shown : {};
  return Object.entries(changeOf(release).shown).flatMap(([set, shown]) =>
    kind === 'everyday' || shown === null || former[set] === shown ? [] : [shown],
  );
}

async function pinViews(payload: Payload, pins: readonly ReleasePin[]): Promise<PinView[]> {
  const pinned = new Map(
    pins.flatMap(({ codeKey, revision }) => (revision === null ? [] : [[codeKey, revision] as const])),
  );
  const heads = await revisionsById(payload, [...pinned.values()]);
  const texts = await approvedTexts(payload, pinned);
  return (await withNames(payload, pins)).map(({ codeKey, revision, name }) => {
    const head = revision === null ? undefined : heads.get(revision);
    return {
      name,
      codeKey,
      title: texts.get(codeKey)?.content.plainTitle ?? null,
      line: head?.line ?? null,
      approvedAt: head?.approvedAt ?? null,
    };
  });
}

async function runOf(payload: Payload, release: string): Promise<string | null> {
  const { docs } = await payload.find({
    collection: 'publish-runs',
    where: { release: { equals: release }, state: { in: ['waiting', 'running'] } },
    depth: 0,
    limit: 1,
  });
  return docs[0]?.id ?? null;
}

async function timesOf(payload: Payload, release: string): Promise<PublishTimes | null> {
  const { docs } = await payload.find({
    collection: 'publish-runs',
    where: { release: { equals: release }, state: { equals: 'done' } },
    sort: 'createdAt',
    depth: 0,
    limit: 1,
  });
  return docs[0] ? publishTimes(docs[0]) : null;
}
