import type { CorrectionsPageRecord } from '@plaincode/content-schemas';
import type { Payload } from 'payload';
import { z } from 'zod';
import { everyDocument } from '../imports/every-document.ts';
import { publishedAfter } from '../releases/live.ts';
import { type CorrectionMade, CorrectionsSoFar } from '../workflow/corrections.ts';
import type { ReleaseChange } from '../workflow/release.ts';

/** By `codeSet/code`, the newest first. */
export type Corrections = ReadonlyMap<string, readonly CorrectionMade[]>;

const corrected = z.object({ id: z.string(), correction: z.string() });

/** What a process has told so far, up to the order of a release. */
const tellings = new WeakMap<Payload, { order: number; so: CorrectionsSoFar }>();

/** What was corrected so far. `over`: a release on its way, whose corrections have the day of `today`. */
export async function correctionsMade(
  payload: Payload,
  today: string,
  over?: ReleaseChange,
): Promise<Corrections> {
  const so = await correctionsSoFar(payload, today);
  if (!over) return so.told();
  return so.told({ at: today, pins: over.pins }, await wordsOf(payload, [over]));
}

/** What readers have been told by now; `today` stands for the day of a release that kept none. */
export async function correctionsSoFar(payload: Payload, today: string): Promise<CorrectionsSoFar> {
  const telling = tellings.get(payload) ?? { order: 0, so: new CorrectionsSoFar() };
  tellings.set(payload, telling);
  const releases = await publishedAfter(payload, telling.order);
  const words = await wordsOf(payload, releases);
  for (const { order, publishedAt, pins } of releases) {
    /* Who asked at the same time may have told it already. */
    if (order <= telling.order) continue;
    telling.so.take({ at: publishedAt ?? today, pins }, words);
    telling.order = order;
  }
  return telling.so;
}

/** So many revisions are asked for by name; for more, reading all that bear words is the shorter way. */
const fewRevisions = 500;

async function wordsOf(
  payload: Payload,
  changes: readonly Pick<ReleaseChange, 'pins'>[],
): Promise<Map<string, string>> {
  const ids = changes.flatMap(({ pins }) => pins.flatMap(({ revision }) => revision ?? []));
  const words = new Map<string, string>();
  if (ids.length === 0) return words;
  const bears = { correction: { exists: true } };
  const where = ids.length > fewRevisions ? bears : { and: [{ id: { in: ids } }, bears] };
  const select = { correction: true } as const;
  for await (const document of everyDocument(payload, 'approved-revisions', where, { select })) {
    const parsed = corrected.safeParse(document);
    if (parsed.success) words.set(parsed.data.id, parsed.data.correction);
  }
  return words;
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
