import type { Role } from '../workflow/permissions.ts';
import { type Refusal, type RefusalCode, refusal, roleMayNot } from '../workflow/refusal.ts';

/** `change`: said by a reviewer who asked for changes. A reply has no passage of its own. */
export const commentKinds = ['comment', 'change', 'suggestion', 'reply'] as const;
export type CommentKind = (typeof commentKinds)[number];

export const threadStates = ['open', 'resolved', 'accepted', 'declined', 'withdrawn'] as const;
export type ThreadState = (typeof threadStates)[number];

export const threadSteps = ['resolve', 'reopen', 'accept', 'decline', 'withdraw'] as const;
export type ThreadStep = (typeof threadSteps)[number];

export type ThreadRecord = { kind: CommentKind; state: ThreadState; author: string };
type Person = { id: string; role: Role };
export type ThreadDecision = { ok: true; state: ThreadState } | { ok: false; refusal: Refusal };

const writers: readonly Role[] = ['editor', 'reviewer', 'admin'];
const refuse = (code: RefusalCode, details: string[] = []): ThreadDecision => ({
  ok: false,
  refusal: refusal(code, details),
});

/**
 * Decides a step on a thread. A remark is settled by whoever may write in the text, or by who made it. A suggestion is
 * accepted or declined by somebody else than its author: who accepts it becomes an author of the text, who made it
 * does not. Words are withdrawn by whoever said them.
 */
export function decideThread(
  thread: ThreadRecord,
  person: Person | null,
  step: ThreadStep,
  why = '',
): ThreadDecision {
  if (person === null) return refuse('not-signed-in');
  const own = thread.author === person.id;
  if (step === 'withdraw' && !own) return refuse('comment-of-another');
  if (!from[step](thread)) return refuse('comment-state');
  if (step === 'accept' && own) return refuse('suggestion-own');
  const ownRemark = own && (step === 'resolve' || step === 'reopen');
  if (step !== 'withdraw' && !ownRemark && !writers.includes(person.role))
    return { ok: false, refusal: roleMayNot(writers) };
  if (step === 'decline' && why.trim() === '') return refuse('why-missing');
  return { ok: true, state: to[step] };
}

/** In which threads a step makes sense at all. */
const from: Record<ThreadStep, (thread: ThreadRecord) => boolean> = {
  resolve: ({ kind, state }) => kind !== 'suggestion' && state === 'open',
  reopen: ({ state }) => state === 'resolved' || state === 'declined',
  accept: ({ kind, state }) => kind === 'suggestion' && state === 'open',
  decline: ({ kind, state }) => kind === 'suggestion' && state === 'open',
  withdraw: ({ state }) => state !== 'withdrawn' && state !== 'accepted',
};

const to: Record<ThreadStep, ThreadState> = {
  resolve: 'resolved',
  reopen: 'open',
  accept: 'accepted',
  decline: 'declined',
  withdraw: 'withdrawn',
};

/** The steps that a person may take on a thread now. */
export function offeredThreadSteps(thread: ThreadRecord, person: Person | null): ThreadStep[] {
  return threadSteps.filter((step) => decideThread(thread, person, step, 'said later').ok);
}
