import { diffWords, type WordPiece } from '@plaincode/code-sets';
import type { Comment, Explanation, Staff } from '@plaincode/types/payload';
import type { Payload } from 'payload';
import type { Actor } from '../access/actor.ts';
import { relationId } from '../relation-id.ts';
import { anchorOf, threadRecord } from './take-thread-step.ts';
import { placeOf, type TextPart, textParts } from './text-parts.ts';
import { type CommentKind, offeredThreadSteps, type ThreadState, type ThreadStep } from './thread.ts';

export type Named = { id: string; name: string };

/** What somebody said; without words where they were withdrawn. */
export type Said = {
  id: string;
  author: Named;
  at: string;
  words: string;
  /** The people whom the words name. */
  mentions: Named[];
  withdrawn: boolean;
  steps: ThreadStep[];
};

export type Thread = Said & {
  kind: Exclude<CommentKind, 'reply'>;
  state: ThreadState;
  /** The passage as it was quoted; null where the thread is about the whole text. */
  passage: {
    part: string;
    label: string;
    quote: string;
    before: string;
    after: string;
    start: number;
  } | null;
  /** Where the passage stands now; null where the text does not say it any more. */
  place: { part: string; start: number; end: number } | null;
  /** What a suggestion changes in its passage. */
  suggested: WordPiece[] | null;
  settled: { by: string; at: string; why: string | null } | null;
  replies: Said[];
};

export type OpenThreads = { comments: number; suggestions: number };

export type Discussion = {
  /** The revision of the text that the places belong to. */
  revision: number;
  /** In the order of the text; what is about the whole text, or lost its passage, comes first. */
  threads: Thread[];
  open: OpenThreads;
  /** Whom one can mention. */
  people: Named[];
};

/** Everything that was said about a text, as this person may see and go on with it. */
export async function discussionView(payload: Payload, doc: Explanation, actor: Actor): Promise<Discussion> {
  const [rows, staff] = await Promise.all([rowsOf(payload, doc.id), staffOf(payload)]);
  const names = new Map(staff.map(({ id, name }) => [id, name]));
  const replies = Map.groupBy(rows, ({ thread }) => thread ?? '');
  const parts = textParts(doc);
  const threads = (replies.get('') ?? []).map((row) => ({
    ...threadOf(row, parts, actor, names),
    replies: (replies.get(row.id) ?? []).map((reply) => saidOf(reply, actor, names)),
  }));
  const order = new Map(parts.map(({ part }, index) => [part, index]));
  const rank = ({ place }: Thread) => (place ? (order.get(place.part) ?? 0) * 1e7 + place.start : -1);
  threads.sort((one, other) => rank(one) - rank(other));
  return {
    revision: doc.revision ?? 0,
    threads,
    open: countOpen(threads),
    people: staff.filter(({ active }) => active).map(({ id, name }) => ({ id, name })),
  };
}

/** How many threads of a text wait for somebody. */
export async function openThreads(payload: Payload, explanation: string): Promise<OpenThreads> {
  const { docs } = await payload.find({
    collection: 'comments',
    where: { explanation: { equals: explanation }, state: { equals: 'open' } },
    select: { kind: true, state: true },
    depth: 0,
    pagination: false,
  });
  return countOpen(docs);
}

function countOpen(threads: readonly Pick<Comment, 'kind' | 'state'>[]): OpenThreads {
  const open = threads.filter(({ state }) => state === 'open');
  const suggestions = open.filter(({ kind }) => kind === 'suggestion').length;
  return { comments: open.length - suggestions, suggestions };
}

function threadOf(row: Comment, parts: TextPart[], actor: Actor, names: Map<string, string>): Thread {
  const said = saidOf(row, actor, names);
  const anchor = anchorOf(row);
  const found = anchor && placeOf(parts, row.part ?? null, anchor);
  const label = parts.find(({ part }) => part === row.part)?.label ?? '';
  const suggests = row.kind === 'suggestion' && !said.withdrawn;
  return {
    ...said,
    kind: row.kind === 'reply' ? 'comment' : row.kind,
    state: row.state ?? 'open',
    passage: anchor && { ...anchor, part: row.part ?? '', label },
    place: found && { part: found.part.part, start: found.place.start, end: found.place.end },
    suggested: suggests ? diffWords(row.quote ?? '', row.proposed ?? '') : null,
    settled: row.settledAt
      ? { by: nameOf(names, row.settledBy), at: row.settledAt, why: row.why || null }
      : null,
    replies: [],
  };
}

function saidOf(row: Comment, actor: Actor, names: Map<string, string>): Said {
  const withdrawn = Boolean(row.withdrawnAt);
  const mentions = withdrawn ? [] : (row.mentions ?? []).map((one) => relationId(one));
  return {
    id: row.id,
    author: { id: relationId(row.author), name: nameOf(names, row.author) },
    at: row.at,
    words: withdrawn ? '' : (row.words ?? ''),
    mentions: mentions.map((id) => ({ id, name: nameOf(names, id) })),
    withdrawn,
    steps: offeredThreadSteps(threadRecord(row), actor).filter(
      (step) => row.kind !== 'reply' || step === 'withdraw',
    ),
  };
}

function nameOf(names: Map<string, string>, person: Comment['settledBy'] | string): string {
  return names.get(relationId(person) ?? '') ?? 'Somebody';
}

async function rowsOf(payload: Payload, explanation: string): Promise<Comment[]> {
  const { docs } = await payload.find({
    collection: 'comments',
    where: { explanation: { equals: explanation } },
    sort: 'at',
    depth: 0,
    pagination: false,
  });
  return docs;
}

async function staffOf(payload: Payload): Promise<Staff[]> {
  const { docs } = await payload.find({ collection: 'staff', sort: 'name', depth: 0, pagination: false });
  return docs;
}
