import type { Comment, Explanation } from '@plaincode/types/payload';
import type { PayloadRequest } from 'payload';
import type { Actor } from '../access/actor.ts';
import { WorkflowRefused } from '../access/refused.ts';
import type { AuditAction } from '../audit/actions.ts';
import { recordAudit } from '../audit/record-audit.ts';
import { relationId } from '../relation-id.ts';
import { refusal } from '../workflow/refusal.ts';
import { type Anchor, readsInstead } from './anchor.ts';
import { tellSettled } from './tell.ts';
import { placeOf, textParts, withWords } from './text-parts.ts';
import { decideThread, type ThreadRecord, type ThreadStep } from './thread.ts';

export type StepRequest = { step: ThreadStep; why: string; revision: number | null };

const auditActions: Record<ThreadStep, AuditAction> = {
  resolve: 'comment-resolved',
  reopen: 'comment-reopened',
  accept: 'suggestion-accepted',
  decline: 'suggestion-declined',
  withdraw: 'comment-withdrawn',
};

/**
 * Takes one step on a thread, or withdraws a reply. An accepted suggestion is a save like any other, by the person who
 * accepts it and on the revision that they saw. The text is saved first: where a crash follows, accepting again finds
 * the new words in place and only writes down that they were accepted. Throws `WorkflowRefused`.
 */
export async function takeThreadStep(
  req: PayloadRequest,
  actor: Actor,
  row: Comment,
  { step, why, revision }: StepRequest,
): Promise<void> {
  const { payload } = req;
  if (row.kind === 'reply' && step !== 'withdraw') throw new WorkflowRefused(refusal('comment-unknown'));
  const decision = decideThread(threadRecord(row), actor, step, why);
  if (!decision.ok) throw new WorkflowRefused(decision.refusal);
  if (step === 'accept') await saveWords(req, row, revision);
  const now = new Date().toISOString();
  const fields =
    step === 'withdraw'
      ? { withdrawnAt: now, ...(row.kind === 'reply' ? {} : { state: decision.state }) }
      : { state: decision.state, ...settled(step, actor, why, now) };
  const asRead =
    row.kind === 'reply' ? { withdrawnAt: { exists: false } } : { state: { equals: row.state ?? 'open' } };
  const written = await payload.db.updateOne({
    collection: 'comments',
    where: { and: [{ id: { equals: row.id } }, asRead] },
    data: fields,
  });
  if (!written) throw new WorkflowRefused(refusal('comment-state'));
  await record(req, actor, row, step);
  if (step === 'accept') await tellSettled(payload, actor, row, 'accepted', null);
  if (step === 'decline') await tellSettled(payload, actor, row, 'declined', why.trim());
}

/** A row as the steps know it; a reply is either there or withdrawn. */
export function threadRecord({ kind, state, author, withdrawnAt }: Comment): ThreadRecord {
  const standing = kind === 'reply' ? (withdrawnAt ? 'withdrawn' : 'open') : (state ?? 'open');
  return { kind, state: standing, author: relationId(author) };
}

/** The passage that a thread is about; null where it is about the whole text. */
export function anchorOf({ quote, before, after, start }: Comment): Anchor | null {
  return quote ? { quote, before: before ?? '', after: after ?? '', start: start ?? 0 } : null;
}

function settled(step: ThreadStep, actor: Actor, why: string, now: string) {
  if (step === 'reopen') return { settledBy: null, settledAt: null, why: null };
  return { settledBy: actor.id, settledAt: now, why: step === 'decline' ? why.trim() : null };
}

async function saveWords(req: PayloadRequest, row: Comment, revision: number | null): Promise<void> {
  const { payload, user } = req;
  if (revision === null) throw new WorkflowRefused(refusal('revision-missing'));
  const id = relationId(row.explanation);
  const doc = await payload.findByID({ collection: 'explanations', id, draft: true, depth: 0 });
  const data = changedFields(doc, row);
  if (data === null) return;
  await payload.update({
    collection: 'explanations',
    id,
    data: { ...data, revision },
    draft: true,
    user,
    overrideAccess: false,
    depth: 0,
  });
}

/** What has to be saved; null where the text says the new words already, in the old ones' place. */
function changedFields(doc: Explanation, row: Comment): Partial<Explanation> | null {
  const [anchor, parts, part, proposed] = [
    anchorOf(row),
    textParts(doc),
    row.part ?? null,
    row.proposed ?? '',
  ];
  if (anchor && parts.some((one) => one.part === part && readsInstead(one.text, anchor, proposed)))
    return null;
  const found = anchor && placeOf(parts, part, anchor);
  if (!found) throw new WorkflowRefused(refusal('passage-gone'));
  if (!found.place.sure) throw new WorkflowRefused(refusal('passage-unclear'));
  const fields = withWords(doc, found.part.part, found.place, proposed);
  if (fields === null) throw new WorkflowRefused(refusal('passage-across'));
  return fields;
}

async function record(req: PayloadRequest, actor: Actor, row: Comment, step: ThreadStep): Promise<void> {
  const id = relationId(row.explanation);
  const { docs } = await req.payload.find({
    collection: 'explanations',
    where: { id: { equals: id } },
    draft: true,
    depth: 0,
    limit: 1,
    select: { codeKey: true },
  });
  await recordAudit(req.payload, {
    actor,
    action: auditActions[step],
    subject: docs[0]?.codeKey ?? id,
    details: { line: id, comment: row.id, kind: row.kind },
  });
}
