import type { Payload, Where } from 'payload';
import { z } from 'zod';
import { everyDocument } from '../imports/every-document.ts';

/** An approved revision without its text. */
export interface RevisionHead {
  id: string;
  codeKey: string;
  /** The explanation that it was approved for. */
  line: string;
  edition: string;
  hash: string;
  officialHash: string | null;
  approvedAt: string;
}

const head = z.object({
  id: z.string(),
  codeKey: z.string(),
  explanation: z.string(),
  edition: z.string(),
  hash: z.string(),
  officialHash: z.string().nullish(),
  approvedAt: z.string(),
});

const headFields = {
  codeKey: true,
  explanation: true,
  edition: true,
  hash: true,
  officialHash: true,
  approvedAt: true,
} as const;

/** As many ids as one statement may name. */
const some = 500;

/** Revisions by their ids. Throws when one is gone: they are never deleted. */
export async function revisionsById(
  payload: Payload,
  ids: readonly string[],
): Promise<Map<string, RevisionHead>> {
  const found = new Map<string, RevisionHead>();
  for (const one of await headsOf(payload, ids)) found.set(one.id, one);
  const lost = ids.find((id) => !found.has(id));
  if (lost !== undefined) throw new Error(`The approved revision ${lost} is no longer in the database.`);
  return found;
}

/** Every revision that matches. */
export async function revisionHeads(payload: Payload, where: Where): Promise<RevisionHead[]> {
  const found: RevisionHead[] = [];
  for await (const document of everyDocument(payload, 'approved-revisions', where, { select: headFields })) {
    const { explanation, officialHash, ...rest } = head.parse(document);
    found.push({ ...rest, line: explanation, officialHash: officialHash ?? null });
  }
  return found;
}

/** Ids are made in the order of time; they settle a draw within one millisecond. */
export function newerThan(a: RevisionHead, b: RevisionHead): boolean {
  return a.approvedAt === b.approvedAt ? a.id > b.id : a.approvedAt > b.approvedAt;
}

async function headsOf(payload: Payload, ids: readonly string[]): Promise<RevisionHead[]> {
  const found: RevisionHead[] = [];
  for (let start = 0; start < ids.length; start += some)
    found.push(...(await revisionHeads(payload, { id: { in: ids.slice(start, start + some) } })));
  return found;
}
