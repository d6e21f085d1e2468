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

/** So many are asked for by their names; for more, reading all is the shorter way. */
const fewTexts = 200;

/** The approved revisions that readers see, by `codeSet/code`. Throws where one is gone or not whole. */
export async function approvedTexts(
  payload: Payload,
  pins: ReadonlyMap<string, string>,
): Promise<Map<string, ApprovedText>> {
  const wanted = new Set(pins.values());
  const texts = new Map<string, ApprovedText>();
  const where = wanted.size <= fewTexts ? { id: { in: [...wanted] } } : {};
  for await (const document of everyDocument(payload, 'approved-revisions', where, { size: 500 })) {
    if (!wanted.delete((document as { id: string }).id)) continue;
    const revision = revisionDocument.parse(document);
    texts.set(revision.codeKey, textOf(revision));
  }
  const [lost] = wanted;
  if (lost !== undefined) throw new Error(`The approved revision ${lost} is no longer in the database.`);
  return texts;
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
