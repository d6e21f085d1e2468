import type { Explanation } from '@plaincode/types/payload';
import type { CollectionAfterChangeHook, Payload } from 'payload';
import { actorOf } from '../access/actor.ts';
import type { DeskContext } from '../collections/explanations/desk-steps.ts';
import { officialRead } from '../collections/explanations/official-row.ts';
import type { State } from '../workflow/states.ts';
import type { AuditAction } from './actions.ts';
import { recordAudit } from './record-audit.ts';

/**
 * What a save did to the state of an explanation; null where there is nothing to record, as for a draft that
 * stays one. `step`: whether a person or the desk took a step; an edit that makes a draft voids
 * an approval, and one that ends one put the approved text back.
 */
export function explanationEvent(before: State | null, after: State, step: boolean): AuditAction | null {
  if (before === null || before === after) return null;
  if (!step && unapproved.includes(before) && !unapproved.includes(after)) return 'approval-restored';
  switch (after) {
    case 'in-review':
      return 'text-submitted';
    case 'changes-requested':
      return 'changes-requested';
    case 'approved':
      return 'text-approved';
    case 'published':
      return 'text-published';
    case 'superseded':
      return 'text-superseded';
    case 'withdrawn':
      return 'text-withdrawn';
    case 'draft':
      if (before === 'in-review' || before === 'changes-requested') return 'text-taken-back';
      return step ? 'text-reopened' : 'approval-voided';
  }
}

const unapproved: readonly State[] = ['draft', 'in-review', 'changes-requested'];

/** Records every step of the workflow and every edit that voids an approval or puts the approved text back. */
export const auditExplanation: CollectionAfterChangeHook<Explanation> = async ({
  doc,
  previousDoc,
  operation,
  req,
  context,
}) => {
  const before = operation === 'create' ? null : (previousDoc.state ?? 'draft');
  const after = doc.state ?? 'draft';
  const { workflowAction, deskStep } = context as DeskContext;
  const step = workflowAction !== undefined || deskStep !== undefined;
  const action = explanationEvent(before, after, step);
  if (action)
    await recordAudit(req.payload, {
      actor: actorOf(req),
      action,
      subject: doc.codeKey ?? doc.id,
      details: {
        line: doc.id,
        edition: doc.appliesFrom,
        from: before,
        to: after,
        contentHash: doc.contentHash,
        ...(action === 'text-submitted' ? await officialNow(req.payload, doc) : {}),
      },
    });
  return doc;
};

/** A later approval says that the text was read against these rows. */
async function officialNow(
  payload: Payload,
  { codeKey, appliesFrom }: Explanation,
): Promise<{ official: string | null }> {
  return { official: await officialRead(payload, { codeKey: codeKey ?? '', edition: appliesFrom ?? '' }) };
}
