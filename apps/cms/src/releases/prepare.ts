import type { Release } from '@plaincode/types/payload';
import type { Payload } from 'payload';
import type { Actor } from '../access/actor.ts';
import { WorkflowRefused } from '../access/refused.ts';
import { heldEditions } from '../imports/held-editions.ts';
import { refusal } from '../workflow/refusal.ts';
import type { ReleasePin } from '../workflow/release.ts';
import { everydayPins, pinsOfEdition } from './list-pins.ts';
import { livePins } from './live.ts';
import { readRelease, writeRelease } from './release-record.ts';

/** The open release of an edition, with the texts that are approved now; made where there is none yet. */
export async function prepareEdition(
  payload: Payload,
  actor: Actor | null,
  edition: string,
): Promise<Release> {
  const { docs } = await payload.find({
    collection: 'releases',
    where: {
      edition: { equals: edition },
      kind: { equals: 'edition' },
      state: { in: ['open', 'scheduled', 'publishing'] },
    },
    depth: 0,
    limit: 1,
  });
  if (docs[0]) return docs[0].state === 'open' ? await listAgain(payload, docs[0].id) : docs[0];
  const found = await payload.find({
    collection: 'editions',
    where: { slug: { equals: edition } },
    depth: 0,
    limit: 1,
  });
  const codeSet = found.docs[0]?.codeSet;
  const held = codeSet ? (await heldEditions(payload, codeSet)).find(({ id }) => id === edition) : undefined;
  if (!codeSet || !held) throw new WorkflowRefused(refusal('edition-not-held', [edition]));
  return await payload.create({
    collection: 'releases',
    data: {
      title: `${codeSet.toUpperCase()} ${held.label}`,
      kind: 'edition',
      state: 'open',
      codeSet,
      edition,
      pins: await pinsOfEdition(payload, edition),
      preparedBy: actor?.id ?? null,
    },
    depth: 0,
  });
}

/** Takes the texts that are approved now into an open release of an edition. */
export async function listAgain(payload: Payload, id: string): Promise<Release> {
  const release = await readRelease(payload, id);
  if (release.state !== 'open' || !release.edition) throw new WorkflowRefused(refusal('release-state'));
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
  const live = await livePins(payload);
  const plan = await everydayPins(payload, live, now.toISOString().slice(0, 10), only);
  const [early] = plan.early;
  if (early)
    throw new WorkflowRefused(
      refusal('edition-not-shown', [`It goes out with the release of ${early.edition}.`]),
    );
  if (plan.pins.length === 0) return null;
  return await payload.create({
    collection: 'releases',
    data: {
      title: titleOf(plan.pins),
      kind: 'everyday',
      state: 'scheduled',
      scheduledFor: now.toISOString(),
      pins: plan.pins,
      preparedBy: actor?.id ?? null,
    },
    depth: 0,
  });
}

function titleOf(pins: readonly ReleasePin[]): string {
  const [first] = pins;
  return pins.length === 1 && first ? first.codeKey : `${pins.length.toLocaleString('en-US')} texts`;
}
