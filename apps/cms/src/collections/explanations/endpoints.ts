import type { Endpoint, PayloadRequest } from 'payload';
import { z } from 'zod';
import { actorOf } from '../../access/actor.ts';
import { WorkflowRefused } from '../../access/refused.ts';
import { offeredActions } from '../../workflow/decide-action.ts';
import { blockingOf } from '../../workflow/readiness/index.ts';
import { describeRefusal, refusal } from '../../workflow/refusal.ts';
import { actionLabels, actions, stateLabels } from '../../workflow/states.ts';
import { actOnExplanation } from './act.ts';
import { textOf } from './content-of.ts';
import { findingsOf, recordOf } from './workflow-record.ts';

const actionBody = z.strictObject({
  action: z.enum(actions),
  contentHash: z.string(),
  note: z.string().max(2000).optional(),
});

/** `GET`: where the explanation stands and what this person may do. `POST`: take one step. */
export const workflowEndpoints: Endpoint[] = [
  { path: '/:id/workflow', method: 'get', handler: async (req) => Response.json(await workflowView(req)) },
  {
    path: '/:id/workflow',
    method: 'post',
    handler: async (req) => {
      const body = actionBody.safeParse(await req.json?.().catch(() => null));
      if (!body.success)
        return Response.json({ errors: [{ message: 'Expected action and contentHash.' }] }, { status: 400 });
      const { user } = req;
      if (!user || actorOf(req) === null) throw new WorkflowRefused(refusal('not-signed-in'));
      const { action, contentHash, note } = body.data;
      await actOnExplanation({
        payload: req.payload,
        user,
        id: documentId(req),
        action,
        contentHash,
        ...(note ? { note } : {}),
      });
      return Response.json(await workflowView(req));
    },
  },
];

async function workflowView(req: PayloadRequest) {
  if (actorOf(req) === null) throw new WorkflowRefused(refusal('not-signed-in'));
  const doc = await req.payload.findByID({
    collection: 'explanations',
    id: documentId(req),
    draft: true,
    depth: 0,
    overrideAccess: false,
    req,
  });
  const record = recordOf(doc);
  const findings = await findingsOf(await textOf(doc, req), req);
  const problems = blockingOf(findings);
  return {
    state: record.state,
    stateLabel: stateLabels[record.state],
    contentHash: record.contentHash,
    problems,
    hints: findings.filter(({ blocks }) => !blocks).map(({ message }) => message),
    actions: offeredActions(record, actorOf(req), problems).map((offer) => ({
      action: offer.action,
      label: actionLabels[offer.action],
      allowed: offer.allowed,
      reason: offer.refusal ? describeRefusal(offer.refusal) : null,
    })),
  };
}

function documentId(req: PayloadRequest): string {
  return String(req.routeParams?.id ?? '');
}
