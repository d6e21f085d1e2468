import type { Release } from '@plaincode/types/payload';
import type { Payload } from 'payload';
import { reopenTakenBack } from '../errata/settle-reports.ts';
import { familyRevisions } from '../families/own-texts.ts';
import { flagBrokenOut, flagToMerge, markReleased } from '../lines/to-merge.ts';
import { refreshUpdates } from '../updates/refresh-updates.ts';
import { lineStates, type SeenText } from '../workflow/line-states.ts';
import { idsSeen } from '../workflow/plan-everyday.ts';
import { type Live, releaseBefore } from '../workflow/release.ts';
import { codeSetOf, editionSequences } from './editions.ts';
import { lineHeads, linesOfCodes } from './line-heads.ts';
import { changeOf, type LiveSite, livePins } from './live.ts';
import { readRelease, writeRelease } from './release-record.ts';
import { revisionsById } from './revisions.ts';

/** Settles what a crash left: published releases whose consequences are not all written down. */
export async function settleReleases(payload: Payload): Promise<void> {
  const { docs } = await payload.find({
    collection: 'releases',
    where: { state: { equals: 'published' }, settled: { not_equals: true } },
    sort: 'order',
    depth: 0,
    pagination: false,
  });
  for (const release of docs) await settleRelease(payload, release);
}

/**
 * Writes down what follows from a published release: the states of the lines of its codes, what other lines have to
 * merge, the update of its edition, and that the release that it takes back is taken back. All of it is read off what
 * readers see, so that it may be done again after a crash.
 */
export async function settleRelease(payload: Payload, release: Release): Promise<void> {
  const live = await livePins(payload);
  const listed = changeOf(release).pins.map(({ codeKey }) => codeKey);
  const codeKeys = [...new Set([...listed, ...(await supersededWithout(payload, live, release))])];
  await settleLines(payload, live, codeKeys, await takenOffBy(payload, release));
  await flagLines(payload, live, release);
  await settleUpdates(payload, live, release);
  await refreshUpdates(payload);
  await settleReverted(payload, release);
  if (release.kind === 'revert') await reopenTakenBack(payload, codeKeys, new Date());
  await writeRelease(payload, release.id, { settled: true });
}

/**
 * The codes of which readers have no text in a set that the release took back to an earlier edition: what a later edition's
 * text had superseded there is of the edition that they see again.
 */
async function supersededWithout(payload: Payload, live: Live, release: Release): Promise<string[]> {
  const sets = release.kind === 'revert' ? Object.keys(changeOf(release).shown) : [];
  if (sets.length === 0) return [];
  const where = { and: [{ codeSet: { in: sets } }, { state: { equals: 'superseded' } }] };
  const lines = await lineHeads(payload, where);
  return lines.map(({ codeKey }) => codeKey).filter((codeKey) => !live.texts.has(codeKey));
}

/** The codes whose texts the release brings back that another one took off the site. */
async function takenOffBy(payload: Payload, { kind, reverts }: Release): Promise<ReadonlySet<string>> {
  if (kind !== 'revert' || !reverts) return new Set();
  const { pins } = changeOf(await readRelease(payload, reverts));
  return new Set(pins.flatMap(({ codeKey, revision }) => (revision === null ? [codeKey] : [])));
}

async function settleLines(
  payload: Payload,
  live: LiveSite,
  codeKeys: readonly string[],
  broughtBack: ReadonlySet<string>,
): Promise<void> {
  const sequenceOf = await editionSequences(payload);
  const seen = new Map<string, SeenText>();
  for (const { codeKey, line, edition, hash } of (
    await revisionsById(payload, idsSeen(live, codeKeys))
  ).values())
    seen.set(codeKey, { line, hash, sequence: sequenceOf(edition) });
  for (const [codeKey, lines] of await linesOfCodes(payload, codeKeys)) {
    const placed = lines.map((line) => ({ ...line, sequence: sequenceOf(line.edition) }));
    const shown = sequenceOf(live.shown[codeSetOf(codeKey)] ?? '');
    const stands = live.takenOff.has(codeKey) ? { shown } : null;
    const withdrawal = broughtBack.has(codeKey) ? 'taken-back' : stands;
    for (const { id, state } of lineStates(placed, seen.get(codeKey) ?? null, withdrawal))
      await markReleased(payload, id, state);
  }
}

/**
 * Readers see another text of these codes now: what is written for later editions, or apart from a family, began from the
 * one before.
 */
async function flagLines(payload: Payload, live: Live, release: Release): Promise<void> {
  const shown = changeOf(release).pins.flatMap(({ codeKey, revision }) =>
    revision !== null && live.texts.get(codeKey) === revision ? [revision] : [],
  );
  if (shown.length === 0) return;
  const families = await familyRevisions(payload);
  for (const { id, codeKey, line, edition } of (await revisionsById(payload, shown)).values()) {
    await flagToMerge(payload, { codeKey, revision: id, line, edition });
    if (families.has(id)) await flagBrokenOut(payload, { codeKey, revision: id });
  }
}

/**
 * The updates of the sets whose edition the release switched: released up to the edition that readers see, open after
 * it.
 */
async function settleUpdates(payload: Payload, live: Live, release: Release): Promise<void> {
  const { shown } = changeOf(release);
  const before = releaseBefore.parse(release.before ?? { pins: [], shown: {} });
  const switched = Object.keys(shown).filter((set) => shown[set] !== before.shown[set]);
  if (switched.length === 0) return;
  const sequenceOf = await editionSequences(payload);
  const { docs } = await payload.find({
    collection: 'updates',
    where: { codeSet: { in: switched } },
    depth: 0,
    pagination: false,
  });
  for (const { id, codeSet, edition, state } of docs) {
    const seen = live.shown[codeSet];
    const now = seen && sequenceOf(edition) <= sequenceOf(seen) ? 'released' : 'open';
    if (now !== state) await payload.update({ collection: 'updates', id, data: { state: now }, depth: 0 });
  }
}

/** A release that takes back one that took back another brings that other one back. */
async function settleReverted(payload: Payload, { kind, reverts }: Release): Promise<void> {
  if (kind !== 'revert' || !reverts) return;
  const target = await readRelease(payload, reverts);
  await writeRelease(payload, target.id, { state: 'reverted' });
  if (target.kind === 'revert' && target.reverts)
    await writeRelease(payload, target.reverts, { state: 'published' });
}
