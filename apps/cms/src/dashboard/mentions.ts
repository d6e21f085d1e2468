import type { Comment } from '@plaincode/types/payload';
import type { Payload } from 'payload';
import { withNames } from '../names/text-names.ts';
import { relationId } from '../relation-id.ts';

/** Words in which somebody named a person, as the dashboard lists them. */
export type Mention = {
  id: string;
  /** The text, `HCPCS J9000`. */
  name: string;
  by: string;
  words: string;
  at: string;
  address: string;
};

export type MentionList = { total: number; mentions: Mention[] };

const mostListed = 8;

/** Where people named this person in a thread that is open, and nobody had an answer from them since: the newest first. */
export async function mentionsOf(payload: Payload, person: string): Promise<MentionList> {
  const { docs } = await payload.find({
    collection: 'comments',
    where: { mentions: { equals: person }, withdrawnAt: { exists: false } },
    sort: '-at',
    depth: 0,
    pagination: false,
  });
  const threads = await openThreadsOf(payload, docs);
  const newest = new Map<string, Comment>();
  for (const one of docs)
    if (threads.has(threadOf(one)) && !newest.has(threadOf(one))) newest.set(threadOf(one), one);
  const answers = await answersIn(payload, person, [...newest.keys()]);
  const waiting = [...newest].flatMap(([thread, one]) =>
    answers.some((answer) => threadOf(answer) === thread && answer.at > one.at) ? [] : [one],
  );
  return { total: waiting.length, mentions: await listed(payload, waiting.slice(0, mostListed)) };
}

const threadOf = ({ id, thread }: Comment): string => thread || id;

async function openThreadsOf(payload: Payload, comments: readonly Comment[]): Promise<Set<string>> {
  const { docs } = await payload.find({
    collection: 'comments',
    where: { id: { in: [...new Set(comments.map(threadOf))] }, state: { equals: 'open' } },
    depth: 0,
    pagination: false,
    select: { state: true },
  });
  return new Set(docs.map(({ id }) => id));
}

/** What the person answered in these threads. */
async function answersIn(payload: Payload, person: string, threads: readonly string[]): Promise<Comment[]> {
  const { docs } = await payload.find({
    collection: 'comments',
    where: { thread: { in: [...threads] }, author: { equals: person } },
    depth: 0,
    pagination: false,
  });
  return docs;
}

async function listed(payload: Payload, comments: readonly Comment[]): Promise<Mention[]> {
  const [texts, people] = await Promise.all([
    payload.find({
      collection: 'explanations',
      where: { id: { in: comments.map(({ explanation }) => relationId(explanation)) } },
      draft: true,
      depth: 0,
      pagination: false,
      select: { codeKey: true },
    }),
    payload.find({
      collection: 'staff',
      where: { id: { in: comments.map(({ author }) => relationId(author)) } },
      depth: 0,
      pagination: false,
    }),
  ]);
  const codeKeys = new Map(texts.docs.map(({ id, codeKey }) => [id, codeKey || 'Without a code']));
  const names = new Map(people.docs.map(({ id, name }) => [id, name]));
  const named = comments.map((comment) => ({
    comment,
    codeKey: codeKeys.get(relationId(comment.explanation)) ?? 'Without a code',
  }));
  return (await withNames(payload, named)).map(({ name, comment }) => ({
    id: comment.id,
    name,
    by: names.get(relationId(comment.author)) ?? 'Somebody',
    words: comment.words ?? '',
    at: comment.at,
    address: `/admin/collections/explanations/${relationId(comment.explanation)}#comment-${threadOf(comment)}`,
  }));
}
