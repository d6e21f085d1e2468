import type { Release } from '@plaincode/types/payload';
import type { Payload } from 'payload';
import type { Actor } from '../access/actor.ts';
import { WorkflowRefused } from '../access/refused.ts';
import { refusal } from '../workflow/refusal.ts';
import {
  planRevert,
  type ReleasePin,
  type RevertPlan,
  type ShownEditions,
  withEarlierTexts,
} from '../workflow/release.ts';
import { earlierTexts } from './earlier-texts.ts';
import { codeSetOf, editionSequences } from './editions.ts';
import { changeOf, livePins } from './live.ts';
import { beforeIn, readRelease } from './release-record.ts';
import { revisionsById } from './revisions.ts';

/**
 * A release that takes another one back, and what stays because later releases changed it. What it changes is looked
 * up anew when its turn comes. Throws as `revertNow` does.
 */
export async function prepareRevert(
  payload: Payload,
  actor: Actor | null,
  id: string,
): Promise<{ release: Release; kept: string[] }> {
  const taken = await readRelease(payload, id);
  const { change, kept } = await revertNow(payload, taken);
  const waiting = await waitingFor(payload, id);
  if (waiting) return { release: waiting, kept };
  const release = await payload.create({
    collection: 'releases',
    data: {
      title: `Taking back: ${taken.title}`,
      kind: 'revert',
      state: 'open',
      codeSet: taken.codeSet ?? null,
      pins: [...change.pins],
      shown: change.shown,
      reverts: taken.id,
      preparedBy: actor?.id ?? null,
    },
    depth: 0,
  });
  return { release, kept };
}

/**
 * How a published release is taken back as readers see things now. Throws `WorkflowRefused` where a later release
 * switched the edition of its set: its texts would come to stand under an edition that they know nothing of.
 */
export async function revertNow(payload: Payload, taken: Release): Promise<RevertPlan> {
  if (taken.state !== 'published') throw new WorkflowRefused(refusal('release-state'));
  const live = await livePins(payload);
  const plan = planRevert(live, changeOf(taken), beforeIn(taken));
  if (plan.keptSets.length > 0) throw new WorkflowRefused(refusal('edition-moved-on'));
  const whole = withEarlierTexts(plan, await earlierTexts(payload, live, plan.change.shown));
  return await withoutTextsToCome(payload, { ...live.shown, ...plan.change.shown }, whole);
}

/**
 * The same, without texts of an edition that readers do not see, or see no more: what stands beside them is the row of another
 * one. Throws `WorkflowRefused` where nothing else is left of it.
 */
async function withoutTextsToCome(
  payload: Payload,
  shown: ShownEditions,
  plan: RevertPlan,
): Promise<RevertPlan> {
  const { change, kept } = plan;
  const sequenceOf = await editionSequences(payload);
  const heads = await revisionsById(
    payload,
    change.pins.flatMap(({ revision }) => revision ?? []),
  );
  const isToCome = ({ codeKey, revision }: ReleasePin) => {
    const text = heads.get(revision ?? '');
    const edition = shown[codeSetOf(codeKey)];
    return text !== undefined && Boolean(edition) && sequenceOf(text.edition) > sequenceOf(edition ?? '');
  };
  const toCome = change.pins.filter(isToCome);
  if (toCome.length === 0) return plan;
  const pins = change.pins.filter((pin) => !toCome.includes(pin));
  if (pins.length === 0 && Object.keys(change.shown).length === 0)
    throw new WorkflowRefused(refusal('edition-not-shown'));
  const stay = toCome.map(({ codeKey }) => codeKey);
  return { ...plan, change: { ...change, pins }, kept: [...kept, ...stay] };
}

async function waitingFor(payload: Payload, id: string): Promise<Release | undefined> {
  const { docs } = await payload.find({
    collection: 'releases',
    where: { reverts: { equals: id }, state: { in: ['open', 'publishing'] } },
    depth: 0,
    limit: 1,
  });
  return docs[0];
}
