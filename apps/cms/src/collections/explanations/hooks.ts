import type { Explanation } from '@plaincode/types/payload';
import type { CollectionBeforeChangeHook, PayloadRequest } from 'payload';
import { type Actor, actorOf } from '../../access/actor.ts';
import { WorkflowRefused } from '../../access/refused.ts';
import { contentHash, type HashedText } from '../../workflow/content.ts';
import {
  type ActionRequest,
  decideAction,
  decideEdit,
  type WorkflowRecord,
} from '../../workflow/decide-action.ts';
import { refusal } from '../../workflow/refusal.ts';
import { writeApprovedRevision } from './approved-revision.ts';
import { codeKeyOf, lineKeyOf, textOf } from './content-of.ts';
import { fieldsOf, problemsOf, recordOf } from './workflow-record.ts';

/** Put into a request's context by the workflow's own endpoint; no client can set it. */
export type RequestedAction = ActionRequest & { id: string };

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
  const next = { ...originalDoc, ...data };
  const text = await textOf(next, req);
  const before = operation === 'update' && originalDoc ? recordOf(originalDoc) : null;
  const hash = contentHash(text);
  const action = requestedAction(context, originalDoc?.id);
  const actor = actorOf(req);

  const workflow =
    action && before
      ? await takeAction(before, actor, action, text, req, originalDoc?.id ?? '')
      : decideEdit(await withRestoredAuthors(before, hash, originalDoc?.id, req), actor, hash);

  const codeKey = codeKeyOf(next);
  const lineKey = lineKeyOf(next);
  if (lineKey) await refuseDuplicate(lineKey, originalDoc?.id, req);
  const [codeSet, code] = codeKey?.split('/') ?? [next.codeSet, next.code];
  return { ...data, ...fieldsOf(workflow), codeSet, code, codeKey, lineKey, _status: 'draft' };
};

async function takeAction(
  before: WorkflowRecord,
  actor: Actor | null,
  action: RequestedAction,
  text: HashedText,
  req: PayloadRequest,
  explanation: string,
): Promise<WorkflowRecord> {
  if (contentHash(text) !== before.contentHash) throw new WorkflowRefused(refusal('content-with-action'));
  const now = new Date().toISOString();
  const decision = decideAction(before, actor, action, await problemsOf(text, req), now);
  if (!decision.ok) throw new WorkflowRefused(decision.refusal);
  /* The revision comes first: a crash between the two leaves an approved text in review, never a state
     "approved" with nothing behind it. */
  if (action.action === 'approve' && actor)
    await writeApprovedRevision(
      { explanation, text, hash: before.contentHash, approvedBy: actor.id, approvedAt: now },
      req,
    );
  return decision.workflow;
}

function requestedAction(context: Record<string, unknown>, id: string | undefined): RequestedAction | null {
  const asked = context.workflowAction as RequestedAction | undefined;
  return asked && asked.id === id ? asked : null;
}

/** Who restores an older text brings its authors back with it: they may not approve it either. */
async function withRestoredAuthors(
  before: WorkflowRecord | null,
  hash: string,
  id: string | undefined,
  req: PayloadRequest,
): Promise<WorkflowRecord | null> {
  if (before === null || !id || req.context.isRestoringVersion !== true) return before;
  const { docs } = await req.payload.findVersions({
    collection: 'explanations',
    where: { parent: { equals: id }, 'version.contentHash': { equals: hash } },
    pagination: false,
    depth: 0,
    req,
  });
  const authors = docs.flatMap(({ version }) => recordOf(version).editors);
  return { ...before, editors: [...new Set([...before.editors, ...authors])] };
}

async function refuseDuplicate(lineKey: string, id: string | undefined, req: PayloadRequest): Promise<void> {
  const { docs } = await req.payload.find({
    collection: 'explanations',
    draft: true,
    depth: 0,
    limit: 1,
    where: { lineKey: { equals: lineKey }, ...(id ? { id: { not_equals: id } } : {}) },
    req,
  });
  if (docs.length > 0) throw new WorkflowRefused(refusal('duplicate-explanation'));
}
