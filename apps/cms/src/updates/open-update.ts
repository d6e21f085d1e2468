import type { EditionDiff } from '@plaincode/code-sets';
import type { Payload } from 'payload';
import { recordAudit } from '../audit/record-audit.ts';
import { swapItem } from '../collections/work-items/change-item.ts';
import type { BulkStore } from '../imports/bulk/index.ts';
import { type HeldEdition, latestImport } from '../imports/held-editions.ts';
import { editionOrder } from '../imports/read-rows.ts';
import { tellHandedOut, tellOpened, theRules } from '../notices/tell-handed-out.ts';
import type { Assigned } from '../workflow/assignment.ts';
import { type ItemChange, itemOfChange } from '../workflow/work-item-changes.ts';
import { nearestFamily, withTexts } from '../workflow/work-item-derived.ts';
import { type Cause, type ItemsPlan, planItems } from '../workflow/work-item-plan.ts';
import { rangeOf } from '../workflow/work-item-range.ts';
import { assignerOf } from './assign.ts';
import type { DueUpdate, HeldUpdate } from './due-updates.ts';
import { fieldsOfUpdate, heldItems, rowOf } from './item-rows.ts';
import { liveTexts } from './live-texts.ts';
import { noticeChange } from './notice-change.ts';
import { positions } from './positions.ts';
import { textFacts } from './text-facts.ts';

/** What came of bringing an update in step. */
export type UpdateReport = {
  edition: string;
  from: string;
  /** Items that are new, and held ones that changed. */
  opened: number;
  changed: number;
};

/** An update whose stamp this is was broken off: the next run takes it up again. */
const unfinished = 'unfinished';

/**
 * Brings the update of an edition in step with what is held. The update's row comes first and its stamp last, so that a
 * run that was killed in between is taken up again by the next; items that stand already stay.
 */
export async function bringInStep(
  payload: Payload,
  bulk: BulkStore,
  { from, to, update, stamp }: DueUpdate,
  held: readonly HeldEdition[],
  diff: EditionDiff,
  cause: Cause,
): Promise<UpdateReport> {
  const official = diff.changes.flatMap((change) => itemOfChange(to.codeSet, change) ?? []);
  const row = update ?? (await openRow(payload, from, to, cause.now));
  const { given, ...plan } = await stepIn(payload, bulk, held, { from, to }, official, cause);
  if (row.import === unfinished) await tellOpened(payload, to.id);
  else await tellHandedOut(payload, theRules, to.id, given);
  await settleRow(payload, row, { from, stamp }, plan);
  if (!update)
    await recordAudit(payload, {
      actor: null,
      action: 'update-opened',
      subject: to.id,
      details: { from: from.id, items: plan.insert.length },
    });
  return { edition: to.id, from: from.id, opened: plan.insert.length, changed: plan.update.length };
}

type Editions = { from: HeldEdition; to: HeldEdition };

/** What an update lacks of the items that it should have, given what the official files changed. */
export async function planOf(
  payload: Payload,
  held: readonly HeldEdition[],
  { from, to }: Editions,
  official: readonly ItemChange[],
  cause: Cause,
): Promise<ItemsPlan> {
  const texts = await liveTexts(payload);
  const { live, parents } = await textFacts(payload, held, to, texts, official);
  const notice = texts.size > 0 ? await noticeChange(payload, from, to) : null;
  const wanted = withTexts({ edition: to.id, codeSet: to.codeSet }, official, live, parents, notice);
  const family = nearestFamily(to.codeSet, live, parents);
  const readsOf = ({ codeSet, code }: ItemChange) => {
    const root = codeSet === to.codeSet ? family(code) : null;
    const own = texts.get(`${codeSet}/${code}`);
    const text = own ?? (root === null ? undefined : texts.get(`${codeSet}/${root}`));
    return text?.hash ?? null;
  };
  return planItems(await heldItems(payload, to.id), wanted, readsOf, cause);
}

/** Times that a plan is made anew because people work on its items meanwhile. */
const mostPlans = 5;

/**
 * Plans and writes what an update lacks. An item in which somebody wrote in between is planned anew, so that no step of theirs
 * is undone. Returns all that was planned, and what the rules gave to whom.
 */
export async function stepIn(
  payload: Payload,
  bulk: BulkStore,
  held: readonly HeldEdition[],
  editions: Editions,
  official: readonly ItemChange[],
  cause: Cause,
): Promise<ItemsPlan & { given: Assigned[] }> {
  const all = { insert: [], update: [], given: [] } as ItemsPlan & { given: Assigned[] };
  for (let attempt = 1; attempt <= mostPlans; attempt++) {
    const { insert, update } = await planOf(payload, held, editions, official, cause);
    all.insert.push(...insert);
    all.given.push(...(await insertItems(payload, bulk, editions, insert, cause.now)));
    const written = await updateItems(payload, update);
    all.update.push(...written);
    if (written.length === update.length) return all;
  }
  throw new Error(`The items of the update ${editions.to.id} are being worked on all the time. Start again.`);
}

/** Inserts items and gives them to people by the rules; returns to whom, for them to be told. */
export async function insertItems(
  payload: Payload,
  bulk: BulkStore,
  { from, to }: Editions,
  insert: ItemsPlan['insert'],
  now: string,
): Promise<Assigned[]> {
  if (insert.length === 0) return [];
  const placeOf = positions(await orderOf(payload, from), await orderOf(payload, to));
  const assignedTo = await assignerOf(payload, to);
  const given = insert.map(({ item }) => assignedTo(item.code));
  const rows = insert.map((one, index) => {
    const { codeSet, code } = one.item;
    const place = { range: rangeOf(codeSet, code), position: placeOf(code) };
    return rowOf(to.id, one, place, given[index] ?? assignedTo(code), now);
  });
  await bulk.appendItems(rows);
  return given;
}

/** Returns those that were written: all that stood as they were read. */
async function updateItems(payload: Payload, update: ItemsPlan['update']): Promise<ItemsPlan['update']> {
  const written: ItemsPlan['update'] = [];
  for (const one of update)
    if (await swapItem(payload, one.read, fieldsOfUpdate(one.data))) written.push(one);
  return written;
}

const orderOf = (payload: Payload, edition: HeldEdition) => editionOrder(payload, latestImport(edition).id);

async function openRow(
  payload: Payload,
  from: HeldEdition,
  to: HeldEdition,
  openedAt: string,
): Promise<HeldUpdate> {
  const data = {
    edition: to.id,
    codeSet: to.codeSet,
    label: to.label,
    fromEdition: from.id,
    state: 'open' as const,
    openedAt,
    import: unfinished,
  };
  const { id } = await payload.db.create({ collection: 'updates', data });
  return { id: String(id), edition: to.id, fromEdition: from.id, state: 'open', import: unfinished };
}

/** A released update with something to do again is open again. */
async function settleRow(
  payload: Payload,
  { id, state }: HeldUpdate,
  { from, stamp }: { from: HeldEdition; stamp: string },
  { insert, update }: ItemsPlan,
): Promise<void> {
  const again = insert.length > 0 || update.some(({ data }) => data.state === 'open');
  const data = { fromEdition: from.id, import: stamp, state: again ? 'open' : state };
  await payload.db.updateOne({ collection: 'updates', id, data, returning: false });
}
