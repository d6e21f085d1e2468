import type { Release } from '@plaincode/types/payload';
import type { Payload } from 'payload';
import type { Actor } from '../access/actor.ts';
import { WorkflowRefused } from '../access/refused.ts';
import { refusal } from '../workflow/refusal.ts';
import { planRevert, releaseBefore } from '../workflow/release.ts';
import { changeOf, livePins } from './live.ts';
import { readRelease } from './release-record.ts';

/** A release that takes another one back, and what stays because later releases changed it. */
export async function prepareRevert(
  payload: Payload,
  actor: Actor | null,
  id: string,
): Promise<{ release: Release; kept: string[] }> {
  const taken = await readRelease(payload, id);
  if (taken.state !== 'published') throw new WorkflowRefused(refusal('release-state'));
  const before = releaseBefore.parse(taken.before ?? { pins: [], shown: {} });
  const { change, kept } = planRevert(await livePins(payload), changeOf(taken), before);
  const release = await payload.create({
    collection: 'releases',
    data: {
      title: `Taking back: ${taken.title}`,
      kind: 'revert',
      state: 'scheduled',
      scheduledFor: new Date().toISOString(),
      pins: [...change.pins],
      shown: change.shown,
      reverts: taken.id,
      preparedBy: actor?.id ?? null,
    },
    depth: 0,
  });
  return { release, kept };
}
