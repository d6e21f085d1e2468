import {
  accessPlan,
  accessTier,
  codeSetEdition,
  copyrightNotice,
  day,
  href,
  line,
  sectionId,
  slug,
} from '@plaincode/content-schemas';
import { z } from 'zod';

/** What `demo/settings.json` holds. */
export const starterSettings = z.strictObject({
  site: z.strictObject({
    name: line,
    publisher: line,
    productBar: z.array(z.strictObject({ label: line, href: href.nullable() })),
    callout: z.strictObject({ action: line, href }).nullable(),
  }),
  accessPlan: accessPlan.optional(),
  rightsHolders: z.array(z.strictObject({ slug, name: line })),
  notices: z.array(copyrightNotice.omit({ id: true }).extend({ slug })),
  styleRules: z
    .array(
      z.strictObject({
        kind: z.enum(['preferred', 'abbreviation', 'form', 'banned']),
        avoid: line,
        use: line.nullable(),
        why: line,
      }),
    )
    .default([]),
  codeSystems: z.array(
    z.strictObject({
      slug,
      name: line,
      shortName: line,
      rightsHolder: slug,
      licensed: z.boolean(),
      licence: z
        .strictObject({
          holder: line,
          number: line,
          validFrom: day,
          validTo: day,
          statedBy: line,
          statedOn: day,
        })
        .nullable(),
      description: line,
      fileFormat: z.enum(['hcpcs', 'icd-10-cm-order', 'cpt']),
      descriptorTier: accessTier,
      explanationTier: accessTier,
      sectionTiers: z.record(sectionId, accessTier),
    }),
  ),
  releases: z.array(z.strictObject({ file: line, edition: codeSetEdition })),
});
export type StarterSettings = z.infer<typeof starterSettings>;
