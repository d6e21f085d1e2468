import type { Release } from '@plaincode/types/payload';
import type { Payload } from 'payload';
import { WorkflowRefused } from '../access/refused.ts';
import { tellNotReleased } from '../notices/tell-not-released.ts';
import { stillDue } from '../workflow/plan-everyday.ts';
import { refusal } from '../workflow/refusal.ts';
import { beforeOf, type ReleaseChange } from '../workflow/release.ts';
import { type Blocker, releaseBlockers } from '../workflow/release-blockers.ts';
import { editionSequences, setsShown, today } from './editions.ts';
import { linesById } from './line-heads.ts';
import { seenPins } from './list-pins.ts';
import { changeOf, livePins } from './live.ts';
import { oneAtATime } from './one-at-a-time.ts';
import { releaseFacts } from './release-facts.ts';
import { beforeIn, readRelease, writeRelease } from './release-record.ts';
import { revertNow } from './revert.ts';
import { revisionsById } from './revisions.ts';
import { settleRelease, settleReleases } from './settle-release.ts';
import { beforeWithdrawal, endedSince } from './since-approval.ts';
import { holderOf, waitForTurn } from './turn.ts';

/** Everything that keeps a release from going out. */
export async function blockersOf(payload: Payload, release: Release): Promise<Blocker[]> {
  if (release.kind === 'revert') return [];
  const { codeSet = null, edition = null } = release;
  return releaseBlockers(await releaseFacts(payload, { codeSet, edition, pins: changeOf(release).pins }));
}

/**
 * Sets a release on its way: from now on exports that name it lay it over what readers see. Freezes its texts and the
 * editions that are shown with it, once no other process has one on its way; `holder` is the process that sees to it.
 * Throws `WorkflowRefused` with every blocker. One that is on its way goes on as it began; one that readers see comes
 * back as it is. What an earlier publish left unsettled is settled first.
 */
export async function beginRelease(
  payload: Payload,
  id: string,
  day: string,
  holder: string = holderOf(),
): Promise<Release> {
  await waitForTurn(payload, id);
  await settleReleases(payload);
  /* No text joins a release while it is set on its way. */
  return await oneAtATime(payload, () => setOnItsWay(payload, id, day, holder));
}

async function setOnItsWay(payload: Payload, id: string, day: string, holder: string): Promise<Release> {
  const release = await readRelease(payload, id);
  if (release.state === 'publishing') return await writeRelease(payload, id, { holder });
  if (release.state === 'published' || release.state === 'reverted') return release;
  if (release.state === 'cancelled') throw new WorkflowRefused(refusal('release-given-up'));
  if (release.state !== 'open' && release.state !== 'scheduled')
    throw new WorkflowRefused(refusal('release-state'));
  const blockers = await blockersOf(payload, release);
  if (blockers.length > 0)
    throw new WorkflowRefused(
      refusal(
        'release-blocked',
        blockers.map(({ message }) => message),
      ),
    );
  const change = await changeNow(payload, release);
  const shown = { ...(await shownWith(payload, change, day)), ...change.shown };
  return await writeRelease(payload, id, {
    state: 'publishing',
    pins: [...change.pins],
    shown,
    holder,
    failure: null,
  });
}

/** What a release changes when its turn comes: other releases may have gone out since it was listed. */
async function changeNow(payload: Payload, release: Release): Promise<ReleaseChange> {
  const { kind, codeSet, edition, reverts } = release;
  const { pins } = changeOf(release);
  if (kind === 'edition') return { pins, shown: codeSet && edition ? { [codeSet]: edition } : {} };
  if (kind === 'everyday') return { pins: await duePins(payload, release), shown: {} };
  return (await revertNow(payload, await readRelease(payload, reverts ?? ''))).change;
}

