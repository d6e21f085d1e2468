import type { Release } from '@plaincode/types/payload';
import type { Payload } from 'payload';
import type { AuditActor } from '../audit/record-audit.ts';
import type { ReleaseContext } from '../audit/release-event.ts';
import { type Before, releaseBefore } from '../workflow/release.ts';

/** Reads a release. Throws Payload's own `NotFound` where there is none. */
export async function readRelease(payload: Payload, id: string): Promise<Release> {
  return await payload.findByID({ collection: 'releases', id, depth: 0 });
}

/**
 * Writes what the desk computes of a release; people's access to these fields is closed. `by`: the person who took the
 * step, for the audit log.
 */
export async function writeRelease(
  payload: Payload,
  id: string,
  data: Partial<Omit<Release, 'id'>>,
  by: AuditActor | null = null,
): Promise<Release> {
  const context: ReleaseContext = by ? { releaseActor: { id: by.id, name: by.name } } : {};
  return await payload.update({ collection: 'releases', id, data, depth: 0, context: { ...context } });
}

/** What readers saw before a release, as it wrote that down. */
export function beforeIn({ before }: Pick<Release, 'before'>): Before {
  return releaseBefore.parse(before ?? { pins: [], shown: {} });
}
