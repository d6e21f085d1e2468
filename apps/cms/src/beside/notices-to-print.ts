import type { Payload } from 'payload';
import { readRights } from '../export/rights.ts';

export interface NoticeToPrint {
  holder: string;
  text: string;
}

/**
 * The notices that pages of an edition print under its official text, as `noticesFor` of the export finds them.
 * Empty where none is held: the release would be refused, here it is only to be seen.
 */
export async function noticesToPrint(
  payload: Payload,
  codeSet: string,
  edition: string,
): Promise<NoticeToPrint[]> {
  const { holders, notices, slugOf } = await readRights(payload);
  const { docs } = await payload.db.find<{ rightsHolder: string }>({
    collection: 'code-systems',
    where: { slug: { equals: codeSet } },
    limit: 1,
    pagination: false,
  });
  const holder = docs[0] ? slugOf(docs[0].rightsHolder) : null;
  const lines = notices.filter((one) => one.rightsHolder === holder && one.uses.includes('line'));
  const fitting = [edition, codeSet, null]
    .map((given) => lines.filter((notice) => notice.edition === given))
    .find((some) => some.length > 0);
  return (fitting ?? []).map(({ rightsHolder, text }) => ({
    holder: holders.get(rightsHolder)?.name ?? rightsHolder,
    text,
  }));
}
