import type { ApprovedRevision, Explanation } from '@plaincode/types/payload';
import type { PayloadRequest } from 'payload';
import { WorkflowRefused } from '../access/refused.ts';
import type { DeskContext } from '../collections/explanations/desk-steps.ts';
import { recordOfLine } from '../collections/explanations/kept-authors.ts';
import { heldEditions } from '../imports/held-editions.ts';
import { relationId } from '../relation-id.ts';
import { approvedContent } from '../workflow/content.ts';
import { mayNotApprove } from '../workflow/decide-action.ts';
import { refusal } from '../workflow/refusal.ts';
import { liveRevision } from './live-revision.ts';

export interface LineToStart {
  codeSet: string;
  /** Without dot. */
  code: string;
  /** The edition from which the text applies. */
  edition: string;
}

/**
 * The line of a code for an edition: the one that is there, or a new one that begins with what readers see of the
 * code today, and with nothing where that was withdrawn. Whoever starts it counts as its author. Throws `WorkflowRefused` where the edition is not held.
 */
export async function startLine(req: PayloadRequest, line: LineToStart): Promise<Explanation> {
  const { codeSet, code, edition } = line;
  const { payload } = req;
  const lineKey = `${codeSet}/${code}@${edition}`;
  const { docs } = await payload.find({
    collection: 'explanations',
    where: { lineKey: { equals: lineKey } },
    draft: true,
    depth: 0,
    limit: 1,
    req,
  });
  if (docs[0]) return docs[0];
  const held = await heldEditions(payload, codeSet);
  if (!held.some(({ id }) => id === edition))
    throw new WorkflowRefused(refusal('edition-not-held', [edition]));
  const live = await liveRevision(payload, `${codeSet}/${code}`);
  const text: EditorState = live ? await editorStateOf(req, live) : {};
  const { plainTitle = null, body = null, sections = {}, covers = 'code', slots = null } = text;
  const context: DeskContext = live
    ? { deskStep: { kind: 'started', basedOn: live.id, authors: await unapprovedAuthors(req, live) } }
    : {};
  return await payload.create({
    collection: 'explanations',
    data: {
      plainTitle,
      body,
      sections,
      covers,
      slots,
      notice: await noticeFor(req, text.notice ?? (live ? null : await noticeOfSet(req, codeSet)), edition),
      codeSet,
      code,
      appliesFrom: edition,
    },
    draft: true,
    depth: 0,
    user: req.user,
    overrideAccess: false,
    context: { ...context },
  });
}

/** Whose words were approved and are so no more in their own line: they may not approve them in another one either. */
async function unapprovedAuthors(req: PayloadRequest, { explanation }: ApprovedRevision): Promise<string[]> {
  const id = relationId(explanation);
  const line = await req.payload.findByID({ collection: 'explanations', id, draft: true, depth: 0, req });
  const record = await recordOfLine(line, req);
  return mayNotApprove(record).filter((person) => record.authors.includes(person));
}

export type EditorState = {
  [Part in 'plainTitle' | 'body' | 'sections' | 'notice' | 'covers' | 'slots']?:
    | Explanation[Part]
    | undefined;
};

/** The text as the editor holds it; of a revision that did not keep it, from the line if that still says the same. */
export async function editorStateOf(req: PayloadRequest, live: ApprovedRevision): Promise<EditorState> {
  if (live.editorState) return live.editorState as EditorState;
  const id = typeof live.explanation === 'string' ? live.explanation : live.explanation.id;
  const doc = await req.payload.findByID({ collection: 'explanations', id, draft: true, depth: 0, req });
  if (doc.contentHash !== live.hash) return {};
  const { plainTitle = null, body = null, sections = {}, notice = null, covers, slots } = doc;
  return { plainTitle, body, sections, notice, covers, slots };
}

/** What the text of the set that was approved last bears: the first text of a code is rarely another holder's. */
async function noticeOfSet({ payload }: PayloadRequest, codeSet: string): Promise<string | null> {
  const { docs } = await payload.find({
    collection: 'approved-revisions',
    where: { codeKey: { like: `${codeSet}/` } },
    sort: '-approvedAt',
    depth: 0,
    limit: 1,
    // Without the texts: the whole list is sorted.
    select: { approvedAt: true },
  });
  if (!docs[0]) return null;
  const { content } = await payload.findByID({ collection: 'approved-revisions', id: docs[0].id, depth: 0 });
  const { notice } = approvedContent.parse(content);
  const found = await payload.find({
    collection: 'copyright-notices',
    where: { slug: { equals: notice } },
    depth: 0,
    limit: 1,
  });
  return found.docs[0]?.id ?? null;
}

/**
 * Where the holder gave a notice for this very edition, in use and printed under texts, the new line bears that one. Until
 * then it keeps the former one: its texts are moved as soon as there is another.
 */
async function noticeFor(
  req: PayloadRequest,
  former: Explanation['notice'],
  edition: string,
): Promise<string | null> {
  if (!former) return null;
  const id = relationId(former);
  const before = await req.payload.findByID({ collection: 'copyright-notices', id, depth: 0, req });
  const { docs } = await req.payload.find({
    collection: 'copyright-notices',
    where: { rightsHolder: { equals: before.rightsHolder }, edition: { equals: edition } },
    depth: 0,
    pagination: false,
    req,
  });
  return docs.find(({ active, uses }) => active !== false && uses.includes('line'))?.id ?? id;
}
