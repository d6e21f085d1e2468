import type { Release } from '@plaincode/types/payload';
import type { Payload } from 'payload';
import type { Actor } from '../access/actor.ts';
import { WorkflowRefused } from '../access/refused.ts';
import { relationId } from '../relation-id.ts';
import { refusal } from '../workflow/refusal.ts';
import { beforeOf, type Live, type ReleasePin } from '../workflow/release.ts';
import { releaseAllows } from '../workflow/release-actions.ts';
import { codeOf, setsShown, today } from './editions.ts';
import { byCode, everydayPins, pinsOfEdition } from './list-pins.ts';
import { changeOf, livePins } from './live.ts';
import { beforeIn, readRelease, writeRelease } from './release-record.ts';
import { onTheirWay } from './turn.ts';

/**
 * The release of an edition that is on its way; made with the texts that are approved now where there is none. Throws
 * `WorkflowRefused` where the edition is not held, or not later than the one that readers see.
 */
export async function prepareEdition(
  payload: Payload,
  actor: Actor | null,
  edition: string,
): Promise<Release> {
  const found = await onItsWay(payload, edition);
  if (found) return releaseAllows('list-again', found) ? await listAgain(payload, found.id) : found;
  const { codeSet, label } = await editionToCome(payload, edition);
  try {
    return await payload.create({
      collection: 'releases',
      data: {
        title: `${await nameOf(payload, codeSet)}: ${label}`,
        kind: 'edition',
        state: 'open',
        key: edition,
        codeSet,
        edition,
        pins: await pinsOfEdition(payload, edition),
        preparedBy: actor?.id ?? null,
      },
      depth: 0,
    });
  } catch (error) {
    // Somebody prepared it at the same moment: the unique key let that one through.
    const other = await onItsWay(payload, edition);
    if (other) return other;
    throw error;
  }
}

/** The release of an edition that did not go out yet, if there is one. */
export async function onItsWay(payload: Payload, edition: string): Promise<Release | undefined> {
  const { docs } = await payload.find({
    collection: 'releases',
    where: { key: { equals: edition } },
    depth: 0,
    limit: 1,
  });
  return docs[0];
}

/** Throws `WorkflowRefused` where the edition is not held, or not later than the one that readers see. */
export async function editionToCome(
  payload: Payload,
  edition: string,
): Promise<{ codeSet: string; label: string }> {
  const { docs } = await payload.find({
    collection: 'editions',
    where: { slug: { equals: edition } },
    depth: 0,
    limit: 1,
  });
  const codeSet = docs[0]?.codeSet ?? '';
  const { shown } = await livePins(payload);
  const set = (await setsShown(payload, [codeSet], { shown, today: today() })).get(codeSet);
  const held = set?.held.find(({ id }) => id === edition);
  if (!set?.shown || !held) throw new WorkflowRefused(refusal('edition-not-held', [edition]));
  if (held.sequence <= set.shown.sequence)
    throw new WorkflowRefused(refusal('edition-shown', [`Readers see ${set.shown.label}.`]));
  return { codeSet, label: held.label };
}

async function nameOf(payload: Payload, codeSet: string): Promise<string> {
  const { docs } = await payload.find({
    collection: 'code-systems',
    where: { slug: { equals: codeSet } },
    depth: 0,
    limit: 1,
  });
  return docs[0]?.name ?? codeSet;
}

/** Takes the texts that are approved now into a release of an edition that did not go out yet. */
export async function listAgain(payload: Payload, id: string): Promise<Release> {
  const release = await readRelease(payload, id);
  if (!releaseAllows('list-again', release) || !release.edition)
    throw new WorkflowRefused(refusal('release-state'));
  return await writeRelease(payload, id, {
    pins: await pinsOfEdition(payload, release.edition),
    failure: null,
  });
}

/**
 * An everyday release of what is approved and not yet with readers; null where there is nothing. `only`: the ids of
 * the explanations that are asked for, null for all. Throws where one of these belongs to an edition to come.
 */
export async function prepareEveryday(
  payload: Payload,
  actor: Actor | null,
  only: readonly string[] | null,
  now = new Date(),
): Promise<Release | null> {
  const { live, pins } = await planNow(payload, only, now);
  return pins.length === 0 ? null : await makeEveryday(payload, actor, live, pins);
}

/**
 * The same for a release that is published at once: the texts join a release of the same person that waits for its turn,
 * where there is one, so that many publishes in one moment are few. Not somebody else's: who gives theirs up would give up
 * these too. Call it through `oneAtATime`.
 */
