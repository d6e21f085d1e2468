import type { Payload, PayloadRequest } from 'payload';
import { everThere, rowAt, rowsOfCodes } from '../../beside/rows-of-codes.ts';
import { familyOfText } from '../../families/family-of-text.ts';
import { heldEditions } from '../../imports/held-editions.ts';
import { editionLabels } from '../../names/text-names.ts';
import { relationId } from '../../relation-id.ts';
import type { HashedText } from '../../workflow/content.ts';
import { familyFacts } from '../../workflow/families/family-facts.ts';
import type { ReadinessFacts } from '../../workflow/readiness/finding.ts';
import { standingsOfLinks } from './link-standings.ts';

/** Looks up what the readiness of a text depends on besides the text. */
export async function readinessFacts(text: HashedText, { payload }: PayloadRequest): Promise<ReadinessFacts> {
  const [codeSet = '', code = ''] = text.codeKey.split('/');
  const [held, set, notices, style, linked] = await Promise.all([
    heldEditions(payload, codeSet),
    payload.db.find<{ licensed?: boolean | null }>({
      collection: 'code-systems',
      where: { slug: { equals: codeSet } },
      limit: 1,
      pagination: false,
    }),
    payload.find({
      collection: 'copyright-notices',
      where: { slug: { equals: text.content.notice ?? '' }, active: { not_equals: false } },
      select: { uses: true, rightsHolder: true },
      limit: 1,
      depth: 0,
      pagination: false,
    }),
    styleRules(payload),
    standingsOfLinks(payload, text.content),
  ]);
  const edition = held.find(({ id }) => id === text.edition);
  const spans = code ? ((await rowsOfCodes(payload, held, { code: { equals: code } })).get(code) ?? []) : [];
  const row = edition ? (rowAt(spans, edition) ?? spans.at(-1)) : spans.at(-1);
  return {
    codeKnown: spans.length > 0,
    editionKnown: edition !== undefined,
    editionLeft: edition ? null : await labelOf(payload, text.edition),
    pageToCome: !edition || spans.length === 0 || everThere(spans, held, edition),
    licensed: set.docs[0]?.licensed === true,
    noticeInUse: notices.docs.length > 0,
    noticeUnderTexts: notices.docs.some(({ uses }) => uses.includes('line')),
    noticeOfOfficial: await maintainerOf(payload, relationId(notices.docs[0]?.rightsHolder)),
    official: row ? { displayCode: row.displayCode, descriptor: row.longDescriptor ?? '' } : null,
    linked,
    style,
    family: text.content.family ? await factsOfFamily(payload, text) : null,
  };
}

/** The label of an edition, held or not; null where the desk never had it. */
async function labelOf(payload: Payload, edition: string): Promise<string | null> {
  return (await editionLabels(payload, [edition])).get(edition) ?? null;
}

/** The name of a rights holder whose codes are held; null of any other. */
async function maintainerOf(payload: Payload, holder: string | null): Promise<string | null> {
  if (holder === null) return null;
  const where = { rightsHolder: { equals: holder } };
  const { docs } = await payload.find({ collection: 'code-systems', where, limit: 1, depth: 1 });
  const [found] = docs;
  return found && typeof found.rightsHolder === 'object' ? found.rightsHolder.name : null;
}

async function factsOfFamily(
  payload: Payload,
  { codeKey, edition }: HashedText,
): Promise<ReadinessFacts['family']> {
  const family = await familyOfText(payload, codeKey, edition);
  return family && familyFacts(family.readers, family.valuesOf);
}

async function styleRules(payload: Payload): Promise<ReadinessFacts['style']> {
  const { docs } = await payload.find({
    collection: 'style-rules',
    where: { active: { equals: true } },
    depth: 0,
    pagination: false,
    sort: 'avoid',
  });
  return docs.map(({ kind, avoid, use }) => ({ kind, avoid, use: use || null }));
}
