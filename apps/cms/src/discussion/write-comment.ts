import { randomUUID } from 'node:crypto';
import type { Comment, Explanation } from '@plaincode/types/payload';
import type { Payload } from 'payload';
import type { Actor } from '../access/actor.ts';
import { WorkflowRefused } from '../access/refused.ts';
import { relationId } from '../relation-id.ts';
import { refusal } from '../workflow/refusal.ts';
import { anchorAt } from './anchor.ts';
import type { Remark, Reply } from './comment-body.ts';
import { tellRemark, tellReply } from './tell.ts';
import { placeOf, textParts } from './text-parts.ts';
import type { CommentKind } from './thread.ts';

/** Where a remark belongs in the text as it stands. */
export type Placed = { remark: Remark; anchor: Partial<Comment> };

/** Finds the passage that a remark is about. Throws `WorkflowRefused` where the text does not say it. */
export function placed(doc: Explanation, remark: Remark): Placed {
  const suggested = remark.proposed !== null;
  if (remark.quote === '') {
    if (suggested) throw new WorkflowRefused(refusal('passage-gone'));
    return { remark, anchor: { onRevision: doc.revision ?? 0 } };
  }
  const found = placeOf(textParts(doc), remark.part, remark);
  if (!found) throw new WorkflowRefused(refusal('passage-gone'));
  if (suggested && /[\n\r]/.test(remark.quote + remark.proposed))
    throw new WorkflowRefused(refusal('passage-across'));
  const { part, place } = found;
  const anchor = anchorAt(part.text, place.start, place.end);
  return { remark, anchor: { ...anchor, part: part.part, onRevision: doc.revision ?? 0 } };
}

/** Writes a remark down and tells the people whom it concerns. Returns its id; sent again, the same one. */
export async function writeRemark(
  payload: Payload,
  actor: Actor,
  doc: Explanation,
  { remark, anchor }: Placed,
  asked: boolean,
): Promise<string> {
  const { words, proposed } = remark;
  if (words.trim() === '' && proposed === null) throw new WorkflowRefused(refusal('comment-empty'));
  const mentions = await mentioned(payload, remark);
  const kind: CommentKind = proposed !== null ? 'suggestion' : asked ? 'change' : 'comment';
  const row = {
    ...anchor,
    kind,
    explanation: doc.id,
    words: words.trim(),
    mentions,
    proposed,
    state: 'open',
  };
  const { id, known } = await create(payload, actor, remark.key, row);
  if (!known)
    await tellRemark(payload, actor, doc, { id, kind, quote: anchor.quote ?? null, remark, mentions });
  return id;
}

/** Answers in a thread. Returns the id of the answer. */
export async function writeReply(
  payload: Payload,
  actor: Actor,
  thread: Comment,
  reply: Reply,
): Promise<string> {
  if (reply.words.trim() === '') throw new WorkflowRefused(refusal('comment-empty'));
  const mentions = await mentioned(payload, reply);
  const row = {
    kind: 'reply',
    thread: thread.id,
    explanation: relationId(thread.explanation),
    words: reply.words.trim(),
    mentions,
  };
  const { id, known } = await create(payload, actor, reply.key, row);
  if (!known) await tellReply(payload, actor, thread, reply.words, mentions);
  return id;
}

/** The people whom the words name; one who was picked and then deleted from the words is not meant. */
async function mentioned(payload: Payload, { words, mentions }: Reply): Promise<string[]> {
  const asked = [...new Set(mentions)];
  if (asked.length === 0) return [];
  const { docs } = await payload.find({
    collection: 'staff',
    where: { id: { in: asked }, active: { equals: true } },
    depth: 0,
    pagination: false,
  });
  if (docs.length !== asked.length) throw new WorkflowRefused(refusal('mention-unknown'));
  return docs.filter(({ name }) => words.includes(`@${name}`)).map(({ id }) => id);
}

/** The unique key decides between two that are the same. */
async function create(
  payload: Payload,
  actor: Actor,
  own: string | undefined,
  row: Record<string, unknown>,
): Promise<{ id: string; known: boolean }> {
  const key = `${actor.id}/${own ?? randomUUID()}`;
  const data = { ...row, key, author: actor.id, at: new Date().toISOString() };
  try {
    const made: { id: string } = await payload.db.create({ collection: 'comments', data });
    return { id: made.id, known: false };
  } catch (error) {
    const where = { key: { equals: key } };
    const same = await payload.find({ collection: 'comments', where, depth: 0, limit: 1 });
    if (same.docs[0]) return { id: same.docs[0].id, known: true };
    throw error;
  }
}