export async function joinEveryday(
  payload: Payload,
  actor: Actor | null,
  only: readonly string[] | null,
  now = new Date(),
): Promise<Release | null> {
  const { live, pins } = await planNow(payload, only, now);
  if (pins.length === 0) return null;
  const waiting = await waitingForTurn(payload, actor);
  if (!waiting) return await makeEveryday(payload, actor, live, pins);
  const all = joined(changeOf(waiting).pins, pins);
  const { pins: former } = beforeIn(waiting);
  const before = beforeOf(live, { pins, shown: {} }, () => null);
  return await writeRelease(payload, waiting.id, {
    title: titleOf(all),
    pins: all,
    before: { ...before, pins: joined(before.pins, former) },
  });
}

/** The second list laid over the first, in the order of code sets and codes. */
function joined(pins: readonly ReleasePin[], over: readonly ReleasePin[]): ReleasePin[] {
  return [...new Map([...pins, ...over].map((pin) => [pin.codeKey, pin])).values()].sort(byCode);
}

async function planNow(
  payload: Payload,
  only: readonly string[] | null,
  now: Date,
): Promise<{ live: Live; pins: ReleasePin[] }> {
  const live = await livePins(payload);
  const plan = await everydayPins(payload, live, now.toISOString().slice(0, 10), only);
  const [early] = plan.early;
  if (early)
    throw new WorkflowRefused(
      refusal('edition-not-shown', [`It goes out with the release of ${early.edition}.`]),
    );
  const [unread] = plan.unread;
  if (unread)
    throw new WorkflowRefused(refusal('withdrawn-since', [`This holds for ${codeOf(unread.codeKey)}.`]));
  return { live, pins: await notOnTheirWay(payload, plan.pins) };
}

/** A text that another release is taking to readers at this moment is asked for a second time. */
async function notOnTheirWay(payload: Payload, pins: ReleasePin[]): Promise<ReleasePin[]> {
  const going = new Map(
    (await onTheirWay(payload)).flatMap((release) =>
      changeOf(release).pins.map(({ codeKey, revision }) => [codeKey, revision] as const),
    ),
  );
  return pins.filter(({ codeKey, revision }) => going.get(codeKey) !== revision);
}

async function makeEveryday(
  payload: Payload,
  actor: Actor | null,
  live: Live,
  pins: ReleasePin[],
): Promise<Release> {
  const same = await waitingWith(payload, actor, pins);
  if (same) return same;
  return await payload.create({
    collection: 'releases',
    data: {
      title: titleOf(pins),
      kind: 'everyday',
      state: 'open',
      pins,
      before: beforeOf(live, { pins, shown: {} }, () => null),
      preparedBy: actor?.id ?? null,
    },
    depth: 0,
  });
}

/** An everyday release that this person asked to publish and whose turn has not come. */
async function waitingForTurn(payload: Payload, actor: Actor | null): Promise<Release | undefined> {
  const { docs } = await payload.find({
    collection: 'publish-runs',
    where: { state: { equals: 'waiting' }, release: { exists: true } },
    sort: '-createdAt',
    depth: 1,
    pagination: false,
  });
  return docs
    .flatMap(({ release }) => (release && typeof release === 'object' ? [release] : []))
    .find((release) => release.kind === 'everyday' && release.state === 'open' && isOf(release, actor));
}

const isOf = ({ preparedBy }: Release, actor: Actor | null): boolean =>
  relationId(preparedBy) === (actor?.id ?? null);

/** The same list of the same person that still waits for its turn. */
async function waitingWith(
  payload: Payload,
  actor: Actor | null,
  pins: readonly ReleasePin[],
): Promise<Release | undefined> {
  const { docs } = await payload.find({
    collection: 'releases',
    where: { kind: { equals: 'everyday' }, state: { equals: 'open' } },
    depth: 0,
    pagination: false,
  });
  const spelled = (some: readonly ReleasePin[]) =>
    some.map(({ codeKey, revision }) => `${codeKey}=${revision}`).join('\n');
  return docs.find((release) => isOf(release, actor) && spelled(changeOf(release).pins) === spelled(pins));
}

function titleOf(pins: readonly ReleasePin[]): string {
  const [first] = pins;
  return pins.length === 1 && first
    ? `Text of ${codeOf(first.codeKey)}`
    : `${pins.length.toLocaleString('en-US')} texts`;
}
