import {
  type AccessTier,
  type CopyrightNotice,
  type SectionId,
  sectionIds,
} from '@plaincode/content-schemas';
import type { Payload, RequiredDataFromCollectionSlug } from 'payload';
import { type SectionField, sectionFields } from '../workflow/sections.ts';
import { knownCodeSets } from './known-code-sets.ts';

/** One tier for each section, under the names of the desk's fields. */
export function sectionTiers(tierOf: (id: SectionId) => AccessTier): Record<SectionField, AccessTier> {
  const tiers = sectionIds.map((id) => [sectionFields[id], tierOf(id)] as const);
  return Object.fromEntries(tiers) as Record<SectionField, AccessTier>;
}

/**
 * Makes sure that the known code sets, their rights holders and notices exist. What exists already is left as
 * it is, whoever wrote it, so running it again changes nothing. Returns how many documents it created.
 */
export async function ensureCodeSets(payload: Payload): Promise<number> {
  let created = 0;
  for (const set of knownCodeSets) {
    const holder = await ensure(payload, 'rights-holders', {
      slug: set.rightsHolder.id,
      name: set.rightsHolder.name,
    });
    const notice = set.notice && (await ensureNotice(payload, set.notice, holder.id));
    const { slug, name, shortName, description, fileFormat } = set;
    const licensed = set.notice === null;
    const system = await ensure(payload, 'code-systems', {
      slug,
      name,
      shortName,
      description,
      fileFormat,
      rightsHolder: holder.id,
      licensed,
      descriptorTier: licensed ? 'registered' : 'open',
      explanationTier: 'metered',
      sectionTiers: sectionTiers(() => 'registered'),
    });
    created += [holder, notice, system].filter((one) => one?.created).length;
  }
  return created;
}

function ensureNotice(payload: Payload, { id, edition, uses, text }: CopyrightNotice, rightsHolder: string) {
  return ensure(payload, 'copyright-notices', { slug: id, rightsHolder, edition, uses, text });
}

/** Creates a document unless one with its slug exists. */
export async function ensure<Slug extends 'rights-holders' | 'copyright-notices' | 'code-systems'>(
  payload: Payload,
  collection: Slug,
  data: RequiredDataFromCollectionSlug<Slug> & { slug: string },
): Promise<{ id: string; created: boolean }> {
  const found = await payload.db.findOne<{ id: string }>({
    collection,
    where: { slug: { equals: data.slug } },
  });
  if (found) return { id: String(found.id), created: false };
  const made = await payload.create({ collection, data, draft: false, depth: 0, overrideAccess: true });
  return { id: String(made.id), created: true };
}
