import type { Explanation } from '@plaincode/types/payload';
import type {
  CollectionAfterChangeHook,
  CollectionAfterErrorHook,
  CollectionBeforeChangeHook,
  CollectionBeforeOperationHook,
  PayloadRequest,
} from 'payload';
import { type Actor, actorOf } from '../../access/actor.ts';
import { WorkflowRefused } from '../../access/refused.ts';
import { contentHash, type HashedText } from '../../workflow/content.ts';
import {
  afterMerge,
  asUnapproved,
  type Decision,
  decideAction,
  decideEdit,
  type WorkflowRecord,
} from '../../workflow/decide-action.ts';
import { refusal } from '../../workflow/refusal.ts';
import { followLine, leaveItem } from '../work-items/follow-line.ts';
import { approvalOfBefore } from './approval-of-before.ts';
import { writeApprovedRevision } from './approved-revision.ts';
import { claimRevision, releaseClaim } from './claim-revision.ts';
import { codeKeyOf, lineKeyOf, textOf } from './content-of.ts';
import {
  type DeskContext,
  type DeskStep,
  deskStep,
  type RequestedAction,
  requestedAction,
} from './desk-steps.ts';
import { imageAuthors } from './image-authors.ts';
import { authorsOfRevision, recordOfLine } from './kept-authors.ts';
import { refuseOtherRow } from './official-row.ts';
import { freePlace, moveRow } from './place.ts';
import { refuseSecond, refuseStale } from './refuse-stale.ts';
import { withRestoredAuthors } from './restored-authors.ts';
import { isRead, refuseOtherLine, refuseWhileLeaving } from './with-readers.ts';
import { fieldsOf, problemsOf, recordOf } from './workflow-record.ts';

/**
 * The one rule below every way in: admin, REST, Local API, bulk edit, autosave, restore of a version. It
 * takes nothing from the request but the text, and computes every field of the workflow anew.
 */
export const enforceWorkflow: CollectionBeforeChangeHook<Explanation> = async ({
  data,
  originalDoc,
  operation,
  req,
  context,
}) => {
  if (data._status === 'published') throw new WorkflowRefused(refusal('status-not-used'));
  const stored = operation === 'update' ? originalDoc : undefined;
  const next = { ...stored, ...data };
  const text = await textOf(next, req);
  const hash = contentHash(text);
  const actor = actorOf(req);
  const edited = stored?.contentHash !== hash;
  const step = deskStep(context as DeskContext, stored);
  const action = requestedAction(context as DeskContext, stored?.id);
  if (stored && edited && !step && !action) await refuseOlderRevision(stored, req);
  if (stored && !step && (edited || action?.action === 'reopen'))
    await refuseWhileLeaving(req.payload, stored);

  const codeKey = codeKeyOf(next);
  const lineKey = lineKeyOf(next);
  const toOther = stored !== undefined && codeKeyOf(stored) !== codeKey;
  const asksAuthors = edited || action !== null || step?.kind === 'merged';
  const before = stored ? await (asksAuthors ? recordOfLine(stored, req) : recordOf(stored)) : null;
  const workflow =
    action && before && stored
      ? await stepOf(before, actor, action, { stored, text }, req)
      : await stateAfter({ before, stored, text, hash, toOther }, step, actor, req);

  if (stored?.approvedRevision) refuseOtherLine(lineKeyOf(stored), lineKey);
  if (lineKey) await refuseDuplicate(lineKey, stored?.id, req);
  const moved = (stored && lineKeyOf(stored)) !== lineKey;
  if (lineKey && moved) await freePlace(req.payload, lineKey, stored?.id);
  const [codeSet, code] = codeKey?.split('/') ?? [next.codeSet, next.code];
  if (stored && !(await claim(req, stored))) return await refuseSecond(req, stored, writtenOn(req, stored));
  const { appliesFrom = null } = next;
  if (stored && moved)
    await moveRow(req.payload, stored.id, {
      codeSet: codeSet ?? null,
      code: code ?? null,
      codeKey: codeKey ?? null,
      appliesFrom,
      lineKey: lineKey ?? null,
    });
  /* The revision comes first: a crash between the two leaves an approved text in review, never a state
     "approved" with nothing behind it. */
  const approved = action?.action === 'approve' ? await approve(workflow, action.id, text, next, req) : null;
  return {
    ...data,
    ...fieldsOf(workflow),
    ...lineFields(toOther ? undefined : stored, step),
    approvedRevision: approved ?? releasedRevision(step) ?? stored?.approvedRevision ?? null,
    ...revisionFields(stored, edited, actor),
    slots: slotsOf(next, stored, workflow.approval !== null && !before?.approval),
    codeSet,
    code,
    codeKey,
    lineKey,
    _status: 'draft' as const,
  };
};

