import type { Explanation } from '@plaincode/types/payload';
import type { PayloadRequest } from 'payload';
import type { HashedText } from '../../workflow/content.ts';
import type { WorkflowRecord } from '../../workflow/decide-action.ts';
import { type ReadinessFacts, readinessProblems } from '../../workflow/readiness.ts';

type Doc = Partial<Explanation>;

const idOf = (value: string | { id: string }): string => (typeof value === 'string' ? value : value.id);

/** The stored fields of the workflow as its own record. */
export function recordOf(doc: Doc): WorkflowRecord {
  const { approvedHash, approvedBy, approvedAt } = doc;
  return {
    state: doc.state ?? 'draft',
    editors: (doc.editors ?? []).map(idOf),
    contentHash: doc.contentHash ?? '',
    approval:
      approvedHash && approvedBy && approvedAt
        ? { hash: approvedHash, by: idOf(approvedBy), at: approvedAt }
        : null,
    note: doc.reviewNote ?? null,
  };
}

/** The record as the fields that hold it. */
export function fieldsOf(record: WorkflowRecord) {
  return {
    state: record.state,
    editors: record.editors,
    contentHash: record.contentHash,
    approvedHash: record.approval?.hash ?? null,
    approvedBy: record.approval?.by ?? null,
    approvedAt: record.approval?.at ?? null,
    reviewNote: record.note,
  };
}

/** What the text still lacks before a reviewer can have it. */
export async function problemsOf(text: HashedText, req: PayloadRequest): Promise<string[]> {
  return readinessProblems(text, await readinessFacts(text, req));
}

async function readinessFacts(text: HashedText, req: PayloadRequest): Promise<ReadinessFacts> {
  const [codeSet = '', code = ''] = text.codeKey.split('/');
  const { payload } = req;
  const [codes, editions, sets] = await Promise.all([
    payload.count({
      collection: 'codes',
      where: { codeSet: { equals: codeSet }, code: { equals: code } },
      req,
    }),
    payload.count({
      collection: 'editions',
      where: { slug: { equals: text.edition }, codeSet: { equals: codeSet } },
      req,
    }),
    payload.find({
      collection: 'code-systems',
      where: { slug: { equals: codeSet } },
      depth: 0,
      limit: 1,
      req,
    }),
  ]);
  return {
    codeKnown: codes.totalDocs > 0,
    editionKnown: editions.totalDocs > 0,
    licensed: sets.docs[0]?.licensed === true,
  };
}
