import type { Release } from '@plaincode/types/payload';
import type { CollectionAfterChangeHook, Payload } from 'payload';
import { relationId } from '../relation-id.ts';
import type { AuditAction } from './actions.ts';
import { type AuditActor, recordAudit } from './record-audit.ts';

type State = Release['state'];

/** What a save did to a release; null where there is nothing to record, as while it is on its way. */
export function releaseEvent(before: State | null, after: State): AuditAction | null {
  if (before === null) return 'release-prepared';
  if (before === after) return null;
  switch (after) {
    case 'scheduled':
      return 'release-scheduled';
    case 'open':
      return before === 'scheduled' ? 'release-cancelled' : null;
    case 'cancelled':
      return 'release-cancelled';
    case 'published':
      return 'release-published';
    case 'reverted':
      return 'release-reverted';
    case 'publishing':
      return null;
  }
}

/** Who takes a step on a release, where a person does; no client can put it into a request's context. */
export interface ReleaseContext {
  releaseActor?: AuditActor;
}

/** Records every step of a release. */
export const auditRelease: CollectionAfterChangeHook<Release> = async ({
  doc,
  previousDoc,
  operation,
  req,
  context,
}) => {
  const action = releaseEvent(operation === 'create' ? null : previousDoc.state, doc.state);
  if (action) {
    const { releaseActor } = context as ReleaseContext;
    const named = action === 'release-prepared' ? doc.preparedBy : doc.publishedBy;
    const known = action === 'release-prepared' || action === 'release-published';
    await recordAudit(req.payload, {
      actor: releaseActor ?? (known ? await personOf(req.payload, relationId(named)) : null),
      action,
      subject: `release/${doc.id}`,
      details: {
        kind: doc.kind,
        edition: doc.edition ?? null,
        reverts: doc.reverts ?? null,
        order: doc.order ?? null,
        scheduledFor: doc.scheduledFor ?? null,
        texts: Array.isArray(doc.pins) ? doc.pins.length : 0,
      },
    });
  }
  return doc;
};

async function personOf(payload: Payload, id: string | null): Promise<AuditActor | null> {
  if (id === null) return null;
  const person = await payload.findByID({ collection: 'staff', id, depth: 0, disableErrors: true });
  return person ? { id, name: person.name } : null;
}
