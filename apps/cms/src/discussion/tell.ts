import type { Comment, Explanation } from '@plaincode/types/payload';
import type { Payload } from 'payload';
import type { Actor } from '../access/actor.ts';
import { addNotices, noticeOfText, peopleOfText, type Told } from '../notices/add-notices.ts';
import type { NoticeKind } from '../notices/notice.ts';
import { relationId } from '../relation-id.ts';
import type { Remark } from './comment-body.ts';
import type { CommentKind } from './thread.ts';

type Made = { id: string; kind: CommentKind; quote: string | null; remark: Remark; mentions: string[] };

const kindOfNotice: Record<CommentKind, NoticeKind> = {
  comment: 'commented',
  change: 'change-asked',
  suggestion: 'suggested',
  reply: 'answered',
};

/** Tells whose text it is, and who was named, that somebody spoke about it. */
export async function tellRemark(
  payload: Payload,
  actor: Actor,
  doc: Explanation,
  made: Made,
): Promise<void> {
  const { id, kind, quote, remark, mentions } = made;
  const words = [
    ...(remark.proposed === null ? [] : [`Suggested: ${remark.proposed || '(nothing: leave it out)'}`]),
    ...(remark.words.trim() ? [remark.words.trim()] : []),
  ].join('\n');
  const notice = await noticeOfText(payload, doc, { quote, words, thread: id });
  await addNotices(payload, actor, [
    { people: mentions, notice: { ...notice, kind: 'mentioned' } },
    { people: peopleOfText(doc), notice: { ...notice, kind: kindOfNotice[kind] } },
  ]);
}

/** Tells who was named, and everybody who spoke in the thread, that somebody answered. */
export async function tellReply(
  payload: Payload,
  actor: Actor,
  thread: Comment,
  words: string,
  mentions: string[],
): Promise<void> {
  const { docs } = await payload.find({
    collection: 'comments',
    where: { thread: { equals: thread.id } },
    depth: 0,
    pagination: false,
  });
  const speakers = [thread, ...docs].map(({ author }) => relationId(author));
  await tellOfThread(payload, actor, thread, words.trim(), (notice, doc) => [
    { people: mentions, notice: { ...notice, kind: 'mentioned' } },
    { people: [...new Set([...speakers, ...peopleOfText(doc)])], notice: { ...notice, kind: 'answered' } },
  ]);
}

/** Tells who made a suggestion what became of it. */
export async function tellSettled(
  payload: Payload,
  actor: Actor,
  thread: Comment,
  kind: 'accepted' | 'declined',
  why: string | null,
): Promise<void> {
  await tellOfThread(payload, actor, thread, why, (notice) => [
    { people: [relationId(thread.author)], notice: { ...notice, kind } },
  ]);
}

async function tellOfThread(
  payload: Payload,
  actor: Actor,
  thread: Comment,
  words: string | null,
  told: (notice: Omit<Told['notice'], 'kind'>, doc: Explanation) => Told[],
): Promise<void> {
  const doc = await payload.findByID({
    collection: 'explanations',
    id: relationId(thread.explanation),
    draft: true,
    depth: 0,
  });
  const quote = thread.withdrawnAt ? null : (thread.quote ?? null);
  const notice = await noticeOfText(payload, doc, { quote, words, thread: thread.id });
  await addNotices(payload, actor, told(notice, doc));
}
