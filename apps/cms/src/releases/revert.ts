import type { Release } from '@plaincode/types/payload';
import type { Payload } from 'payload';
import type { Actor } from '../access/actor.ts';
import { WorkflowRefused } from '../access/refused.ts';
import { refusal } from '../workflow/refusal.ts';
import { planRevert } from '../workflow/release.ts';
import { changeOf, livePins } from './live.ts';
import { beforeIn, readRelease } from './release-record.ts';

/**
 * A release that takes another one back, and what stays because later releases changed it. What it changes is looked
 * up anew when its turn comes.
 */
export async function prepareRevert(
  payload: Payload,
  actor: Actor | null,
  id: string,
): Promise<{ release: Release; kept: string[] }> {
  const taken = await readRelease(payload, id);
  if (taken.state !== 'published') throw new WorkflowRefused(refusal('release-state'));
  const { change, kept } = planRevert(await livePins(payload), changeOf(taken), beforeIn(taken));
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

async function waitingFor(payload: Payload, id: string): Promise<Release | undefined> {
  const { docs } = await payload.find({
    collection: 'releases',
    where: { reverts: { equals: id }, state: { in: ['open', 'publishing'] } },
    depth: 0,
    limit: 1,
  });
  return docs[0];
}
