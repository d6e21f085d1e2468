import type { CorrectionsPageRecord } from '@plaincode/content-schemas';
import type { Payload } from 'payload';
import { z } from 'zod';
import { everyDocument } from '../imports/every-document.ts';
import { changeOf } from '../releases/live.ts';
import { type CorrectionMade, foldCorrections } from '../workflow/corrections.ts';
import type { ReleaseChange } from '../workflow/release.ts';

/** By `codeSet/code`, the newest first. */
export type Corrections = ReadonlyMap<string, readonly CorrectionMade[]>;

const corrected = z.object({ id: z.string(), correction: z.string() });
const published = z.object({
  order: z.number(),
  publishedAt: z.string().nullish(),
  pins: z.unknown(),
});

/** What was corrected so far. `over`: a release on its way, whose corrections have the day of `today`. */
export async function correctionsMade(
  payload: Payload,
  today: string,
  over?: ReleaseChange,
): Promise<Corrections> {
  const words = new Map<string, string>();
  const where = { correction: { exists: true } };
  const select = { correction: true } as const;
  for await (const document of everyDocument(payload, 'approved-revisions', where, { select })) {
    const parsed = corrected.safeParse(document);
    if (parsed.success) words.set(parsed.data.id, parsed.data.correction);
  }
  if (words.size === 0) return new Map();
  const { docs } = await payload.db.find({
    collection: 'releases',
    where: { state: { in: ['published', 'reverted'] } },
    limit: 0,
    pagination: false,
    select: { order: true, pins: true, publishedAt: true },
  });
  const releases = docs
    .map((document) => published.parse(document))
    .sort((a, b) => a.order - b.order)
    .map(({ publishedAt, pins }) => ({
      date: publishedAt?.slice(0, 10) ?? today,
      pins: changeOf({ pins }).pins,
    }));
  return foldCorrections([...releases, ...(over ? [{ date: today, pins: over.pins }] : [])], words);
}

type Listed = CorrectionsPageRecord['corrections'][number];

/** The page that lists them all, the newest first; those of one day by code. */
export function correctionsPage(corrections: readonly Listed[]): CorrectionsPageRecord {
  const ordered = [...corrections].sort((a, b) => {
    if (a.date !== b.date) return a.date < b.date ? 1 : -1;
    return a.code.path < b.code.path ? -1 : a.code.path > b.code.path ? 1 : 0;
  });
  return { kind: 'corrections', path: '/corrections/', corrections: ordered };
}
