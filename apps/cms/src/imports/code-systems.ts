import type { Payload } from 'payload';
import { z } from 'zod';
import { knownCodeSets } from './known-code-sets.ts';
import type { LicenceRecord } from './licence.ts';

/** What an import must know of a code set. */
export interface CodeSystem {
  id: string;
  slug: string;
  name: string;
  fileFormat: 'hcpcs' | 'icd-10-cm-order' | 'cpt';
  /** The rights holder's document. */
  rightsHolder: string;
  licensed: boolean;
  licence: LicenceRecord;
}

const codeSystemDocument = z.object({
  id: z.string(),
  slug: z.string(),
  name: z.string(),
  fileFormat: z.enum(['hcpcs', 'icd-10-cm-order', 'cpt']),
  rightsHolder: z.string(),
  licensed: z.boolean().nullish(),
  licence: z
    .object({
      holder: z.string().nullish(),
      number: z.string().nullish(),
      validFrom: z.string().nullish(),
      validTo: z.string().nullish(),
      statedBy: z.string().nullish(),
      statedOn: z.string().nullish(),
    })
    .nullish(),
});

/** Every code set of the desk, in the order of their ids. */
export async function codeSystems(payload: Payload): Promise<CodeSystem[]> {
  const page = await payload.db.find({
    collection: 'code-systems',
    limit: 0,
    pagination: false,
    sort: 'slug',
  });
  return page.docs.map((document) => {
    const { licensed, licence, ...system } = codeSystemDocument.parse(document);
    return {
      ...system,
      licensed: licensed === true,
      licence: {
        holder: licence?.holder || null,
        number: licence?.number || null,
        validFrom: licence?.validFrom?.slice(0, 10) || null,
        validTo: licence?.validTo?.slice(0, 10) || null,
        statedBy: licence?.statedBy || null,
        statedOn: licence?.statedOn?.slice(0, 10) || null,
      },
    };
  });
}

/** The desk's code sets with those that an import makes known first, for a check that must write nothing. */
export function withKnown(held: readonly CodeSystem[]): CodeSystem[] {
  const missing = knownCodeSets.filter(({ slug }) => !held.some((one) => one.slug === slug));
  return [
    ...held,
    ...missing.map(({ slug, name, fileFormat, notice }) => ({
      id: slug,
      slug,
      name,
      fileFormat,
      rightsHolder: '',
      licensed: notice === null,
      licence: noLicence,
    })),
  ];
}

const noLicence: LicenceRecord = {
  holder: null,
  number: null,
  validFrom: null,
  validTo: null,
  statedBy: null,
  statedOn: null,
};
