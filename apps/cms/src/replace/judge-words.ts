import type { ApprovedRevision, Explanation } from '@plaincode/types/payload';
import type { PayloadRequest } from 'payload';
import { textOf } from '../collections/explanations/content-of.ts';
import { editorStateOf } from '../lines/start-line.ts';
import { contentHash } from '../workflow/content.ts';
import type { WordChange } from '../workflow/replace-words.ts';
import { type TextChange, textDiff } from '../workflow/text-diff.ts';
import type { Judged } from './batch-view.ts';
import { replacedParts } from './find-texts.ts';

/** What replacing the words did to each approved text, where nothing else differs. */
export async function judgeWords(
  req: PayloadRequest,
  change: WordChange,
  docs: readonly Explanation[],
): Promise<Judged> {
  const diffs = new Map<string, TextChange[]>();
  for (const doc of docs) {
    const diff = await mechanicalDiff(req, doc, change);
    if (diff) diffs.set(doc.id, diff);
  }
  return { common: [], diffs };
}

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
  const before = await approvedState(req, doc, revision);
  const {
    plainTitle = before.plainTitle,
    body = before.body,
    sections = before.sections,
    slots = before.slots,
  } = replacedParts(before, change).parts;
  const [old, young] = [
    await textOf(before, req),
    await textOf({ ...before, plainTitle, body, sections, slots }, req),
  ];
  return contentHash(young) === doc.contentHash ? textDiff(old.content, young.content) : null;
}

/** The approved text as an editor would hold it, at the place where the text stands. */
async function approvedState(
  req: PayloadRequest,
  { codeSet, code, appliesFrom }: Explanation,
  revision: ApprovedRevision,
) {
  const state = await editorStateOf(req, revision);
  const {
    plainTitle = null,
    body = null,
    sections = {},
    notice = null,
    covers = 'code',
    slots = null,
  } = state;
  const place = { codeSet: codeSet ?? null, code: code ?? null, appliesFrom: appliesFrom ?? null };
  return {
    ...place,
    plainTitle,
    body,
    sections,
    notice,
    covers,
    slots,
    correction: revision.correction ?? null,
  };
}
