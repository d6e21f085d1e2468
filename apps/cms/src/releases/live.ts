import type { Payload } from 'payload';
import { z } from 'zod';
import {
  foldReleases,
  type Live,
  layOver,
  type ReleaseChange,
  releasePin,
  shownEditions,
} from '../workflow/release.ts';

const releaseDocument = z.object({
  order: z.number(),
  pins: z.array(releasePin).nullish(),
  shown: shownEditions.nullish(),
});

/** What readers see, and the order of the release that last changed it; 0 before the first. */
export type LiveSite = Live & { order: number };

/**
 * What readers see: all published releases in the order of their publication. `over` is a release on its way, laid over
 * them. Reads the database directly: it is asked by commands, hooks and jobs alike.
 */
export async function livePins(payload: Payload, over?: ReleaseChange): Promise<LiveSite> {
  const { docs } = await payload.db.find({
    collection: 'releases',
    where: { state: { in: ['published', 'reverted'] } },
    limit: 0,
    pagination: false,
    select: { order: true, pins: true, shown: true },
  });
  const releases = docs.map((document) => releaseDocument.parse(document)).sort((a, b) => a.order - b.order);
  const live = foldReleases(releases.map(changeOf));
  if (over) layOver(live, over);
  return { ...live, order: releases.at(-1)?.order ?? 0 };
}

/** What a stored release changes. */
export function changeOf({ pins, shown }: { pins?: unknown; shown?: unknown }): ReleaseChange {
  return {
    pins: z.array(releasePin).parse(pins ?? []),
    shown: shownEditions.parse(shown ?? {}),
  };
}
