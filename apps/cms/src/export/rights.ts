import type { CopyrightNotice, RightsHolder } from '@plaincode/content-schemas';
import type { Payload } from 'payload';
import { z } from 'zod';
import { ExportRefused } from './export-refused.ts';

/** Whose texts there are and which notices go with them. */
export interface Rights {
  /** By their short ids. */
  holders: ReadonlyMap<string, RightsHolder>;
  /** In the order of their short ids. */
  notices: readonly CopyrightNotice[];
}

/**
 * The notices to print with a holder's text of one edition: those given for that edition, else for its code
 * set, else for all of the holder's texts. Null where none may stand under the text.
 */
export function findNotices(
  { notices }: Pick<Rights, 'notices'>,
  holder: string,
  codeSet: string,
  edition: string,
): CopyrightNotice[] | null {
  const own = notices.filter((notice) => notice.rightsHolder === holder);
  const fitting = [edition, codeSet, null].map((given) => own.filter((notice) => notice.edition === given));
  const printed = fitting.find((some) => some.some(isLine));
  if (!printed || printed.some(isTerms)) return printed ?? null;
  // Terms are often given for all editions of a set, and the line below its texts for each.
  const terms = fitting.map((some) => some.filter(isTerms)).find((some) => some.length > 0) ?? [];
  return [...printed, ...terms];
}

/** The same. Throws `ExportRefused` where none may stand under the text. */
export function noticesFor(
  rights: Rights,
  holder: string,
  codeSet: { id: string; name: string },
  edition: { id: string; label: string },
): CopyrightNotice[] {
  const found = findNotices(rights, holder, codeSet.id, edition.id);
  if (found) return found;
  const name = rights.holders.get(holder)?.name ?? holder;
  throw new ExportRefused(
    'missing-notice',
    `There is no notice of ${name} to print under its text of ${codeSet.name}, edition ${edition.label}. Add it for ${edition.id} or for all of ${codeSet.id} under Notices › Copyright notices, with the use "Under the text it covers".`,
  );
}

export function isLine(notice: CopyrightNotice): boolean {
  return notice.uses.includes('line');
}

function isTerms(notice: CopyrightNotice): boolean {
  return notice.uses.includes('first-display');
}

const holderDocument = z.object({ id: z.string(), slug: z.string(), name: z.string() });
const noticeDocument = z.object({
  slug: z.string(),
  rightsHolder: z.string(),
  edition: z.string().nullish(),
  uses: z.array(z.enum(['line', 'first-display', 'fee-data', 'print'])),
  text: z.string(),
  /** Absent on a notice from before there was a second person. */
  active: z.boolean().nullish(),
});

/** Reads the desk's rights holders, and those notices that are in use. */
export async function readRights(
  payload: Payload,
): Promise<Rights & { slugOf: (holderId: string) => string }> {
  const all = { limit: 0, pagination: false, sort: 'slug' } as const;
  const holders = (await payload.db.find({ collection: 'rights-holders', ...all })).docs.map((one) =>
    holderDocument.parse(one),
  );
  const notices = (await payload.db.find({ collection: 'copyright-notices', ...all })).docs
    .map((one) => noticeDocument.parse(one))
    .filter(({ active }) => active !== false);
  const slugs = new Map(holders.map(({ id, slug }) => [id, slug]));
  const slugOf = (id: string) => slugs.get(id) ?? id;
  return {
    slugOf,
    holders: new Map(holders.map(({ slug, name }) => [slug, { id: slug, name: name.trim() }])),
    notices: notices.map(({ slug, rightsHolder, edition, uses, text }) => ({
      id: slug,
      rightsHolder: slugOf(rightsHolder),
      edition: edition || null,
      uses,
      text: text.trim(),
    })),
  };
}
