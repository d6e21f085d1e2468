import type { Explanation } from '@plaincode/types/payload';
import type { Payload, PayloadRequest } from 'payload';
import { z } from 'zod';
import { WorkflowRefused } from '../../access/refused.ts';
import { type LinePlace, type StandingLine, standingLines } from '../../beside/editions-of-line.ts';
import { rowAt, rowsOfCodes } from '../../beside/rows-of-codes.ts';
import { heldEditions } from '../../imports/held-editions.ts';
import { refusal } from '../../workflow/refusal.ts';

/** What the edition says of the code, as a hash; null where it says nothing. */
export async function officialHash(
  payload: Payload,
  { codeKey, edition }: LinePlace,
): Promise<string | null> {
  const [codeSet = '', code = ''] = codeKey.split('/');
  const held = await heldEditions(payload, codeSet);
  const at = held.find(({ id }) => id === edition);
  if (!at) return null;
  const spans = (await rowsOfCodes(payload, held, { code: { equals: code } })).get(code) ?? [];
  return rowAt(spans, at)?.contentHash ?? null;
}

/**
 * What a text is read against: the official rows of the code at its own edition and at each later one at which readers read
 * it, as one text; null where no edition says anything of the code.
 */
export async function officialRead(payload: Payload, place: LinePlace): Promise<string | null> {
  const found = await officialReads(payload, [place]);
  return found.get(`${place.codeKey}@${place.edition}`) ?? null;
}

/** The same of many texts, by `codeKey@edition`. */
export async function officialReads(
  payload: Payload,
  places: readonly LinePlace[],
): Promise<Map<string, string | null>> {
  const lines = await standingLines(payload, places);
  return new Map([...lines].map(([lineKey, line]) => [lineKey, readOf(line)]));
}

/** Stands for the row of an edition that says nothing of the code. */
const noRow = '-';

function readOf({ editions, spans }: StandingLine): string | null {
  const rows = editions.map((edition) => rowAt(spans, edition)?.contentHash ?? noRow);
  const different = [...new Set(rows)];
  return different.every((row) => row === noRow) ? null : different.join(' ');
}

const rowsIn = (read: string | null): string[] => (read ?? noRow).split(' ');

/**
 * An approval says that the text was read against the official rows that readers see with it: refuses it where one of them is
 * not among those in `read`. A line that somebody began for a later edition meanwhile takes rows away, and does no harm. Who
 * does not say what they read is taken to have read what stood when the text was sent to review.
 */
export async function refuseOtherRow(
  line: Explanation,
  place: LinePlace,
  read: string | null | undefined,
  req: PayloadRequest,
): Promise<void> {
  const known = read === undefined ? await whenSubmitted(line, req.payload) : read;
  if (known === undefined) return;
  const seen = new Set(rowsIn(known));
  if (rowsIn(await officialRead(req.payload, place)).some((row) => !seen.has(row)))
    throw new WorkflowRefused(refusal('official-changed'));
}

const submission = z.object({
  details: z.looseObject({ line: z.string(), official: z.string().nullish() }),
});

/** The lines of one code share their entries; more of them than these are not looked through. */
const mostEntries = 50;

/** The official rows when the text was sent to review last; undefined where that was not written down. */
async function whenSubmitted(
  { id, codeKey }: Explanation,
  payload: Payload,
): Promise<string | null | undefined> {
  const { docs } = await payload.db.find({
    collection: 'audit-log',
    where: { and: [{ subject: { equals: codeKey } }, { action: { equals: 'text-submitted' } }] },
    sort: '-sequence',
    limit: mostEntries,
    pagination: false,
  });
  return docs.map((row) => submission.parse(row).details).find(({ line }) => line === id)?.official;
}
