import type { CopyrightNotice } from '@plaincode/types/payload';
import type { PayloadRequest, Where } from 'payload';
import { BadRequest, signedIn } from '../access/parse-request.ts';
import { noticeNames } from '../names/notice-names.ts';
import { type TextName, withNames } from '../names/text-names.ts';
import { relationId } from '../relation-id.ts';
import { keepsItsNotice, noticeMoveRefusal } from '../workflow/notice-move.ts';
import { stateLabels, states } from '../workflow/states.ts';
import type { TextChange } from '../workflow/text-diff.ts';
import type { SeenText } from './batch-texts.ts';
import { isSettled } from './find-texts.ts';
import { noticeById, noticeDiff } from './judge-notices.ts';
import { factsOf } from './move-notice.ts';

export type TextsOfNotice = {
  /** Where they can go, each with what then changes under every text. */
  targets: { id: string; slug: string; name: string; diff: TextChange[] }[];
  /** Every text that names the notice and can be moved, in the order of their codes. */
  texts: NamingText[];
};

export type NamingText = SeenText &
  TextName & {
    codeKey: string;
    edition: string;
    stateLabel: string;
    /** Whether it stands as it was approved, so that it can be approved with the others. */
    together: boolean;
  };

const pageSize = 1_000;
const open = states.filter((state) => !keepsItsNotice(state));

/** The texts that name a notice, and the notices of the same holder that they could name. Writes nothing. */
export async function textsOfNotice(req: PayloadRequest, id: string): Promise<TextsOfNotice> {
  signedIn(req);
  const notice = await noticeById(req, id);
  if (!notice) throw new BadRequest('There is no such notice.');
  const found: Omit<NamingText, keyof TextName>[] = [];
  for await (const text of naming(req, id)) found.push(text);
  const texts = await withNames(req.payload, found);
  texts.sort((a, b) => (a.codeKey < b.codeKey ? -1 : 1));
  return { targets: await targetsOf(req, notice), texts };
}

async function targetsOf(req: PayloadRequest, notice: CopyrightNotice): Promise<TextsOfNotice['targets']> {
  const { docs } = await req.payload.find({
    collection: 'copyright-notices',
    where: { rightsHolder: { equals: relationId(notice.rightsHolder) } },
    sort: 'slug',
    depth: 0,
    pagination: false,
  });
  const fit = docs.filter((to) => noticeMoveRefusal(factsOf(notice), factsOf(to)) === null);
  const names = await noticeNames(req.payload, [notice, ...fit]);
  return fit.map((to) => ({
    id: to.id,
    slug: to.slug,
    name: names.get(to.id) ?? to.slug,
    diff: noticeDiff(notice, to, names),
  }));
}

async function* naming(
  req: PayloadRequest,
  notice: string,
): AsyncGenerator<Omit<NamingText, keyof TextName>> {
  for (let after = ''; ; ) {
    const and: Where[] = [{ notice: { equals: notice } }, { state: { in: open } }];
    if (after) and.push({ id: { greater_than: after } });
    const { docs } = await req.payload.find({
      collection: 'explanations',
      where: { and },
      select: {
        codeKey: true,
        appliesFrom: true,
        state: true,
        contentHash: true,
        approvedHash: true,
        approvedRevision: true,
      },
      sort: 'id',
      limit: pageSize,
      pagination: false,
      draft: true,
      depth: 0,
      user: req.user,
      overrideAccess: false,
    });
    for (const doc of docs)
      yield {
        id: doc.id,
        contentHash: doc.contentHash ?? '',
        codeKey: doc.codeKey ?? doc.id,
        edition: doc.appliesFrom ?? '',
        stateLabel: stateLabels[doc.state ?? 'draft'],
        together: isSettled(doc),
      };
    if (docs.length < pageSize) return;
    after = docs.at(-1)?.id ?? '';
  }
}
