import { diffWords } from '@plaincode/code-sets';
import type { ChangeBatch, CopyrightNotice, Explanation } from '@plaincode/types/payload';
import type { PayloadRequest } from 'payload';
import { noticeNames } from '../names/notice-names.ts';
import { approvedContent, type HashedText } from '../workflow/content.ts';
import { hashUnder } from '../workflow/notice-move.ts';
import type { TextChange } from '../workflow/text-diff.ts';
import type { Judged } from './batch-view.ts';

/** So many revisions are read at once. */
const together = 200;

/** Which approved texts differ by their notice alone; what changes is the same in all of them. */
export async function judgeNotices(
  req: PayloadRequest,
  { fromNotice, toNotice }: ChangeBatch,
  docs: readonly Explanation[],
): Promise<Judged> {
  const [from, to] = [await noticeById(req, fromNotice ?? ''), await noticeById(req, toNotice ?? '')];
  if (!from || !to) return { common: [], diffs: new Map() };
  const diffs = new Map<string, TextChange[]>();
  for (let at = 0; at < docs.length; at += together) {
    const some = docs.slice(at, at + together);
    const approved = await approvedTexts(req, some);
    for (const doc of some) {
      const text = approved.get(doc.approvedRevision ?? '');
      if (text && hashUnder(text, to.slug) === doc.contentHash) diffs.set(doc.id, []);
    }
  }
  return { common: noticeDiff(from, to, await noticeNames(req.payload, [from, to])), diffs };
}

/** What readers see of the move. */
export function noticeDiff(
  from: CopyrightNotice,
  to: CopyrightNotice,
  names: ReadonlyMap<string, string>,
): TextChange[] {
  return [
    { part: 'Notice', words: diffWords(names.get(from.id) ?? from.slug, names.get(to.id) ?? to.slug) },
    { part: 'Printed under the text', words: diffWords(from.text, to.text) },
  ];
}

export async function noticeById(req: PayloadRequest, id: string): Promise<CopyrightNotice | null> {
  return await req.payload.findByID({
    collection: 'copyright-notices',
    id,
    depth: 0,
    disableErrors: true,
  });
}

async function approvedTexts(
  req: PayloadRequest,
  docs: readonly Explanation[],
): Promise<Map<string, HashedText>> {
  const ids = docs.flatMap(({ approvedRevision }) => approvedRevision ?? []);
  const { docs: revisions } = await req.payload.find({
    collection: 'approved-revisions',
    where: { id: { in: ids } },
    select: { codeKey: true, edition: true, content: true },
    depth: 0,
    pagination: false,
  });
  return new Map(
    revisions.map(({ id, codeKey, edition, content }) => [
      id,
      { codeKey, edition, content: approvedContent.parse(content) },
    ]),
  );
}
