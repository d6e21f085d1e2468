import type { Explanation } from '@plaincode/types/payload';
import type { Payload, PayloadRequest } from 'payload';
import { z } from 'zod';
import { WorkflowRefused } from '../../access/refused.ts';
import { rowAt, rowsOfCodes } from '../../beside/rows-of-codes.ts';
import { heldEditions } from '../../imports/held-editions.ts';
import { refusal } from '../../workflow/refusal.ts';

/** Of which code, as `codeSet/code`, and of which edition. */
export type OfficialPlace = { codeKey: string; edition: string };

/** What the edition says of the code, as a hash; null where it says nothing. */
export async function officialHash(
  payload: Payload,
  { codeKey, edition }: OfficialPlace,
): Promise<string | null> {
  const [codeSet = '', code = ''] = codeKey.split('/');
  const held = await heldEditions(payload, codeSet);
  const at = held.find(({ id }) => id === edition);
  if (!at) return null;
  const spans = (await rowsOfCodes(payload, held, { code: { equals: code } })).get(code) ?? [];
  return rowAt(spans, at)?.contentHash ?? null;
}

/**
 * An approval says that the text was read against the official row: refuses it where that row is another one than `read`. Who
 * does not say what they read is taken to have read what stood when the text was sent to review.
 */
export async function refuseOtherRow(
  line: Explanation,
  place: OfficialPlace,
  read: string | null | undefined,
  req: PayloadRequest,
): Promise<void> {
  const known = read === undefined ? await whenSubmitted(line, req.payload) : read;
  if (known !== undefined && known !== (await officialHash(req.payload, place)))
    throw new WorkflowRefused(refusal('official-changed'));
}

const submission = z.object({
  details: z.looseObject({ line: z.string(), official: z.string().nullish() }),
});

/** The lines of one code share their entries; more of them than these are not looked through. */
const mostEntries = 50;

/** The official row when the text was sent to review last; undefined where that was not written down. */
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
