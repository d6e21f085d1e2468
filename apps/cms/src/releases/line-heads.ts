import type { Explanation } from '@plaincode/types/payload';
import type { Payload, Where } from 'payload';
import type { State } from '../workflow/states.ts';

/** A line without its text, as it stands now. */
export interface LineHead {
  id: string;
  codeKey: string;
  edition: string;
  state: State;
  contentHash: string;
  /** Whether the text is approved as it stands. */
  approved: boolean;
  /** The revision behind its last approval. */
  approvedRevision: string | null;
  /** The approved revision that it was begun from, or has taken over since. */
  basedOn: string | null;
  toMerge: string | null;
  savedAt: string;
}

const lineFields = {
  codeKey: true,
  appliesFrom: true,
  state: true,
  contentHash: true,
  approvedHash: true,
  approvedRevision: true,
  basedOn: true,
  toMerge: true,
  updatedAt: true,
} as const;

const some = 500;

/** The lines that match, each at its last save. */
export async function lineHeads(payload: Payload, where: Where): Promise<LineHead[]> {
  const { docs } = await payload.find({
    collection: 'explanations',
    where,
    draft: true,
    depth: 0,
    pagination: false,
    select: lineFields,
  });
  return (docs as Pick<Explanation, 'id' | keyof typeof lineFields>[]).flatMap((line) =>
    line.codeKey && line.appliesFrom
      ? [
          {
            id: line.id,
            codeKey: line.codeKey,
            edition: line.appliesFrom,
            state: line.state ?? 'draft',
            contentHash: line.contentHash ?? '',
            approved: Boolean(line.approvedHash) && line.approvedHash === line.contentHash,
            approvedRevision: line.approvedRevision ?? null,
            basedOn: line.basedOn ?? null,
            toMerge: line.toMerge ?? null,
            savedAt: line.updatedAt,
          },
        ]
      : [],
  );
}

/** Lines by their ids. */
export async function linesById(payload: Payload, ids: readonly string[]): Promise<Map<string, LineHead>> {
  const found: LineHead[] = [];
  for (let start = 0; start < ids.length; start += some)
    found.push(...(await lineHeads(payload, { id: { in: ids.slice(start, start + some) } })));
  return new Map(found.map((line) => [line.id, line]));
}

/** All lines of these codes, by `codeSet/code`. */
export async function linesOfCodes(
  payload: Payload,
  codeKeys: readonly string[],
): Promise<Map<string, LineHead[]>> {
  const found: LineHead[] = [];
  for (let start = 0; start < codeKeys.length; start += some)
    found.push(...(await lineHeads(payload, { codeKey: { in: codeKeys.slice(start, start + some) } })));
  return Map.groupBy(found, ({ codeKey }) => codeKey);
}
