import type { WorkItem } from '@plaincode/types/payload';
import type { Payload } from 'payload';
import type { Actor } from '../access/actor.ts';
import { WorkflowRefused } from '../access/refused.ts';
import { recordAudit } from '../audit/record-audit.ts';
import { bareCode } from '../collections/codes/bare-code.ts';
import { changeItem } from '../collections/work-items/change-item.ts';
import { bulkStore } from '../imports/bulk/index.ts';
import { type HeldEdition, heldEditions } from '../imports/held-editions.ts';
import { tellHandedOut } from '../notices/tell-handed-out.ts';
import type { Assigned } from '../workflow/assignment.ts';
import { refusal } from '../workflow/refusal.ts';
import { byWeight, changeHash, type ItemChange, kindsText } from '../workflow/work-item-changes.ts';
import type { HeldItem } from '../workflow/work-item-plan.ts';
import type { Board } from './board.ts';
import { heldItem } from './item-rows.ts';
import { insertItems } from './open-update.ts';
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
  const known = await payload.db.findOne<WorkItem>({
    collection: 'work-items',
    where: { key: { equals: key } },
  });
  if (known) return addKind(payload, actor, known, note);
  const long = row.longDescriptor;
  const item: ItemChange = {
    codeSet,
    code,
    displayCode: row.displayCode,
    kinds: ['guideline-changed'],
    changes: { long: { before: long, after: long } },
  };
  const given = await insertItem(payload, { before, to }, key, item);
  const made = await payload.db.findOne<WorkItem>({
    collection: 'work-items',
    where: { key: { equals: key } },
  });
  if (made) await changeItem(payload, made, () => ({ note }));
  await auditByHand(payload, actor, key);
  await tellHandedOut(payload, actor, edition, given);
}

async function insertItem(
  payload: Payload,
  { before, to }: { before: HeldEdition; to: HeldEdition },
  key: string,
  item: ItemChange,
): Promise<Assigned[]> {
  const reads = (await textReadBy(payload, item.codeSet, item.code, to.id))?.hash ?? null;
  const insert = [{ key, item, changeHash: changeHash(item), reads }];
  const now = new Date().toISOString();
  return insertItems(payload, await bulkStore(payload), { from: before, to }, insert, now);
}

async function addKind(payload: Payload, actor: Actor, known: WorkItem, note: string): Promise<void> {
  await changeItem(payload, known, (now) => withKind(heldItem(now), actor, note));
  await auditByHand(payload, actor, known.key);
}

function withKind({ kinds: had, resolution, state, proposedBy }: HeldItem, actor: Actor, note: string) {
  const kinds = byWeight([...(resolution === 'taken-back' ? [] : had), 'guideline-changed']);
  const open = { state: 'open', resolution: null, proposedBy: null, settledBy: null, settledAt: null };
  const day = new Date().toISOString().slice(0, 10);
  const reopened = `Guideline changed, added by ${actor.name} on ${day}: ${note}`;
  const settled = state === 'done' || proposedBy !== null;
  return { kinds: kindsText(kinds), kind: kinds[0], note, reopened, ...(settled ? open : {}) };
}

async function auditByHand(payload: Payload, actor: Actor, key: string): Promise<void> {
  const details = { kind: 'guideline-changed' };
  await recordAudit(payload, { actor, action: 'item-reopened', subject: key, details });
}
