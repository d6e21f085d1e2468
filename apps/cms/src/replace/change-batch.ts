import type { ChangeBatch, Explanation } from '@plaincode/types/payload';
import type { PayloadRequest } from 'payload';
import { z } from 'zod';
import { type Actor, actorOf } from '../access/actor.ts';
import { BadRequest, signedIn } from '../access/parse-request.ts';
import { WorkflowRefused } from '../access/refused.ts';
import { recordAudit } from '../audit/record-audit.ts';
import type { TextChanges } from '../bring-in/text-parts.ts';
import { actOnExplanation } from '../collections/explanations/act.ts';
import { textOf } from '../collections/explanations/content-of.ts';
import { recordOf } from '../collections/explanations/workflow-record.ts';
import { editorStateOf } from '../lines/start-line.ts';
import { contentHash } from '../workflow/content.ts';
import { decideAction } from '../workflow/decide-action.ts';
import { type Role, roles, scopeOf } from '../workflow/permissions.ts';
import { refusal, roleMayNot } from '../workflow/refusal.ts';
import type { WordChange } from '../workflow/replace-words.ts';
import { type TextChange, textDiff } from '../workflow/text-diff.ts';
import { findBody, hashAfter, isSettled, replacedParts } from './find-texts.ts';

export const saveBody = findBody
  .pick({ find: true, replaceWith: true, wholeWord: true, matchCase: true })
  .extend({
    texts: z
      .array(z.strictObject({ id: z.string().max(60), contentHash: z.string().max(80) }))
      .min(1)
      .max(500),
  });

const batchTexts = z.array(z.object({ id: z.string(), contentHash: z.string() }));

export type SavedBatch = {
  /** The batch to be reviewed; null where no text was fit for it. */
  batch: string | null;
  submitted: number;
  /** Changed, and still their editors' drafts. */
  drafts: number;
  /** What was left alone or not submitted, with the reason. */
  left: { codeKey: string; why: string }[];
};

const writers: readonly Role[] = roles.filter((role) => scopeOf(role, 'explanations', 'update') !== 'none');

/**
 * Makes one change in the texts that were chosen. Those that stood as approved go to review together; the others stay
 * drafts. A text that was changed since it was looked at is left alone and named. The batch is written first: what a crash
 * leaves undone is no part of what a reviewer then sees. Throws `WorkflowRefused`.
 */
export async function saveBatch(
  req: PayloadRequest,
  { texts, ...change }: z.infer<typeof saveBody>,
): Promise<SavedBatch> {
  const actor = signedIn(req);
  if (!writers.includes(actor.role)) throw new WorkflowRefused(roleMayNot(writers));
  const saved: SavedBatch = { batch: null, submitted: 0, drafts: 0, left: [] };
  const planned: { doc: Explanation; parts: TextChanges; hash: string; together: boolean }[] = [];
  const looked = new Map(texts.map(({ id, contentHash: hash }) => [id, hash]));
  for (const doc of await textsById(req, [...looked.keys()])) {
    const { parts, count } = replacedParts(doc, change);
    const leave = (why: string) => saved.left.push({ codeKey: doc.codeKey ?? doc.id, why });
    if (doc.contentHash !== looked.get(doc.id)) leave('It was changed since you looked at it.');
    else if (count === 0) leave('The words no longer stand in it.');
    else if ((parts.plainTitle?.length ?? 0) > 80)
      leave('Its plain title would be longer than 80 characters.');
    else planned.push({ doc, parts, hash: await hashAfter(req, doc, parts), together: isSettled(doc) });
  }
  const together = planned.filter((one) => one.together);
  if (together.length > 0) {
    const listed = together.map(({ doc, hash }) => ({ id: doc.id, contentHash: hash }));
    const data = {
      ...change,
      author: actor.id,
      authorName: actor.name,
      state: 'in-review' as const,
      texts: listed,
    };
    saved.batch = (await req.payload.create({ collection: 'change-batches', data, depth: 0 })).id;
  }
  for (const { doc, parts, hash, together: whole } of planned)
    await refusedInWords(saved, doc, async () => {
      await writeParts(req, doc, parts);
      if (!whole) saved.drafts += 1;
      else {
        await step(req, doc.id, 'submit', hash);
        saved.submitted += 1;
      }
    });
  const details = {
    find: change.find,
    replaceWith: change.replaceWith,
    submitted: saved.submitted,
    drafts: saved.drafts,
  };
  if (saved.submitted + saved.drafts > 0)
    await recordAudit(req.payload, {
      actor: { id: actor.id, name: actor.name },
      action: 'texts-replaced',
      subject: saved.batch ?? 'drafts',
      details,
    });
  return saved;
}

async function refusedInWords(saved: SavedBatch, doc: Explanation, work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (!(error instanceof WorkflowRefused)) throw error;
    saved.left.push({ codeKey: doc.codeKey ?? doc.id, why: error.message });
  }
}

async function writeParts(
  req: PayloadRequest,
  { id, revision }: Explanation,
  { plainTitle, body, sections }: TextChanges,
): Promise<void> {
  const data = {
    ...(plainTitle === undefined ? {} : { plainTitle }),
    ...(body === undefined ? {} : { body }),
    ...(sections === undefined ? {} : { sections }),
    revision: revision ?? 0,
  };
  await req.payload.update({
    collection: 'explanations',
    id,
    data,
    draft: true,
    depth: 0,
    user: req.user,
    overrideAccess: false,
  });
}

async function step(
  req: PayloadRequest,
  id: string,
  action: 'submit' | 'approve',
  hash: string,
): Promise<void> {
  const { user } = req;
  if (!user) throw new WorkflowRefused(refusal('not-signed-in'));
  await actOnExplanation({ payload: req.payload, user, id, action, contentHash: hash });
}

