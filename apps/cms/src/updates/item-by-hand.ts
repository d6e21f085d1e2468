import type { Payload } from 'payload';
import type { Actor } from '../access/actor.ts';
import { WorkflowRefused } from '../access/refused.ts';
import { recordAudit } from '../audit/record-audit.ts';
import { bareCode } from '../collections/codes/bare-code.ts';
import { bulkStore } from '../imports/bulk/index.ts';
import { type HeldEdition, heldEditions } from '../imports/held-editions.ts';
import { refusal } from '../workflow/refusal.ts';
import { byWeight, changeHash, type ItemChange, kindsText } from '../workflow/work-item-changes.ts';
import type { HeldItem } from '../workflow/work-item-plan.ts';
import type { Board } from './board.ts';
import { heldItem } from './item-rows.ts';
import { writeItems } from './open-update.ts';
import { rowsOf } from './text-facts.ts';
import { textReadBy } from './text-read-by.ts';

export type ByHand = { code: string; note: string };

/**
 * Puts a code on the list of an update because its guideline changed, which no release file tells. A settled item of the code
 * is open again. Throws `WorkflowRefused` where the edition does not hold the code.
 */
export async function addByHand(
  payload: Payload,
  actor: Actor,
  { edition, codeSet, from }: Board['update'],
  { code: asked, note }: ByHand,
): Promise<void> {
  const code = bareCode(asked);
  const held = await heldEditions(payload, codeSet);
  const [before, to] = [from, edition].map((id) => held.find((one) => one.id === id));
  const row = to && (await rowsOf(payload, to, held, [code])).get(code);
  if (!before || !to || !row?.present)
    throw new WorkflowRefused(refusal('item-unknown', [`The edition does not hold the code "${asked}".`]));
  const key = `${edition}/${code}`;
  const known = await payload.db.findOne({ collection: 'work-items', where: { key: { equals: key } } });
  if (known) return addKind(payload, actor, heldItem(known), note);
  const long = row.longDescriptor;
  const item: ItemChange = {
    codeSet,
    code,
    displayCode: row.displayCode,
    kinds: ['guideline-changed'],
    changes: { long: { before: long, after: long } },
  };
  await insertItem(payload, { before, to }, key, item);
  const made = await payload.db.findOne<{ id: string }>({
    collection: 'work-items',
    where: { key: { equals: key } },
  });
  if (made)
    await payload.db.updateOne({ collection: 'work-items', id: made.id, data: { note }, returning: false });
  await auditByHand(payload, actor, key);
}

async function insertItem(
  payload: Payload,
  { before, to }: { before: HeldEdition; to: HeldEdition },
  key: string,
  item: ItemChange,
): Promise<void> {
  const explained = (await textReadBy(payload, item.codeSet, item.code, to.id)) !== null;
  const insert = [{ key, item, changeHash: changeHash(item), explained }];
  const now = new Date().toISOString();
  await writeItems(payload, await bulkStore(payload), { from: before, to }, { insert, update: [] }, now);
}

async function addKind(payload: Payload, actor: Actor, item: HeldItem, note: string): Promise<void> {
  const now = new Date().toISOString();
  const back = item.resolution === 'taken-back' ? [] : item.kinds;
  const kinds = byWeight([...back, 'guideline-changed']);
  const open = { state: 'open', resolution: null, proposedBy: null, settledBy: null, settledAt: null };
  const told = `Guideline changed, added by ${actor.name} on ${now.slice(0, 10)}: ${note}`;
  const settled = item.state === 'done' || item.proposedBy !== null;
  const data = {
    kinds: kindsText(kinds),
    kind: kinds[0],
    note,
    updatedAt: now,
    ...(settled ? { ...open, reopened: told } : { reopened: told }),
  };
  await payload.db.updateOne({ collection: 'work-items', id: item.id, data, returning: false });
  await auditByHand(payload, actor, item.key);
}

async function auditByHand(payload: Payload, actor: Actor, key: string): Promise<void> {
  const details = { kind: 'guideline-changed' };
  await recordAudit(payload, { actor, action: 'item-reopened', subject: key, details });
}
