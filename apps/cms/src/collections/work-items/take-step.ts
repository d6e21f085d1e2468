import type { WorkItem } from '@plaincode/types/payload';
import type { Payload } from 'payload';
import type { Actor } from '../../access/actor.ts';
import { WorkflowRefused } from '../../access/refused.ts';
import { auditItemStep } from '../../audit/item-event.ts';
import { refusal } from '../../workflow/refusal.ts';
import { decideItem, type ItemRequest } from '../../workflow/work-item-actions.ts';
import { editorsOfLive, itemRecord } from './item-record.ts';

/** A step, bound to the change that the person saw. */
export type ItemStep = ItemRequest & { changeHash: string };

/** Takes one step on an item. Throws `WorkflowRefused`. */
export async function takeItemStep(
  payload: Payload,
  actor: Actor | null,
  id: string,
  { changeHash, ...request }: ItemStep,
): Promise<void> {
  const [item] = await itemsById(payload, [id]);
  if (!item) throw new WorkflowRefused(refusal('item-unknown'));
  if (item.changeHash !== changeHash) throw new WorkflowRefused(refusal('item-preview-old'));
  const editors = await editorsOfLive(payload, [item]);
  await writeStep(payload, actor, item, request, editors.get(`${item.codeSet}/${item.code}`) ?? []);
}

/** Decides and writes one step, unless the item has moved since it was read. Throws `WorkflowRefused`. */
export async function writeStep(
  payload: Payload,
  actor: Actor | null,
  item: WorkItem,
  request: ItemRequest,
  editors: readonly string[],
): Promise<void> {
  const now = new Date().toISOString();
  const decision = decideItem(itemRecord(item, editors), actor, request, now);
  if (!decision.ok) throw new WorkflowRefused(decision.refusal);
  const asRead = { state: { equals: item.state }, changeHash: { equals: item.changeHash } };
  const written = await payload.db.updateOne({
    collection: 'work-items',
    where: { and: [{ id: { equals: item.id } }, asRead] },
    data: { ...decision.fields, updatedAt: now },
  });
  if (!written) throw new WorkflowRefused(refusal('item-preview-old'));
  await auditItemStep(payload, actor, item, request.action);
}

export async function itemsById(payload: Payload, ids: readonly string[]): Promise<WorkItem[]> {
  const { docs } = await payload.find({
    collection: 'work-items',
    where: { id: { in: [...ids] } },
    sort: 'position',
    pagination: false,
    depth: 0,
  });
  return docs;
}