export type BatchView = {
  change: WordChange;
  authorName: string;
  state: 'in-review' | 'approved';
  approvedByName: string | null;
  /** The texts that wait for the reviewer, each with what changes in it. */
  waiting: { id: string; codeKey: string; edition: string; contentHash: string; diff: TextChange[] }[];
  /** Texts that are no longer what the batch made of them: approved or changed by itself. */
  apart: { id: string; codeKey: string; why: string }[];
};

/** One change of many texts, as it stands. Only what the change alone made of an approved text waits here. */
export async function batchView(req: PayloadRequest, id: string): Promise<BatchView> {
  signedIn(req);
  const batch = await batchById(req, id);
  const { find, wholeWord, matchCase, authorName, state, approvedByName } = batch;
  const change = {
    find,
    replaceWith: batch.replaceWith ?? '',
    wholeWord: wholeWord === true,
    matchCase: matchCase === true,
  };
  const view: BatchView = {
    change,
    authorName,
    state,
    approvedByName: approvedByName ?? null,
    waiting: [],
    apart: [],
  };
  const listed = new Map(batchTexts.parse(batch.texts).map((text) => [text.id, text.contentHash]));
  for (const doc of await textsById(req, [...listed.keys()])) {
    const about = { id: doc.id, codeKey: doc.codeKey ?? doc.id };
    const hash = doc.contentHash ?? '';
    const diff =
      hash === listed.get(doc.id) && doc.state === 'in-review'
        ? await mechanicalDiff(req, doc, change)
        : null;
    if (diff) view.waiting.push({ ...about, edition: doc.appliesFrom ?? '', contentHash: hash, diff });
    else
      view.apart.push({
        ...about,
        why:
          doc.state === 'approved' || doc.state === 'published'
            ? 'Approved.'
            : 'Changed by itself since, or no longer in review.',
      });
  }
  return view;
}

/** What the change did to the approved text; null where something else differs too. */
async function mechanicalDiff(
  req: PayloadRequest,
  doc: Explanation,
  change: WordChange,
): Promise<TextChange[] | null> {
  if (!doc.approvedRevision) return null;
  const revision = await req.payload.findByID({
    collection: 'approved-revisions',
    id: doc.approvedRevision,
    depth: 0,
    disableErrors: true,
  });
  if (!revision) return null;
  const { codeSet, code, appliesFrom } = doc;
  const place = { codeSet: codeSet ?? null, code: code ?? null, appliesFrom: appliesFrom ?? null };
  const { plainTitle = null, body = null, sections = {}, notice = null } = await editorStateOf(req, revision);
  const before = { ...place, plainTitle, body, sections, notice };
  const {
    plainTitle: title = plainTitle,
    body: text = body,
    sections: some = sections,
  } = replacedParts(before, change).parts;
  const [old, young] = [
    await textOf(before, req),
    await textOf({ ...before, plainTitle: title, body: text, sections: some }, req),
  ];
  return contentHash(young) === doc.contentHash ? textDiff(old.content, young.content) : null;
}

export const approveBody = z.strictObject({
  texts: z
    .array(z.strictObject({ id: z.string().max(60), contentHash: z.string().max(80) }))
    .min(1)
    .max(500),
});

/** The person of a request, who may approve texts. Throws `WorkflowRefused`. */
export function judgeOf(req: PayloadRequest): Actor {
  const actor = signedIn(req);
  if (!judges.includes(actor.role)) throw new WorkflowRefused(roleMayNot(judges));
  return actor;
}

const judges: readonly Role[] = ['reviewer', 'admin'];

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
  const { waiting } = await batchView(req, id);
  const seen = new Map(texts.map((text) => [text.id, text.contentHash]));
  if (
    texts.some((text) => !waiting.some((one) => one.id === text.id && one.contentHash === text.contentHash))
  )
    throw new WorkflowRefused(refusal('item-preview-old'));
  const docs = (await textsById(req, [...seen.keys()])).filter((doc) => seen.has(doc.id));
  for (const doc of docs) {
    const request = { action: 'approve' as const, contentHash: seen.get(doc.id) ?? '' };
    const decision = decideAction(recordOf(doc), actorOf(req), request, [], '');
    if (decision.ok) continue;
    const { code, details } = decision.refusal;
    throw new WorkflowRefused(
      refusal(code, [...details, `It stops at ${doc.codeKey}; nothing was approved.`]),
    );
  }
  for (const doc of docs) await step(req, doc.id, 'approve', seen.get(doc.id) ?? '');
  if (docs.length === waiting.length)
    await req.payload.update({
      collection: 'change-batches',
      id,
      data: { state: 'approved', approvedByName: actor.name },
      depth: 0,
    });
  return docs.length;
}

async function batchById(req: PayloadRequest, id: string): Promise<ChangeBatch> {
  const batch = await req.payload.findByID({
    collection: 'change-batches',
    id,
    depth: 0,
    disableErrors: true,
  });
  if (!batch) throw new BadRequest('There is no such change of many texts.');
  return batch;
}

async function textsById(req: PayloadRequest, ids: readonly string[]): Promise<Explanation[]> {
  const docs: Explanation[] = [];
  for (let at = 0; at < ids.length; at += 200) {
    const where = { id: { in: ids.slice(at, at + 200) } };
    docs.push(
      ...(
        await req.payload.find({
          collection: 'explanations',
          where,
          sort: 'codeKey',
          draft: true,
          depth: 0,
          pagination: false,
          user: req.user,
          overrideAccess: false,
        })
      ).docs,
    );
  }
  return docs;
}
