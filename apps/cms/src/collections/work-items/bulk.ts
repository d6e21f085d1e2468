import { createHash } from 'node:crypto';
import type { WorkItem } from '@plaincode/types/payload';
import type { PayloadRequest } from 'payload';
import { z } from 'zod';
import { actorOf } from '../../access/actor.ts';
import { WorkflowRefused } from '../../access/refused.ts';
import { heldItem } from '../../updates/item-rows.ts';
import { type CommonChange, commonChange } from '../../workflow/mechanical-change.ts';
import { refusal } from '../../workflow/refusal.ts';
import { decideItem, noTime } from '../../workflow/work-item-actions.ts';
import { itemRecords } from './item-record.ts';
import { itemsById, writeStep } from './take-step.ts';

const ids = z.array(z.string().min(1).max(60)).min(1).max(2_000);
const person = z.string().min(1).max(60).nullable().optional();

export const bulkBody = z.discriminatedUnion('action', [
  z.strictObject({
    action: z.literal('assign'),
    ids,
    assignee: person,
    reviewer: person,
    due: z.string().max(10).nullable().optional(),
  }),
  z.strictObject({
    action: z.enum(['no-text', 'propose-keep', 'reopen']),
    ids,
    /** Takes the step on those that take it; else one that does not refuses it for all. */
    leaveOut: z.boolean().optional(),
  }),
  z.strictObject({ action: z.literal('confirm-keep'), ids, token: z.string() }),
]);
export type BulkStep = z.infer<typeof bulkBody>;

export const previewBody = z.strictObject({ ids });

export type BulkPreview = { count: number; codes: string[]; change: CommonChange; token: string };

/** The one change that all of the items are, to be looked at before it is confirmed. Throws `WorkflowRefused`. */
export async function previewBulk(req: PayloadRequest, asked: readonly string[]): Promise<BulkPreview> {
  const items = await wholeSelection(req, asked);
  const change = commonChange(items.map(heldItem));
  if (change === null) throw new WorkflowRefused(refusal('item-not-alike'));
  const codes = items.map(({ displayCode }) => displayCode);
  return { count: items.length, codes, change, token: tokenOf(items, change) };
}

/** What was seen: these items, with this change, each as it stood. */
function tokenOf(items: readonly WorkItem[], change: CommonChange): string {
  const seen = items.map(({ id, changeHash }) => `${id} ${changeHash}`).sort();
  return createHash('sha256')
    .update(JSON.stringify([seen, change]))
    .digest('base64url');
}

/** So many that do not take a step are named. */
const mostNamed = 20;

/**
 * Takes one step on many items. All of it is decided before anything is written: one item that refuses the step refuses it
 * for all, unless such are left out. Returns how many there were. Throws `WorkflowRefused`.
 */
export async function takeBulkStep(req: PayloadRequest, step: BulkStep): Promise<number> {
  if (step.action === 'assign') return assignMany(req, step);
  if (step.action === 'confirm-keep' && (await previewBulk(req, step.ids)).token !== step.token)
    throw new WorkflowRefused(refusal('item-preview-old'));
  const items = await wholeSelection(req, step.ids);
  const recordOf = await itemRecords(req.payload, items);
  const actor = actorOf(req);
  const request = { action: step.action };
  const decided = items.map((item) => ({
    item,
    decision: decideItem(recordOf(item), actor, request, noTime),
  }));
  const refused = decided.flatMap(({ item, decision }) => (decision.ok ? [] : [{ item, ...decision }]));
  const [first] = refused;
  const leaveOut = step.action !== 'confirm-keep' && step.leaveOut === true;
  if (first && !leaveOut) {
    const { code, details } = first.refusal;
    throw new WorkflowRefused(refusal(code, [...details, stopsAt(refused.map(({ item }) => item))]));
  }
  const fit = decided.flatMap(({ item, decision }) => (decision.ok ? [item] : []));
  for (const item of fit) await writeStep(req.payload, actor, item, request, recordOf(item));
  return fit.length;
}

function stopsAt(items: readonly WorkItem[]): string {
  const named = items.slice(0, mostNamed).map(({ displayCode }) => displayCode);
  const more = items.length - named.length;
  const codes = `${named.join(', ')}${more > 0 ? ` and ${more.toLocaleString('en-US')} more` : ''}`;
  return `It stops at ${codes}; nothing was changed.`;
}

async function assignMany(
  req: PayloadRequest,
  { ids: asked, assignee, reviewer, due }: Extract<BulkStep, { action: 'assign' }>,
): Promise<number> {
  const data = {
    ...(assignee === undefined ? {} : { assignee }),
    ...(reviewer === undefined ? {} : { reviewer }),
    ...(due === undefined ? {} : { due }),
  };
  const items = await wholeSelection(req, asked);
  // One by one through the collection, whose hook knows who is fit for which work.
  for (const { id } of items) await give(req, id, data);
  return items.length;
}

/** Where somebody took a step meanwhile, the work is given with that step standing. */
async function give(req: PayloadRequest, id: string, data: Partial<WorkItem>): Promise<void> {
  for (let left = 5; ; left -= 1) {
    try {
      const { payload, user } = req;
      await payload.update({ collection: 'work-items', id, data, overrideAccess: false, user, depth: 0 });
      return;
    } catch (error) {
      const taken = error instanceof WorkflowRefused && error.refused.code === 'item-taken';
      if (!taken || left === 0) throw error;
    }
  }
}

async function wholeSelection(req: PayloadRequest, asked: readonly string[]): Promise<WorkItem[]> {
  const unique = [...new Set(asked)];
  const items: WorkItem[] = [];
  for (let start = 0; start < unique.length; start += 500)
    items.push(...(await itemsById(req.payload, unique.slice(start, start + 500))));
  if (items.length !== unique.length) throw new WorkflowRefused(refusal('item-unknown'));
  return items;
}
