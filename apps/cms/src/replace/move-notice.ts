import type { ChangeBatch, CopyrightNotice, Explanation } from '@plaincode/types/payload';
import type { PayloadRequest } from 'payload';
import { z } from 'zod';
import type { Actor } from '../access/actor.ts';
import { BadRequest } from '../access/parse-request.ts';
import { WorkflowRefused } from '../access/refused.ts';
import { recordAudit } from '../audit/record-audit.ts';
import { noticeNames } from '../names/notice-names.ts';
import { relationId } from '../relation-id.ts';
import { keepsItsNotice, type NoticeFacts, noticeMoveRefusal } from '../workflow/notice-move.ts';
import { type SeenText, seenTexts, textsOfBatch } from './batch-texts.ts';
import { hashAfter, isSettled } from './find-texts.ts';
import { noticeById } from './judge-notices.ts';
import {
  carryOut,
  changedSince,
  type LeftText,
  type PlannedText,
  type SavedBatch,
  seenAgain,
  writerOf,
} from './save-batch.ts';

export const moveBody = z.strictObject({
  from: z.string().max(60),
  to: z.string().max(60),
  texts: seenTexts,
});

/**
 * Puts the chosen texts of one notice under another one. Those that stood as approved go to review together; the others
 * stay as they stand. A holder may have thousands: they come in several requests, and all that one person moves between
 * the same two notices is one batch until it is approved. So what was broken off goes on in the same batch. Throws
 * `WorkflowRefused`.
 */
export async function moveTexts(
  req: PayloadRequest,
  { from, to, texts }: z.infer<typeof moveBody>,
): Promise<SavedBatch> {
  const actor = writerOf(req);
  const [old, young] = [await needed(req, from), await needed(req, to)];
  const refused = noticeMoveRefusal(factsOf(old), factsOf(young));
  if (refused) throw new WorkflowRefused(refused);
  const { planned, left } = await plan(req, old, young, texts);
  const saved = await carryOut(req, planned, left, (listed) => joinBatch(req, actor, old, young, listed));
  const { submitted, drafts, batch } = saved;
  if (submitted + drafts > 0)
    await recordAudit(req.payload, {
      actor: { id: actor.id, name: actor.name },
      action: 'texts-moved',
      subject: batch ?? 'drafts',
      details: { from: old.slug, to: young.slug, submitted, drafts },
    });
  return saved;
}

async function plan(
  req: PayloadRequest,
  from: CopyrightNotice,
  to: CopyrightNotice,
  texts: readonly SeenText[],
): Promise<{ planned: PlannedText[]; left: LeftText[] }> {
  const planned: PlannedText[] = [];
  const left: LeftText[] = [];
  for (const { doc, changed } of await seenAgain(req, texts)) {
    const why = changed ? changedSince : whyLeft(doc, from);
    const parts = { notice: to.id };
    if (why) left.push({ codeKey: doc.codeKey ?? doc.id, why });
    else planned.push({ doc, parts, hash: await hashAfter(req, doc, parts), together: isSettled(doc) });
  }
  return { planned, left };
}

function whyLeft({ notice, state }: Explanation, from: CopyrightNotice): string | null {
  if (relationId(notice) !== from.id) return 'It names another notice by now.';
  return keepsItsNotice(state ?? 'draft') ? 'It is no longer on the site, and keeps its notice.' : null;
}

async function joinBatch(
  req: PayloadRequest,
  { id: author, name: authorName }: Actor,
  from: CopyrightNotice,
  to: CopyrightNotice,
  listed: SeenText[],
): Promise<string> {
  const { payload } = req;
  const between = {
    kind: 'notice' as const,
    fromNotice: from.id,
    toNotice: to.id,
    author,
    state: 'in-review' as const,
  };
  const open = await payload.find({
    collection: 'change-batches',
    where: { and: Object.entries(between).map(([name, value]) => ({ [name]: { equals: value } })) },
    sort: '-createdAt',
    limit: 1,
    depth: 0,
  });
  const [batch] = open.docs;
  if (batch) {
    await payload.update({
      collection: 'change-batches',
      id: batch.id,
      data: { texts: joined(batch, listed) },
      depth: 0,
    });
    return batch.id;
  }
  const names = await noticeNames(payload, [from, to]);
  const [find, replaceWith] = [names.get(from.id) ?? from.slug, names.get(to.id) ?? to.slug];
  const data = { ...between, authorName, find, replaceWith, texts: listed };
  return (await payload.create({ collection: 'change-batches', data, depth: 0 })).id;
}

/** A text that comes again counts with what it says now. */
function joined(batch: ChangeBatch, listed: readonly SeenText[]): SeenText[] {
  const texts = new Map([...textsOfBatch(batch), ...listed].map((text) => [text.id, text]));
  return [...texts.values()];
}

async function needed(req: PayloadRequest, id: string): Promise<CopyrightNotice> {
  const notice = await noticeById(req, id);
  if (!notice) throw new BadRequest('There is no such notice.');
  return notice;
}

export const factsOf = ({ slug, rightsHolder, uses, active }: CopyrightNotice): NoticeFacts => ({
  slug,
  rightsHolder: relationId(rightsHolder),
  uses,
  active: active !== false,
});
