import type { Explanation } from '@plaincode/types/payload';
import type { Endpoint, PayloadRequest } from 'payload';
import { z } from 'zod';
import { actorOf } from '../../access/actor.ts';
import { bodyOf } from '../../access/parse-request.ts';
import { WorkflowRefused } from '../../access/refused.ts';
import { askAtPassages } from '../../discussion/ask-at-passages.ts';
import { remarkBody } from '../../discussion/comment-body.ts';
import { openThreads } from '../../discussion/discussion-view.ts';
import { correctionHint } from '../../errata/correction-hint.ts';
import { offeredActions } from '../../workflow/decide-action.ts';
import { mayPublish } from '../../workflow/permissions.ts';
import { blockingOf } from '../../workflow/readiness/index.ts';
import { type Conflict, describeRefusal, refusal } from '../../workflow/refusal.ts';
import { actionLabels, actions, type State, stateLabels } from '../../workflow/states.ts';
import { actOnExplanation } from './act.ts';
import { approvedBefore } from './approved-before.ts';
import { askedBefore } from './asked-before.ts';
import { conflictSince } from './conflict-since.ts';
import { textOf } from './content-of.ts';
import { recordOfLine } from './kept-authors.ts';
import { officialRead } from './official-row.ts';
import { isRead } from './with-readers.ts';
import { findingsOf, recordOf } from './workflow-record.ts';

const actionBody = z.strictObject({
  action: z.enum(actions),
  contentHash: z.string(),
  /** As the view gave it. */
  official: z.string().nullable().optional(),
  note: z.string().max(2000).optional(),
  /** For `request-changes`: what is to be changed at which passage. */
  comments: z.array(remarkBody).max(50).optional(),
});

/**
 * `GET workflow`: where the explanation stands and what this person may do. `POST workflow`: take one step.
 * `GET since`: who changed the text since a revision, and how; null where nobody did. `GET approved`: what the text says
 * differently from the one that was approved before, and from the one in which changes were asked for.
 */
export const workflowEndpoints: Endpoint[] = [
  {
    path: '/:id/since/:revision',
    method: 'get',
    handler: async (req) => Response.json({ conflict: await conflictOf(req) }),
  },
  {
    path: '/:id/approved',
    method: 'get',
    handler: async (req) => {
      const doc = await documentOf(req);
      const [approved, asked] = await Promise.all([approvedBefore(req, doc), askedBefore(req, doc)]);
      return Response.json({ approved, asked });
    },
  },
  { path: '/:id/workflow', method: 'get', handler: async (req) => Response.json(await workflowView(req)) },
  {
    path: '/:id/workflow',
    method: 'post',
    handler: async (req) => {
      const { user } = req;
      if (!user || actorOf(req) === null) throw new WorkflowRefused(refusal('not-signed-in'));
      const body = await bodyOf(req, actionBody);
      const { action, contentHash, official, comments } = body;
      const asked = action === 'request-changes' && comments ? comments : [];
      if (asked.length > 0) await askAtPassages(req, await documentOf(req), contentHash, asked);
      const note = body.note || noteOf(asked.length);
      await actOnExplanation({
        payload: req.payload,
        user,
        id: documentId(req),
        action,
        contentHash,
        ...(official === undefined ? {} : { official }),
        ...(note ? { note } : {}),
      });
      return Response.json(await workflowView(req));
    },
  },
];

async function conflictOf(req: PayloadRequest): Promise<Conflict | null> {
  const doc = await documentOf(req);
  const revision = Number(req.routeParams?.revision);
  const same = revision >= (doc.textRevision ?? 0) && revision <= (doc.revision ?? 0);
  return same || Number.isNaN(revision) ? null : await conflictSince(req, doc, revision);
}

async function workflowView(req: PayloadRequest) {
  const doc = await documentOf(req);
  /* Who wrote the words closes an approval alone. */
  const record = doc.state === 'in-review' ? await recordOfLine(doc, req) : recordOf(doc);
  const text = await textOf(doc, req);
  const findings = await findingsOf(text, req);
  const problems = blockingOf(findings);
  const read = await isRead(req.payload, doc);
  return {
    state: record.state,
    stateLabel: stateLabels[record.state],
    contentHash: record.contentHash,
    /** The official rows beside which the text is read: an approval sends them back. */
    official: await officialRead(req.payload, text),
    read,
    problems,
    hints: [
      ...(await correctionHint(req.payload, doc)),
      ...findings.filter(({ blocks }) => !blocks).map(({ message }) => message),
    ],
    /** What waits for an answer beside the text; it keeps back no step, but whoever takes one should know. */
    open: await openThreads(req.payload, doc.id),
    /** Whether this person may take the text to readers, or off them, now. */
    publishable: mayPublish(actorOf(req)?.role ?? null) && isPublishable(record.state, read),
    actions: offeredActions(record, actorOf(req), problems, read).map((offer) => ({
      action: offer.action,
      label: actionLabels[offer.action],
      allowed: offer.allowed,
      reason: offer.refusal ? describeRefusal(offer.refusal) : null,
    })),
  };
}

/** Passages take the place of a note. */
function noteOf(passages: number): string | undefined {
  if (passages === 0) return undefined;
  return passages === 1 ? 'See the comment in the text.' : `See the ${passages} comments in the text.`;
}

/** Once a withdrawn text has left the site, there is nothing more to publish of it. */
const isPublishable = (state: State, read: boolean): boolean =>
  state === 'approved' || (state === 'withdrawn' && read);

async function documentOf(req: PayloadRequest): Promise<Explanation> {
  if (actorOf(req) === null) throw new WorkflowRefused(refusal('not-signed-in'));
  return await req.payload.findByID({
    collection: 'explanations',
    id: documentId(req),
    draft: true,
    depth: 0,
    overrideAccess: false,
    req,
  });
}

function documentId(req: PayloadRequest): string {
  return String(req.routeParams?.id ?? '');
}
