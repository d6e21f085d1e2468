import type { ChangeBatch, Explanation } from '@plaincode/types/payload';
import type { PayloadRequest } from 'payload';
import { z } from 'zod';
import { BadRequest } from '../access/parse-request.ts';
import { WorkflowRefused } from '../access/refused.ts';
import { actOnExplanation } from '../collections/explanations/act.ts';
import { refusal } from '../workflow/refusal.ts';

/** A text as somebody saw it. */
export type SeenText = { id: string; contentHash: string };

export const seenTexts = z
  .array(z.strictObject({ id: z.string().max(60), contentHash: z.string().max(80) }))
  .min(1)
  .max(500);

const stored = z.array(z.object({ id: z.string(), contentHash: z.string() }));

/** The texts of a batch, each with the hash that the batch gave it. */
export const textsOfBatch = ({ texts }: ChangeBatch): SeenText[] => stored.parse(texts);

/** So many ids are asked for at once. */
const together = 200;

export async function batchById(req: PayloadRequest, id: string): Promise<ChangeBatch> {
  const batch = await req.payload.findByID({
    collection: 'change-batches',
    id,
    depth: 0,
    disableErrors: true,
  });
  if (!batch) throw new BadRequest('There is no such change of many texts.');
  return batch;
}

export async function textsById(req: PayloadRequest, ids: readonly string[]): Promise<Explanation[]> {
  const docs: Explanation[] = [];
  for (let at = 0; at < ids.length; at += together) {
    const where = { id: { in: ids.slice(at, at + together) } };
    const page = await req.payload.find({
      collection: 'explanations',
      where,
      sort: 'codeKey',
      draft: true,
      depth: 0,
      pagination: false,
      user: req.user,
      overrideAccess: false,
    });
    docs.push(...page.docs);
  }
  return docs;
}

type TextStep = { action: 'submit' } | { action: 'approve'; official: string | null };

/** Takes one step of one text, as the person who asks. Throws `WorkflowRefused`. */
export async function step(
  req: PayloadRequest,
  { id, contentHash }: SeenText,
  taken: TextStep,
): Promise<void> {
  const { user } = req;
  if (!user) throw new WorkflowRefused(refusal('not-signed-in'));
  await actOnExplanation({ payload: req.payload, user, id, contentHash, ...taken });
}
