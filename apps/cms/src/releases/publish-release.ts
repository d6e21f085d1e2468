import type { Release } from '@plaincode/types/payload';
import type { Payload } from 'payload';
import { z } from 'zod';
import { WorkflowRefused } from '../access/refused.ts';
import { heldEditions } from '../imports/held-editions.ts';
import { flagToMerge, markReleased } from '../lines/to-merge.ts';
import { refreshUpdates } from '../updates/refresh-updates.ts';
import { refusal } from '../workflow/refusal.ts';
import { beforeOf, type Live, layOver, type ReleaseChange, releaseBefore } from '../workflow/release.ts';
import { type Blocker, releaseBlockers } from '../workflow/release-blockers.ts';
import { changeOf, livePins } from './live.ts';
import { releaseFacts } from './release-facts.ts';
import { readRelease, writeRelease } from './release-record.ts';
import { shownEdition } from './shown-edition.ts';

/** Everything that keeps a release from going out. */
export async function blockersOf(payload: Payload, release: Release): Promise<Blocker[]> {
  if (release.kind === 'revert') return [];
  const { codeSet = null, edition = null } = release;
  return releaseBlockers(await releaseFacts(payload, { codeSet, edition, pins: changeOf(release).pins }));
}

/**
 * Sets a release on its way: from now on exports that name it lay it over what readers see. Writes down which editions
 * are shown with it and what was seen before. Throws `WorkflowRefused` with every blocker. One that is on its way
 * already goes on as it began.
 */
export async function beginRelease(payload: Payload, id: string, today: string): Promise<Release> {
  const release = await readRelease(payload, id);
  if (release.state === 'publishing') return release;
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
  const live = await livePins(payload);
  const { pins } = changeOf(release);
  const shown =
    release.kind === 'revert' ? changeOf(release).shown : await shownWith(payload, live, release, today);
  const before = beforeOf(live, { pins, shown });
  return await writeRelease(payload, id, { state: 'publishing', shown, before, failure: null });
}

/** The editions that the site shows with a release: as of now, for every set of which readers have texts. */
async function shownWith(
  payload: Payload,
  live: Live,
  release: Release,
  today: string,
): Promise<ReleaseChange['shown']> {
  const { codeSet, edition } = release;
  const after: Live = { texts: new Map(live.texts), shown: { ...live.shown } };
  layOver(after, changeOf(release));
  const shown: ReleaseChange['shown'] = {};
  for (const set of new Set([...after.texts.keys()].map((key) => key.split('/')[0] ?? ''))) {
    const seen = shownEdition(await heldEditions(payload, set), set, { shown: live.shown, today });
    if (seen && seen.id !== live.shown[set]) shown[set] = seen.id;
  }
  if (codeSet && edition) shown[codeSet] = edition;
  return shown;
}

/**
 * Readers see the release now. Gives it its place in the order, and has the lines follow. A run that was broken off
 * is taken up by running it again: every step may be done twice.
 */
export async function finishRelease(payload: Payload, id: string, by: string | null): Promise<Release> {
  let release = await readRelease(payload, id);
  if (release.state === 'publishing') release = await giveOrder(payload, release, by);
  if (release.state !== 'published') throw new WorkflowRefused(refusal('release-state'));
  const { codeSet, edition } = release;
  await settleLines(payload, release);
  if (release.reverts) await writeRelease(payload, release.reverts, { state: 'reverted' });
  await settleUpdates(payload, codeSet ?? null, edition ?? null, release);
  await refreshUpdates(payload);
  return release;
}

/** The release did not reach readers: it is as it was, and says why. */
export async function abandonRelease(payload: Payload, id: string, failure: string): Promise<void> {
  const { kind, state } = await readRelease(payload, id);
  if (state === 'published' || state === 'reverted') return;
  await writeRelease(payload, id, {
    state: kind === 'edition' ? 'open' : 'cancelled',
    failure,
    scheduledFor: null,
  });
}

const attempts = 10;

async function giveOrder(payload: Payload, release: Release, by: string | null): Promise<Release> {
  for (let left = attempts; ; left -= 1) {
    const { docs } = await payload.find({
      collection: 'releases',
      where: { order: { exists: true } },
      sort: '-order',
      limit: 1,
      depth: 0,
    });
    const order = (docs[0]?.order ?? 0) + 1;
    try {
      return await writeRelease(payload, release.id, {
        state: 'published',
        order,
        publishedAt: new Date().toISOString(),
        publishedBy: by,
      });
    } catch (error) {
      // Another desk took the number at the same moment.
      if (left === 0 || (await readRelease(payload, release.id)).state === 'published') throw error;
    }
  }
}

async function settleLines(payload: Payload, release: Release): Promise<void> {
  const { pins } = changeOf(release);
  const before = releaseBefore.parse(release.before ?? { pins: [], shown: {} });
  const former = new Map(before.pins.map(({ codeKey, revision }) => [codeKey, revision]));
  for (const { codeKey, revision } of pins) {
    const now = revision ? await revisionOf(payload, revision) : null;
    const gone = former.get(codeKey);
    const was = gone && gone !== revision ? await revisionOf(payload, gone) : null;
    if (was && was.line !== now?.line)
      await settle(payload, was, release.kind === 'revert' ? 'approved' : 'superseded');
    if (!now) continue;
    await settle(payload, now, 'published');
    if (release.kind === 'everyday') await flagToMerge(payload, { codeKey, ...now });
  }
}

interface RevisionOfLine {
  revision: string;
  line: string;
  edition: string;
}

async function revisionOf(payload: Payload, id: string): Promise<RevisionOfLine> {
  const { explanation, edition } = await payload.findByID({ collection: 'approved-revisions', id, depth: 0 });
  return { revision: id, line: typeof explanation === 'string' ? explanation : explanation.id, edition };
}

/** A line that was edited since keeps the state of its new text. */
async function settle(
  payload: Payload,
  { line, revision }: RevisionOfLine,
  state: 'published' | 'superseded' | 'approved',
): Promise<void> {
  const doc = await payload.findByID({ collection: 'explanations', id: line, draft: true, depth: 0 });
  const follows = ['approved', 'published', 'superseded'].includes(doc.state ?? 'draft');
  if (!follows || doc.approvedRevision !== revision || doc.state === state) return;
  await markReleased(payload, line, state);
}

/** The update of an edition that readers see is released; taken back, it is open again. */
async function settleUpdates(
  payload: Payload,
  codeSet: string | null,
  edition: string | null,
  release: Release,
): Promise<void> {
  const of = async (slug: string, state: 'open' | 'released') => {
    await payload.update({ collection: 'updates', where: { edition: { equals: slug } }, data: { state } });
  };
  if (release.kind === 'edition' && codeSet && edition) await of(edition, 'released');
  if (release.kind !== 'revert') return;
  const before = z.object({ shown: z.record(z.string(), z.string().nullable()) }).parse(release.before);
  for (const slug of Object.values(before.shown)) if (slug) await of(slug, 'open');
}
