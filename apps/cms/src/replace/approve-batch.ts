import type { Explanation } from '@plaincode/types/payload';
import type { PayloadRequest } from 'payload';
import { z } from 'zod';
import type { Actor } from '../access/actor.ts';
import { signedIn } from '../access/parse-request.ts';
import { WorkflowRefused } from '../access/refused.ts';
import { textOf } from '../collections/explanations/content-of.ts';
import { recordOfLine } from '../collections/explanations/kept-authors.ts';
import { officialReads } from '../collections/explanations/official-row.ts';
import { problemsOf } from '../collections/explanations/workflow-record.ts';
import { contentHash } from '../workflow/content.ts';
import { decideAction } from '../workflow/decide-action.ts';
import { type Refusal, refusal, roleMayNot } from '../workflow/refusal.ts';
import { batchById, seenTexts, step, textsById, textsOfBatch } from './batch-texts.ts';
import { type BatchView, batchView, judges } from './batch-view.ts';
import { waitForReading } from './wait-for-reading.ts';

export const approveBody = z.strictObject({ texts: seenTexts });

/** The person of a request, who may approve texts. Throws `WorkflowRefused`. */
export function judgeOf(req: PayloadRequest): Actor {
  const actor = signedIn(req);
  if (!judges.includes(actor.role)) throw new WorkflowRefused(roleMayNot(judges));
  return actor;
}

/**
 * Approves the texts of a batch that the reviewer saw, all or none: each is decided before the first is approved. Where
 * somebody saves one of them in that moment, those before it are approved, and the refusal names both. Throws
 * `WorkflowRefused`.
 */
export async function approveBatch(
  req: PayloadRequest,
  id: string,
  { texts }: z.infer<typeof approveBody>,
): Promise<number> {
  const actor = judgeOf(req);
  const seen = new Map(texts.map((text) => [text.id, text.contentHash]));
  const official = await rowsNow(req, [...seen.keys()]);
  const { waiting, apart } = await batchView(req, id, new Set(seen.keys()));
  const waits = new Map(waiting.map((text) => [text.id, text]));
  if (texts.some((text) => waits.get(text.id)?.contentHash !== text.contentHash))
    throw new WorkflowRefused(
      refusal(
        'item-preview-old',
        apart.map(({ name, why }) => `${name}: ${why}`),
      ),
    );
  await decideAll(req, actor, waits);
  const { approved, refused } = await approveInTurn(req, [...waits.values()], official);
  if (approved.length > 0 && !(await someWait(req, id)))
    await req.payload.update({
      collection: 'change-batches',
      id,
      data: { state: 'approved', approvedByName: actor.name },
      depth: 0,
    });
  if (refused) throw new WorkflowRefused(refused);
  return approved.length;
}

type Waiting = BatchView['waiting'][number];
type RowsOfTexts = ReadonlyMap<string, string | null>;

/** The official rows that are judged next: whichever changed since the texts were read keeps them apart. */
async function rowsNow(req: PayloadRequest, ids: readonly string[]): Promise<RowsOfTexts> {
  const docs = await textsById(req, ids);
  const places = docs.map(({ codeKey, appliesFrom }) => ({
    codeKey: codeKey ?? '',
    edition: appliesFrom ?? '',
  }));
  const rows = await officialReads(req.payload, places);
  return new Map(
    docs.map(({ id, codeKey, appliesFrom }) => [id, rows.get(`${codeKey}@${appliesFrom}`) ?? null]),
  );
}

async function decideAll(
  req: PayloadRequest,
  actor: Actor,
  waits: ReadonlyMap<string, Waiting>,
): Promise<void> {
  for (const doc of await textsById(req, [...waits.keys()])) {
    const seen = waits.get(doc.id);
    const refused = await whyNot(req, actor, doc, seen?.contentHash ?? '');
    if (!refused) continue;
    const { code, details } = refused;
    const stop = `It stops at ${seen?.name ?? doc.codeKey}: none of these texts was approved.`;
    throw new WorkflowRefused(refusal(code, [...details, stop]));
  }
}

/** What the step itself would say, before anything is written; null where it would be taken. */
async function whyNot(
  req: PayloadRequest,
  actor: Actor,
  doc: Explanation,
  seen: string,
): Promise<Refusal | null> {
  const text = await textOf(doc, req);
  if (contentHash(text) !== doc.contentHash) return refusal('content-with-action');
  const request = { action: 'approve' as const, contentHash: seen };
  const record = await recordOfLine(doc, req);
  const decision = decideAction(record, actor, request, await problemsOf(text, req), '');
  return decision.ok ? null : decision.refusal;
}

type Approved = { approved: Waiting[]; refused: Refusal | null };

async function approveInTurn(
  req: PayloadRequest,
  texts: readonly Waiting[],
  official: RowsOfTexts,
): Promise<Approved> {
  for (const [at, text] of texts.entries())
    try {
      await step(req, text, { action: 'approve', official: official.get(text.id) ?? null });
    } catch (error) {
      if (!(error instanceof WorkflowRefused)) throw error;
      const { code, details } = error.refused;
      const approved = texts.slice(0, at);
      const told = at === 0 ? [] : [`Approved: ${namesOf(approved)}.`];
      told.push(`Not approved: ${namesOf(texts.slice(at))}.`);
      return { approved, refused: refusal(code, [...details, ...told]) };
    }
  return { approved: [...texts], refused: null };
}

const inWords = new Intl.ListFormat('en-US');
const namesOf = (texts: readonly Waiting[]): string => inWords.format(texts.map(({ name }) => name));

/** Whether texts of the batch are in review as it left them, but for those that are read by themselves. Asks for no more than that, as a batch can hold thousands. */
async function someWait(req: PayloadRequest, id: string): Promise<boolean> {
  const listed = textsOfBatch(await batchById(req, id));
  for (let at = 0; at < listed.length; at += 200) {
    const some = new Map(listed.slice(at, at + 200).map((text) => [text.id, text.contentHash]));
    const { docs } = await req.payload.find({
      collection: 'explanations',
      where: { id: { in: [...some.keys()] }, state: { equals: 'in-review' } },
      select: {
        contentHash: true,
        codeSet: true,
        code: true,
        appliesFrom: true,
        approvedRevision: true,
        basedOn: true,
      },
      draft: true,
      depth: 0,
      pagination: false,
    });
    const asLeft = docs.filter((doc) => doc.contentHash === some.get(doc.id));
    if (asLeft.length > (await waitForReading(req.payload, asLeft)).size) return true;
  }
  return false;
}