async function duePins(payload: Payload, release: Release): Promise<ReleaseChange['pins']> {
  const { pins } = changeOf(release);
  const heads = await revisionsById(
    payload,
    pins.flatMap(({ revision }) => revision ?? []),
  );
  const live = await livePins(payload);
  const seen = await seenPins(
    payload,
    live,
    pins.map(({ codeKey }) => codeKey),
  );
  const lines = await linesById(
    payload,
    [...heads.values()].map(({ line }) => line),
  );
  const coming = [...heads.values()].map(({ id, codeKey, line }) => ({
    codeKey,
    revision: id,
    basedOn: lines.get(line)?.basedOn ?? null,
  }));
  const ended = await endedSince(payload, [...heads.values()], release.createdAt);
  for (const id of await beforeWithdrawal(payload, live, seen, coming)) ended.add(id);
  const former = new Map(beforeIn(release).pins.map(({ codeKey, revision }) => [codeKey, revision]));
  const listed = pins.map((pin) => ({
    ...pin,
    edition: heads.get(pin.revision ?? '')?.edition ?? null,
    ended: ended.has(pin.revision ?? ''),
    before: former.get(pin.codeKey) ?? null,
  }));
  return stillDue(listed, seen, await editionSequences(payload));
}

/**
 * The edition of every set of which readers have texts, as they see it with the release: once it is written down, no
 * import moves it.
 */
async function shownWith(
  payload: Payload,
  change: ReleaseChange,
  day: string,
): Promise<Record<string, string>> {
  const live = await livePins(payload, change);
  const sets = await setsShown(payload, live.codeSets, { shown: live.shown, today: day });
  return Object.fromEntries([...sets].flatMap(([set, { shown }]) => (shown ? [[set, shown.id]] : [])));
}

/**
 * Readers see the release now. One write gives it its place in the order and what was before it; what follows from
 * that is settled next, and by whoever finds it unsettled. Finishing twice changes nothing.
 */
export async function finishRelease(payload: Payload, id: string, by: string | null): Promise<Release> {
  const release = await readRelease(payload, id);
  if (release.state === 'publishing') await giveOrder(payload, release, by);
  else if (release.state !== 'published' && release.state !== 'reverted')
    throw new WorkflowRefused(refusal('release-state'));
  const published = await readRelease(payload, id);
  if (published.state === 'published' && !published.settled) await settleRelease(payload, published);
  return await readRelease(payload, id);
}

const attempts = 10;

/** The order is unique: of two that finish at the same moment one looks again at what is before it. */
async function giveOrder(payload: Payload, release: Release, by: string | null): Promise<void> {
  const change = changeOf(release);
  for (let left = attempts; ; left -= 1) {
    const live = await livePins(payload);
    const seen = { shown: live.shown, today: today() };
    const sets = await setsShown(payload, Object.keys(change.shown), seen);
    try {
      await writeRelease(payload, release.id, {
        state: 'published',
        order: live.order + 1,
        before: beforeOf(live, change, (set) => sets.get(set)?.shown?.id ?? null),
        publishedAt: new Date().toISOString(),
        publishedBy: by,
        key: release.id,
        scheduledFor: null,
        failure: null,
        settled: false,
      });
      return;
    } catch (error) {
      if (left === 0 || (await readRelease(payload, release.id)).state === 'published') throw error;
    }
  }
}

/** How often a release whose time has come is tried, and how long it waits in between. */
const mostTries = 3;
const patience = 5 * 60 * 1000;

/**
 * The release did not reach readers: it is as it was, and says why. `again`: it may succeed without people, so a
 * scheduled one is tried a few more times. An everyday one is given up, for the next publish lists its texts anew.
 */
export async function abandonRelease(
  payload: Payload,
  id: string,
  failure: string,
  again = false,
): Promise<void> {
  const release = await readRelease(payload, id);
  const { kind, state, scheduledFor, tries } = release;
  if (state === 'published' || state === 'reverted' || state === 'cancelled') return;
  if (kind !== 'edition') {
    await writeRelease(payload, id, { state: 'cancelled', scheduledFor: null, failure });
    return;
  }
  const now = Date.now();
  const due = scheduledFor ? Date.parse(scheduledFor) <= now : false;
  const tried = (tries ?? 0) + (due ? 1 : 0);
  const stays = Boolean(scheduledFor) && again && tried < mostTries;
  await writeRelease(payload, id, {
    state: stays ? 'scheduled' : 'open',
    failure,
    tries: stays ? tried : 0,
    ...(stays && !due ? {} : { scheduledFor: stays ? new Date(now + patience).toISOString() : null }),
  });
  if (scheduledFor && !stays) await tellNotReleased(payload, release, failure);
}
