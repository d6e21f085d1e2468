import type { PayloadRequest } from 'payload';
import { z } from 'zod';
import type { Actor } from '../access/actor.ts';
import { signedIn } from '../access/parse-request.ts';
import { WorkflowRefused } from '../access/refused.ts';
import { recordOf } from '../collections/explanations/workflow-record.ts';
import { decideAction } from '../workflow/decide-action.ts';
import { refusal, roleMayNot } from '../workflow/refusal.ts';
import { batchById, seenTexts, step, textsById, textsOfBatch } from './batch-texts.ts';
import { batchView, judges } from './batch-view.ts';

export const approveBody = z.strictObject({ texts: seenTexts });

/** The person of a request, who may approve texts. Throws `WorkflowRefused`. */
export function judgeOf(req: PayloadRequest): Actor {
  const actor = signedIn(req);
  if (!judges.includes(actor.role)) throw new WorkflowRefused(roleMayNot(judges));
  return actor;
}

/**
 * Approves the texts of a batch that the reviewer saw, all or none: each is decided before the first is approved. Throws
 * `WorkflowRefused`.
 */
export async function approveBatch(
  req: PayloadRequest,
  id: string,
  { texts }: z.infer<typeof approveBody>,
): Promise<number> {
  const actor = judgeOf(req);
  const seen = new Map(texts.map((text) => [text.id, text.contentHash]));
  const { waiting } = await batchView(req, id, new Set(seen.keys()));
  const waits = new Map(waiting.map((text) => [text.id, text.contentHash]));
  if (texts.some((text) => waits.get(text.id) !== text.contentHash))
    throw new WorkflowRefused(refusal('item-preview-old'));
  await decideAll(req, actor, seen);
  for (const [text, hash] of seen) await step(req, text, 'approve', hash);
  if (!(await someWait(req, id)))
    await req.payload.update({
      collection: 'change-batches',
      id,
      data: { state: 'approved', approvedByName: actor.name },
      depth: 0,
    });
  return seen.size;
}

async function decideAll(
  req: PayloadRequest,
  actor: Actor,
  seen: ReadonlyMap<string, string>,
): Promise<void> {
  for (const doc of await textsById(req, [...seen.keys()])) {
    const request = { action: 'approve' as const, contentHash: seen.get(doc.id) ?? '' };
    const decision = decideAction(recordOf(doc), actor, request, [], '');
    if (decision.ok) continue;
    const { code, details } = decision.refusal;
    throw new WorkflowRefused(
      refusal(code, [...details, `It stops at ${doc.codeKey}; nothing was approved.`]),
    );
  }
}

/** Whether texts of the batch are in review as it left them. Asks for no more than that, as a batch can hold thousands. */
async function someWait(req: PayloadRequest, id: string): Promise<boolean> {
  const listed = textsOfBatch(await batchById(req, id));
  for (let at = 0; at < listed.length; at += 200) {
    const some = new Map(listed.slice(at, at + 200).map((text) => [text.id, text.contentHash]));
    const { docs } = await req.payload.find({
      collection: 'explanations',
      where: { id: { in: [...some.keys()] }, state: { equals: 'in-review' } },
      select: { contentHash: true },
      draft: true,
      depth: 0,
      pagination: false,
    });
    if (docs.some((doc) => doc.contentHash === some.get(doc.id))) return true;
  }
  return false;
}
