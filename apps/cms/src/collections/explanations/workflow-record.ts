import type { Explanation } from '@plaincode/types/payload';
import type { PayloadRequest } from 'payload';
import { relationId } from '../../relation-id.ts';
import type { HashedText } from '../../workflow/content.ts';
import type { WorkflowRecord } from '../../workflow/decide-action.ts';
import type { Finding } from '../../workflow/readiness/finding.ts';
import { blockingOf, readinessFindings } from '../../workflow/readiness/index.ts';
import { readinessFacts } from './readiness-facts.ts';

type Doc = Partial<Explanation>;

/** The stored fields of the workflow as its own record. */
export function recordOf(doc: Doc): WorkflowRecord {
  const { approvedHash, approvedBy, approvedAt } = doc;
  return {
    state: doc.state ?? 'draft',
    editors: (doc.editors ?? []).map((one) => relationId(one)),
    authors: (doc.authors ?? []).map((one) => relationId(one)),
    lastAuthors: (doc.lastAuthors ?? []).map((one) => relationId(one)),
    contentHash: doc.contentHash ?? '',
    approval:
      approvedHash && approvedBy && approvedAt
        ? { hash: approvedHash, by: relationId(approvedBy), at: approvedAt }
        : null,
    note: doc.reviewNote ?? null,
  };
}

/** The record as the fields that hold it. */
export function fieldsOf(record: WorkflowRecord) {
  return {
    state: record.state,
    editors: record.editors,
    authors: record.authors,
    lastAuthors: record.lastAuthors,
    contentHash: record.contentHash,
    approvedHash: record.approval?.hash ?? null,
    approvedBy: record.approval?.by ?? null,
    approvedAt: record.approval?.at ?? null,
    reviewNote: record.note,
  };
}

/** What the rules find in a text: what keeps it from review, and what its editor should know. */
export async function findingsOf(text: HashedText, req: PayloadRequest): Promise<Finding[]> {
  return readinessFindings(text, await readinessFacts(text, req));
}

/** What the text still lacks before a reviewer can have it. */
export async function problemsOf(text: HashedText, req: PayloadRequest): Promise<string[]> {
  return blockingOf(await findingsOf(text, req));
}