/**
 * Keeps the revision that a request names. Later hooks no longer tell what was sent from what was stored: Payload
 * fills in what a request leaves out.
 */
export const noteRevision: CollectionBeforeOperationHook = ({ args, operation }) => {
  if (operation !== 'update') return args;
  const { data, req } = args as { data?: { revision?: unknown }; req: PayloadRequest };
  req.context.writtenOn = typeof data?.revision === 'number' ? data.revision : null;
  return args;
};

/** A save that failed after its claim gives the claim back, so that the next one need not wait. */
export const giveClaimBack: CollectionAfterErrorHook = async ({ req, context }) => {
  const claimed = (context as { claimed?: string } | undefined)?.claimed;
  if (claimed) await releaseClaim(req.payload, claimed);
};

/** The work item of a line follows it, and the one of a place that it left is open again. */
export const afterLineChange: CollectionAfterChangeHook<Explanation> = async ({
  doc,
  previousDoc,
  operation,
  req,
  context,
}) => {
  const { workflowAction, deskStep } = context as DeskContext;
  const byStep = workflowAction !== undefined || deskStep !== undefined;
  const stays = operation === 'update' && lineKeyOf(previousDoc) === lineKeyOf(doc);
  if (operation === 'update' && !stays) await leaveItem(req.payload, previousDoc);
  await followLine(req.payload, doc, stays ? (previousDoc.state ?? null) : null, byStep);
  return doc;
};

async function claim(req: PayloadRequest, { id, revision }: Explanation): Promise<boolean> {
  const mine = await claimRevision(req.payload, id, revision ?? 0);
  if (mine) req.context.claimed = mine;
  return mine !== null;
}

async function stepOf(
  before: WorkflowRecord,
  actor: Actor | null,
  action: RequestedAction,
  { stored, text }: { stored: Explanation; text: HashedText },
  req: PayloadRequest,
): Promise<WorkflowRecord> {
  if (contentHash(text) !== before.contentHash) throw new WorkflowRefused(refusal('content-with-action'));
  const problems = await problemsOf(text, req);
  const read = await isRead(req.payload, stored);
  const after = decided(decideAction(before, actor, action, problems, new Date().toISOString(), read));
  if (action.action === 'approve') await refuseOtherRow(stored, text, action.official, req);
  return after;
}

async function approve(
  { approval }: WorkflowRecord,
  explanation: string,
  text: HashedText,
  doc: Partial<Explanation>,
  req: PayloadRequest,
): Promise<string | null> {
  if (approval === null) return null;
  const { hash, by, at } = approval;
  return await writeApprovedRevision({ explanation, text, hash, approvedBy: by, approvedAt: at }, doc, req);
}

type Edit = {
  before: WorkflowRecord | null;
  stored: Explanation | undefined;
  text: HashedText;
  hash: string;
  /** Whether the text is moved to another code. */
  toOther: boolean;
};

