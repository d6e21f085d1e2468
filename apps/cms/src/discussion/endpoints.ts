import type { Comment, Explanation } from '@plaincode/types/payload';
import type { Endpoint, PayloadRequest } from 'payload';
import { z } from 'zod';
import { bodyOf, signedIn } from '../access/parse-request.ts';
import { WorkflowRefused } from '../access/refused.ts';
import { relationId } from '../relation-id.ts';
import { refusal } from '../workflow/refusal.ts';
import { remarkBody, replyBody } from './comment-body.ts';
import { discussionView } from './discussion-view.ts';
import { takeThreadStep } from './take-thread-step.ts';
import { threadSteps } from './thread.ts';
import { placed, writeRemark, writeReply } from './write-comment.ts';

const stepBody = z.strictObject({
  step: z.enum(threadSteps),
  /** For `decline`. */
  why: z.string().max(1_000).default(''),
  /** For `accept`: the revision of the text that the person sees. */
  revision: z.number().int().nullable().default(null),
});

/** `GET discussion`: all that was said about a text. `POST discussion`: a remark or a suggestion. */
export const discussionEndpoints: Endpoint[] = [
  {
    path: '/:id/discussion',
    method: 'get',
    handler: async (req) => answer(req, await explanationOf(req, idOf(req))),
  },
  {
    path: '/:id/discussion',
    method: 'post',
    handler: async (req) => {
      const actor = signedIn(req);
      const remark = await bodyOf(req, remarkBody);
      const doc = await explanationOf(req, idOf(req));
      const id = await writeRemark(req.payload, actor, doc, placed(doc, remark), false);
      return answer(req, doc, id);
    },
  },
];

/** `POST replies`: an answer in a thread. `POST step`: resolve, reopen, accept, decline or withdraw. */
export const commentEndpoints: Endpoint[] = [
  {
    path: '/:id/replies',
    method: 'post',
    handler: async (req) => {
      const actor = signedIn(req);
      const reply = await bodyOf(req, replyBody);
      const thread = await commentOf(req);
      if (thread.kind === 'reply') throw new WorkflowRefused(refusal('comment-unknown'));
      const id = await writeReply(req.payload, actor, thread, reply);
      return answer(req, await explanationOf(req, relationId(thread.explanation)), id);
    },
  },
  {
    path: '/:id/step',
    method: 'post',
    handler: async (req) => {
      const actor = signedIn(req);
      const step = await bodyOf(req, stepBody);
      const row = await commentOf(req);
      await takeThreadStep(req, actor, row, step);
      return answer(req, await explanationOf(req, relationId(row.explanation)), row.id);
    },
  },
];

async function answer(
  req: PayloadRequest,
  doc: Explanation,
  written: string | null = null,
): Promise<Response> {
  const discussion = await discussionView(req.payload, doc, signedIn(req));
  return Response.json({ ...discussion, written });
}

async function explanationOf(req: PayloadRequest, id: string): Promise<Explanation> {
  signedIn(req);
  return await req.payload.findByID({
    collection: 'explanations',
    id,
    draft: true,
    depth: 0,
    overrideAccess: false,
    req,
  });
}

/** Comments are closed to every other way, so they are read below the fence. */
async function commentOf(req: PayloadRequest): Promise<Comment> {
  const { docs } = await req.payload.find({
    collection: 'comments',
    where: { id: { equals: idOf(req) } },
    depth: 0,
    limit: 1,
  });
  if (!docs[0]) throw new WorkflowRefused(refusal('comment-unknown'));
  return docs[0];
}

function idOf(req: PayloadRequest): string {
  return String(req.routeParams?.id ?? '');
}
