import type { Payload } from 'payload';
import { z } from 'zod';
import { everyDocument } from '../imports/every-document.ts';
import { type ApprovedContent, approvedContent } from '../workflow/content.ts';

/** The approved text of one code, as it was approved. */
export interface ApprovedText {
  codeKey: string;
  /** SHA-256 that the approval was bound to. */
  hash: string;
  /** The edition from which it applies. */
  edition: string;
  content: ApprovedContent;
  /** `YYYY-MM-DD` */
  approved: string;
  reviewed: string;
}

const revisionDocument = z.object({
  id: z.string(),
  codeKey: z.string(),
  hash: z.string(),
  edition: z.string(),
  content: approvedContent,
  approvedAt: z.string(),
  reviewed: z.string(),
});

/** The newest approved revision of every code, by `codeSet/code`. Throws where one is not whole. */
export async function approvedTexts(payload: Payload): Promise<Map<string, ApprovedText>> {
  const newest = new Map<string, z.infer<typeof revisionDocument>>();
  for await (const document of everyDocument(payload, 'approved-revisions', {}, { size: 500 })) {
    const revision = revisionDocument.parse(document);
    const known = newest.get(revision.codeKey);
    if (!known || newerThan(revision, known)) newest.set(revision.codeKey, revision);
  }
  return new Map([...newest].map(([codeKey, one]) => [codeKey, textOf(one)]));
}

/** Ids are made in the order of time; they settle a draw within one millisecond. */
function newerThan(a: { approvedAt: string; id: string }, b: { approvedAt: string; id: string }): boolean {
  return a.approvedAt === b.approvedAt ? a.id > b.id : a.approvedAt > b.approvedAt;
}

function textOf({
  codeKey,
  hash,
  edition,
  content,
  approvedAt,
  reviewed,
}: z.infer<typeof revisionDocument>): ApprovedText {
  return {
    codeKey,
    hash,
    edition,
    content,
    approved: approvedAt.slice(0, 10),
    reviewed: reviewed.slice(0, 10),
  };
}
