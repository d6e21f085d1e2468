import type { WorkItem } from '@plaincode/types/payload';
import type { CollectionAfterChangeHook, Payload } from 'payload';
import { type Actor, actorOf } from '../access/actor.ts';
import { relationId } from '../relation-id.ts';
import type { ItemAction } from '../workflow/work-item-actions.ts';
import type { AuditAction } from './actions.ts';
import { recordAudit } from './record-audit.ts';

const eventOf: Readonly<Record<ItemAction, AuditAction>> = {
  'propose-keep': 'keep-proposed',
  'confirm-keep': 'keep-confirmed',
  'decline-keep': 'item-reopened',
  'no-text': 'item-settled',
  reopen: 'item-reopened',
};

/** `hcpcs-2026-01-01/J9000`, an item by edition and code. */
const subjectOf = ({ key }: Pick<WorkItem, 'key'>): string => key;

/** Records a step that somebody took on a work item. */
export async function auditItemStep(
  payload: Payload,
  actor: Actor | null,
  item: WorkItem,
  step: ItemAction,
): Promise<void> {
  await recordAudit(payload, {
    actor,
    action: eventOf[step],
    subject: subjectOf(item),
    details: { step, change: item.changeHash },
  });
}

/** Records to whom work was given and by when. */
export const auditItemAssignment: CollectionAfterChangeHook<WorkItem> = async ({ doc, previousDoc, req }) => {
  const before = givenOf(previousDoc);
  const after = givenOf(doc);
  if (JSON.stringify(before) !== JSON.stringify(after))
    await recordAudit(req.payload, {
      actor: actorOf(req),
      action: 'item-assigned',
      subject: subjectOf(doc),
      details: { ...after },
    });
  return doc;
};

function givenOf({ assignee, reviewer, due }: Pick<WorkItem, 'assignee' | 'reviewer' | 'due'>) {
  return { assignee: relationId(assignee), reviewer: relationId(reviewer), due: due ?? null };
}
