import type { Replacement } from '@plaincode/types/payload';
import type { CollectionAfterChangeHook } from 'payload';
import { actorOf } from '../access/actor.ts';
import type { AuditAction } from './actions.ts';
import { operator, recordAudit } from './record-audit.ts';

const settled: Readonly<Record<Replacement['state'], AuditAction>> = {
  proposed: 'successor-proposed',
  confirmed: 'successor-confirmed',
  declined: 'successor-declined',
};

/** Records which code was named in the place of another one, and what was said of it. */
export const auditReplacement: CollectionAfterChangeHook<Replacement> = async ({
  doc,
  previousDoc,
  operation,
  req,
}) => {
  const named = operation === 'create' || previousDoc.key !== doc.key;
  const action = named ? 'successor-named' : settled[doc.state];
  if (named || previousDoc.state !== doc.state)
    await recordAudit(req.payload, {
      actor: actorOf(req) ?? operator,
      action,
      subject: `${doc.codeSet}/${doc.formerCode}`,
      details: { code: doc.code, state: doc.state },
    });
  return doc;
};