async function stateAfter(
  { before, stored, text, hash, toOther }: Edit,
  step: DeskStep | null,
  actor: Actor | null,
  req: PayloadRequest,
): Promise<WorkflowRecord> {
  if (before && step?.kind === 'released') return { ...before, state: step.state };
  if (before && step?.kind === 'merged')
    return afterMerge(before, step.by, await authorsOfRevision(step.basedOn, req));
  const approvedBefore =
    stored && before?.contentHash !== hash ? await approvalOfBefore(stored, hash, req) : null;
  /* What was approved of the words was approved for the code that they leave. */
  const moved = before && toOther ? asUnapproved(before) : before;
  const written = await withRestoredAuthors(moved, hash, stored?.id, req);
  const begun = decided(decideEdit(written, actor, hash, approvedBefore));
  if (begun === before || (approvedBefore && begun.approval)) return begun;
  const started = step?.kind === 'started' ? step : null;
  const approved = [stored?.approvedRevision, stored?.basedOn, started?.basedOn];
  const authors = [...(started?.authors ?? []), ...(await imageAuthors(text, approved, req))];
  const begunFrom = started?.basedOn ? await authorsOfRevision(started.basedOn, req) : [];
  return {
    ...begun,
    editors: [...new Set([...begun.editors, ...authors])],
    authors: [...new Set([...begun.authors, ...begunFrom])],
  };
}

function decided(decision: Decision): WorkflowRecord {
  if (!decision.ok) throw new WorkflowRefused(decision.refusal);
  return decision.workflow;
}

/**
 * The slot table is text of a family alone. While a text is for one code its table is no part of what is approved:
 * nobody writes in it then, and an approval that did not see it leaves none behind.
 */
function slotsOf(next: Partial<Explanation>, stored: Explanation | undefined, approved: boolean) {
  if (next.covers === 'family') return next.slots ?? null;
  return approved ? null : (stored?.slots ?? null);
}

function releasedRevision(step: DeskStep | null): string | null {
  return step?.kind === 'released' ? (step.revision ?? null) : null;
}

/** What a line rests on, and what it has to take over: only the desk itself says so, and of the code that the line is for. */
function lineFields(stored: Explanation | undefined, step: DeskStep | null) {
  const basedOn = stored?.basedOn ?? null;
  const toMerge = stored?.toMerge ?? null;
  if (step?.kind === 'started') return { basedOn: step.basedOn, toMerge: null };
  if (step?.kind === 'to-merge') return { basedOn, toMerge: step.toMerge };
  if (step?.kind === 'merged') return { basedOn: step.basedOn, toMerge: null };
  return { basedOn, toMerge };
}

function revisionFields(stored: Explanation | undefined, edited: boolean, actor: Actor | null) {
  const revision = (stored?.revision ?? 0) + 1;
  const last = stored?.lastEditor ?? null;
  return {
    revision,
    textRevision: edited ? revision : (stored?.textRevision ?? 0),
    lastEditor: edited && actor ? actor.id : last,
  };
}

/** A changed text names the revision that it was written on; steps of the workflow since then do no harm. */
async function refuseOlderRevision(stored: Explanation, req: PayloadRequest): Promise<void> {
  if (actorOf(req) === null && !req.user) return;
  if (req.context.isRestoringVersion === true) return;
  const written = req.context.writtenOn;
  if (typeof written !== 'number') throw new WorkflowRefused(refusal('revision-missing'));
  if (written < (stored.textRevision ?? 0) || written > (stored.revision ?? 0))
    await refuseStale(req, stored, written);
}

/** The revision that the writer read: the one that the request names, or else the one that stood. */
function writtenOn({ context }: PayloadRequest, stored: Explanation): number {
  return typeof context.writtenOn === 'number' ? context.writtenOn : (stored.revision ?? 0);
}

/**
 * Asks for the key alone. Where `latest` is asked for too, the plan of SQLite (as the desk sets it up) searches the index of
 * `latest`, so every text; of the key alone it searches the index of the key. Of each text one version is the latest.
 */
async function refuseDuplicate(lineKey: string, id: string | undefined, req: PayloadRequest): Promise<void> {
  const { docs } = await req.payload.db.findVersions<{ lineKey?: string | null }>({
    collection: 'explanations',
    where: { 'version.lineKey': { equals: lineKey } },
    select: { parent: true, latest: true },
    limit: 0,
    pagination: false,
    req,
  });
  if (docs.some(({ parent, latest }) => latest === true && parent !== id))
    throw new WorkflowRefused(refusal('duplicate-explanation'));
}
