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

/**
 * What readers see: all published releases in the order of their publication. `with` is a release on its way, laid
 * over them. Reads the database directly: it is asked by commands, hooks and jobs alike.
 */
export async function livePins(payload: Payload, withRelease?: ReleaseChange): Promise<Live> {
  const { docs } = await payload.db.find({
    collection: 'releases',
    where: { state: { in: ['published', 'reverted'] } },
    limit: 0,
    pagination: false,
    select: { order: true, pins: true, shown: true },
  });
  const releases = docs.map((document) => releaseDocument.parse(document)).sort((a, b) => a.order - b.order);
  const live = foldReleases(releases.map(changeOf));
  if (withRelease) layOver(live, withRelease);
  return live;
}

/** What a stored release changes. */
export function changeOf({ pins, shown }: { pins?: unknown; shown?: unknown }): ReleaseChange {
  return {
    pins: z.array(releasePin).parse(pins ?? []),
    shown: shownEditions.parse(shown ?? {}),
  };
}
