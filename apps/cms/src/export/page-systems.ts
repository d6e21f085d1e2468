import { accessTier, type CodeSet, sectionIds } from '@plaincode/content-schemas';
import type { Payload } from 'payload';
import { z } from 'zod';
import { sectionFields } from '../workflow/sections.ts';
import type { Tiers } from './code-page.ts';

/** A code set as its pages need it. */
export interface PageSystem {
  codeSet: CodeSet;
  description: string | null;
  tiers: Tiers;
}

const systemDocument = z.object({
  slug: z.string(),
  name: z.string(),
  shortName: z.string(),
  rightsHolder: z.string(),
  licensed: z.boolean().nullish(),
  description: z.string().nullish(),
  descriptorTier: accessTier.nullish(),
  explanationTier: accessTier.nullish(),
  sectionTiers: z.record(z.string(), accessTier.nullish()).nullish(),
});

/** The desk's code sets in the order in which they were made: the order of the site's navigation. */
export async function pageSystems(
  payload: Payload,
  holderSlug: (id: string) => string,
): Promise<PageSystem[]> {
  const page = await payload.db.find({ collection: 'code-systems', limit: 0, pagination: false, sort: 'id' });
  return page.docs.map((document) => {
    const { slug, name, shortName, rightsHolder, licensed, description, ...tiers } =
      systemDocument.parse(document);
    return {
      codeSet: {
        id: slug,
        name: name.trim(),
        shortName: shortName.trim(),
        rightsHolder: holderSlug(rightsHolder),
        licensed: licensed === true,
      },
      description: description?.replace(/\s+/g, ' ').trim() || null,
      tiers: tiersOf(tiers),
    };
  });
}

/** Where a set says nothing, its licensed words are not the open ones: `registered` is the careful reading. */
function tiersOf({
  descriptorTier,
  explanationTier,
  sectionTiers,
}: Pick<z.infer<typeof systemDocument>, 'descriptorTier' | 'explanationTier' | 'sectionTiers'>): Tiers {
  const sections = sectionIds.map((id) => [id, sectionTiers?.[sectionFields[id]] ?? 'registered'] as const);
  return {
    descriptor: descriptorTier ?? 'registered',
    explanation: explanationTier ?? 'metered',
    sections: Object.fromEntries(sections) as Tiers['sections'],
  };
}
