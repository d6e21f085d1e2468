import type { Explanation } from '@plaincode/types/payload';
import type { PayloadRequest } from 'payload';
import type { z } from 'zod';
import type { Actor } from '../access/actor.ts';
import { signedIn } from '../access/parse-request.ts';
import { WorkflowRefused } from '../access/refused.ts';
import { recordAudit } from '../audit/record-audit.ts';
import type { TextChanges } from '../bring-in/text-parts.ts';
import { type TextName, withNames } from '../names/text-names.ts';
import { type Role, roles, scopeOf } from '../workflow/permissions.ts';
import { roleMayNot } from '../workflow/refusal.ts';
import { type SeenText, seenTexts, step, textsById } from './batch-texts.ts';
import { findBody, hashAfter, isSettled, replacedParts } from './find-texts.ts';

export const saveBody = findBody
  .pick({ find: true, replaceWith: true, wholeWord: true, matchCase: true })
  .extend({ texts: seenTexts });

export type SavedBatch = {
  /** The batch to be reviewed; null where no text was fit for it. */
  batch: string | null;
  submitted: number;
  /** Changed, and still drafts, in review or with changes asked for. */
  drafts: number;
  /** What was left alone, or changed and not submitted, with the reason. */
  left: (TextName & LeftText)[];
};

export type LeftText = { codeKey: string; why: string };

/** What will be done to one text: what changes, the hash that it then has, and whether it goes to review with the others. */
export type PlannedText = { doc: Explanation; parts: TextChanges; hash: string; together: boolean };

const writers: readonly Role[] = roles.filter((role) => scopeOf(role, 'explanations', 'update') !== 'none');

/** The person of a request, who may write texts. Throws `WorkflowRefused`. */
export function writerOf(req: PayloadRequest): Actor {
  const actor = signedIn(req);
  if (!writers.includes(actor.role)) throw new WorkflowRefused(roleMayNot(writers));
  return actor;
}

/**
 * Replaces words in the texts that were chosen. Those that stood as approved go to review together; the others stay
 * drafts. A text that was changed since it was looked at is left alone and named. Throws `WorkflowRefused`.
 */
export async function saveBatch(
  req: PayloadRequest,
  { texts, ...change }: z.infer<typeof saveBody>,
): Promise<SavedBatch> {
  const actor = writerOf(req);
  const planned: PlannedText[] = [];
  const left: LeftText[] = [];
  for (const { doc, changed } of await seenAgain(req, texts)) {
    const { parts, count } = replacedParts(doc, change);
    const leave = (why: string) => left.push({ codeKey: doc.codeKey ?? doc.id, why });
    if (changed) leave(changedSince);
    else if (count === 0) leave('The words no longer stand in it.');
    else if ((parts.plainTitle?.length ?? 0) > 80)
      leave('Its plain title would be longer than 80 characters.');
    else planned.push({ doc, parts, hash: await hashAfter(req, doc, parts), together: isSettled(doc) });
  }
  const write = async (listed: SeenText[]) => {
    const { id: author, name: authorName } = actor;
    const data = { ...change, author, authorName, state: 'in-review' as const, texts: listed };
    return (await req.payload.create({ collection: 'change-batches', data, depth: 0 })).id;
  };
  const saved = await carryOut(req, planned, left, write);
  if (saved.batch !== null && saved.submitted === 0) saved.batch = await forgetBatch(req, saved.batch);
  const { find, replaceWith } = change;
  const { submitted, drafts, batch } = saved;
  if (submitted + drafts > 0)
    await recordAudit(req.payload, {
      actor: { id: actor.id, name: actor.name },
      action: 'texts-replaced',
      subject: batch ?? 'drafts',
      details: { find, replaceWith, submitted, drafts },
    });
  return saved;
}

export const changedSince = 'It was changed since you looked at it.';

/** The texts as they stand now, and which of them are no longer what was seen. */
export async function seenAgain(
  req: PayloadRequest,
  texts: readonly SeenText[],
): Promise<{ doc: Explanation; changed: boolean }[]> {
  const seen = new Map(texts.map(({ id, contentHash }) => [id, contentHash]));
  const docs = await textsById(req, [...seen.keys()]);
  return docs.map((doc) => ({ doc, changed: doc.contentHash !== seen.get(doc.id) }));
}

/**
 * Makes a planned change. `writeBatch` is asked first, with what will go to review: what a crash leaves undone is no part
 * of what a reviewer then sees.
 */
export async function carryOut(
  req: PayloadRequest,
  planned: readonly PlannedText[],
  left: LeftText[],
  writeBatch: (listed: SeenText[]) => Promise<string>,
): Promise<SavedBatch> {
  const saved = { batch: null as string | null, submitted: 0, drafts: 0 };
  const listed = planned.flatMap(({ doc, hash, together }) =>
    together ? [{ id: doc.id, contentHash: hash }] : [],
  );
  if (listed.length > 0) saved.batch = await writeBatch(listed);
  const leave = ({ codeKey, id }: Explanation, why: string) => left.push({ codeKey: codeKey ?? id, why });
  for (const { doc, parts, hash, together } of planned) {
    const unwritten = await refusalOf(() => writeParts(req, doc, parts));
    const waiting = together && unwritten === null;
    const unsubmitted = waiting
      ? await refusalOf(() => step(req, { id: doc.id, contentHash: hash }, { action: 'submit' }))
      : null;
    if (unwritten !== null) leave(doc, unwritten);
    else saved[together && unsubmitted === null ? 'submitted' : 'drafts'] += 1;
    if (unsubmitted !== null) leave(doc, `${nowADraft} ${unsubmitted}`);
  }
  return { ...saved, left: await withNames(req.payload, left) };
}

const nowADraft = 'It was changed and is a draft now, as it cannot go to review:';

/** Why something was not done; null where it was. */
async function refusalOf(carryOut: () => Promise<unknown>): Promise<string | null> {
  try {
    await carryOut();
    return null;
  } catch (error) {
    if (!(error instanceof WorkflowRefused)) throw error;
    return error.message;
  }
}

/** A batch of which nothing went to review is nobody's work. */
async function forgetBatch({ payload }: PayloadRequest, id: string): Promise<null> {
  await payload.db.deleteOne({ collection: 'change-batches', where: { id: { equals: id } } });
  return null;
}

async function writeParts(
  req: PayloadRequest,
  { id, revision }: Explanation,
  { plainTitle, body, sections, notice, slots }: TextChanges,
): Promise<void> {
  const data = {
    ...(plainTitle === undefined ? {} : { plainTitle }),
    ...(body === undefined ? {} : { body }),
    ...(sections === undefined ? {} : { sections }),
    ...(notice === undefined ? {} : { notice }),
    ...(slots === undefined ? {} : { slots }),
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
