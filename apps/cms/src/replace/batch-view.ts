import type { ChangeBatch, Explanation } from '@plaincode/types/payload';
import type { PayloadRequest } from 'payload';
import type { Actor } from '../access/actor.ts';
import { signedIn } from '../access/parse-request.ts';
import { type TextName, withNames } from '../names/text-names.ts';
import type { Role } from '../workflow/permissions.ts';
import type { WordChange } from '../workflow/replace-words.ts';
import type { TextChange } from '../workflow/text-diff.ts';
import { batchById, type SeenText, textsById, textsOfBatch } from './batch-texts.ts';
import { judgeNotices } from './judge-notices.ts';
import { judgeWords } from './judge-words.ts';
import { waitForReading } from './wait-for-reading.ts';

/** Who approves texts. */
export const judges: readonly Role[] = ['reviewer', 'admin'];

export type BatchKind = 'words' | 'notice';

export type BatchView = {
  kind: BatchKind;
  /** Of a notice: the names of the old and of the new one. */
  change: WordChange;
  authorName: string;
  state: 'in-review' | 'approved';
  approvedByName: string | null;
  /** What changes in every text that waits, where it is the same in all. */
  common: TextChange[];
  /** Why this person cannot approve it, in a sentence; null where they can. */
  barred: string | null;
  /** The texts that wait for the reviewer, each with what changes in it besides. */
  waiting: WaitingText[];
  /** Texts that are no longer what the batch made of them, and those that somebody has to read. */
  apart: (TextName & { id: string; codeKey: string; why: string })[];
  /** Texts that are approved by now. */
  approved: (TextName & { id: string; codeKey: string })[];
};

type WaitingText = SeenText & TextName & { codeKey: string; edition: string; diff: TextChange[] };

/** Tells what a batch alone did to approved texts. A text that differs by anything else has no entry. */
export type Judged = { common: TextChange[]; diffs: ReadonlyMap<string, TextChange[]> };

/**
 * One change of many texts, as it stands; of some of its texts where they are named. Only what the change alone made of
 * an approved text waits here, and nothing that waited for a reading before.
 */
export async function batchView(
  req: PayloadRequest,
  id: string,
  only?: ReadonlySet<string>,
): Promise<BatchView> {
  const actor = signedIn(req);
  const batch = await batchById(req, id);
  const listed = new Map(textsOfBatch(batch).map((text) => [text.id, text.contentHash]));
  const docs = await textsById(
    req,
    only ? [...listed.keys()].filter((text) => only.has(text)) : [...listed.keys()],
  );
  const asMade = docs.filter((doc) => doc.state === 'in-review' && doc.contentHash === listed.get(doc.id));
  const { common, diffs } = await judge(req, batch, asMade);
  const unread = await waitForReading(
    req.payload,
    asMade.filter(({ id: text }) => diffs.has(text)),
  );
  const view: BatchView = {
    ...headOf(batch),
    common,
    barred: whyBarred(batch, actor),
    waiting: [],
    apart: [],
    approved: [],
  };
  const about = docs.map((doc) => ({
    codeKey: doc.codeKey ?? doc.id,
    edition: doc.appliesFrom ?? '',
    doc,
  }));
  for (const { doc, ...names } of await withNames(req.payload, about)) {
    const { id: text, contentHash } = doc;
    const diff = unread.has(text) ? undefined : diffs.get(text);
    if (diff) view.waiting.push({ ...names, id: text, contentHash: contentHash ?? '', diff });
    else if (doc.state === 'approved' || doc.state === 'published')
      view.approved.push({ ...names, id: text });
    else view.apart.push({ ...names, id: text, why: unread.get(text) ?? whyApart(doc) });
  }
  return view;
}

function headOf({
  kind,
  find,
  replaceWith,
  wholeWord,
  matchCase,
  authorName,
  state,
  approvedByName,
}: ChangeBatch) {
  const change = {
    find,
    replaceWith: replaceWith ?? '',
    wholeWord: wholeWord === true,
    matchCase: matchCase === true,
  };
  return { kind: kind ?? 'words', change, authorName, state, approvedByName: approvedByName ?? null };
}

function judge(req: PayloadRequest, batch: ChangeBatch, docs: readonly Explanation[]): Promise<Judged> {
  return batch.kind === 'notice'
    ? judgeNotices(req, batch, docs)
    : judgeWords(req, headOf(batch).change, docs);
}

/** Each text has authors of its own besides: whether they are among them is decided with the step. */
function whyBarred({ author }: ChangeBatch, { id, role }: Actor): string | null {
  if (author === id) return 'You made this change. Somebody else approves it.';
  return judges.includes(role)
    ? null
    : 'Somebody else approves it: a reviewer or an admin who did not make it.';
}

/** A text that the batch left a draft is told apart from one that somebody took back: its editor knows which. */
function whyApart({ state }: Explanation): string {
  switch (state) {
    case 'in-review':
      return 'In review, and changed by itself since: it is approved by itself.';
    case 'changes-requested':
      return 'Changes were asked for.';
    case 'withdrawn':
      return 'Withdrawn.';
    case 'superseded':
      return 'The text of a later edition has taken its place.';
    default:
      return 'A draft, which its editor has not sent to review.';
  }
}
