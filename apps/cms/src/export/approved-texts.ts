import type { Payload, Where } from 'payload';
import { z } from 'zod';
import { everyDocument } from '../imports/every-document.ts';
import { relationId } from '../relation-id.ts';
import { type ApprovedContent, approvedContent } from '../workflow/content.ts';
import { compactContent } from './compact-content.ts';

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
  /** Who approved it, by the name that readers may know; null where there is none. */
  reviewer: string | null;
}

const related = z.union([z.string(), z.object({ id: z.string() })]);

const revisionDocument = z.object({
  id: z.string(),
  codeKey: z.string(),
  hash: z.string(),
  edition: z.string(),
  content: approvedContent,
  approvedAt: z.string(),
  approvedBy: related,
  reviewed: z.string(),
});

/** So many are asked for by their names, a statement's worth at a time; for more, reading all is the shorter way. */
const fewTexts = 2_000;
const some = 200;

/** The approved revisions that readers see, by `codeSet/code`. Throws where one is gone or not whole. */
export async function approvedTexts(
  payload: Payload,
  pins: ReadonlyMap<string, string>,
): Promise<Map<string, ApprovedText>> {
  const wanted = new Set(pins.values());
  const texts = new Map<string, ApprovedText>();
  if (wanted.size === 0) return texts;
  const reviewers = await publicNames(payload);
  for (const where of questions([...wanted]))
    for await (const document of everyDocument(payload, 'approved-revisions', where, { size: 500 })) {
      if (!wanted.delete((document as { id: string }).id)) continue;
      const revision = revisionDocument.parse(document);
      texts.set(revision.codeKey, textOf(revision, reviewers.get(relationId(revision.approvedBy)) ?? null));
    }
  const [lost] = wanted;
  if (lost !== undefined) throw new Error(`The approved revision ${lost} is no longer in the database.`);
  return texts;
}

function questions(ids: string[]): Where[] {
  if (ids.length > fewTexts) return [{}];
  const starts = Array.from({ length: Math.ceil(ids.length / some) }, (_, at) => at * some);
  return starts.map((start) => ({ id: { in: ids.slice(start, start + some) } }));
}

const namedStaff = z.object({ id: z.string(), publicName: z.string().nullish() });

/** The names that staff let readers see, by their ids. */
export async function publicNames(payload: Payload): Promise<Map<string, string>> {
  const names = new Map<string, string>();
  for await (const document of everyDocument(payload, 'staff', {}, { size: 500 })) {
    const { id, publicName } = namedStaff.parse(document);
    const name = publicName?.replace(/\s+/g, ' ').trim();
    if (name) names.set(id, name);
  }
  return names;
}

function textOf(
  { codeKey, hash, edition, content, approvedAt, reviewed }: z.infer<typeof revisionDocument>,
  reviewer: string | null,
): ApprovedText {
  return {
    codeKey,
    hash,
    edition,
    content: compactContent(content),
    approved: approvedAt.slice(0, 10),
    reviewed: reviewed.slice(0, 10),
    reviewer,
  };
}
