import type { CopyrightNotice, RightsHolder } from '@plaincode/content-schemas';

/** A code set whose release files this platform reads without any set-up. */
export interface KnownCodeSet {
  slug: string;
  name: string;
  shortName: string;
  description: string;
  fileFormat: 'hcpcs' | 'icd-10-cm-order' | 'cpt';
  rightsHolder: RightsHolder;
  /** Null where the operator has to record it word for word, as the licence gives it. */
  notice: CopyrightNotice | null;
}

const cms: RightsHolder = { id: 'cms', name: 'Centers for Medicare & Medicaid Services' };
const ama: RightsHolder = { id: 'ama', name: 'American Medical Association' };
const nchs: RightsHolder = { id: 'nchs', name: 'National Center for Health Statistics' };

/**
 * Works of the federal government, whose notices say whose the texts are and claim nothing; and CPT, of which
 * nothing is here but the name: its files and its notice come from the licensee.
 */
export const knownCodeSets: readonly KnownCodeSet[] = [
  {
    slug: 'hcpcs',
    name: 'HCPCS Level II',
    shortName: 'HCPCS',
    description:
      'Drugs, supplies, equipment, ambulance and other services that the procedure codes of physicians do not describe.',
    fileFormat: 'hcpcs',
    rightsHolder: cms,
    notice: publicDomain(
      'cms-public-domain',
      cms,
      'HCPCS Level II codes and descriptors: Centers for Medicare & Medicaid Services. Public domain.',
    ),
  },
  {
    slug: 'icd-10-cm',
    name: 'ICD-10-CM',
    shortName: 'ICD-10-CM',
    description:
      'Diagnoses, symptoms, injuries and reasons for encounters, as reported in the United States.',
    fileFormat: 'icd-10-cm-order',
    rightsHolder: nchs,
    notice: publicDomain(
      'nchs-public-domain',
      nchs,
      'ICD-10-CM codes and descriptors: National Center for Health Statistics. Public domain.',
    ),
  },
  {
    slug: 'icd-10-pcs',
    name: 'ICD-10-PCS',
    shortName: 'ICD-10-PCS',
    description: 'Procedures of hospital inpatients, as reported in the United States.',
    fileFormat: 'icd-10-cm-order',
    rightsHolder: cms,
    notice: {
      ...publicDomain(
        'cms-icd-10-pcs',
        cms,
        'ICD-10-PCS codes and descriptors: Centers for Medicare & Medicaid Services. Public domain.',
      ),
      // CMS keeps two sets: this notice is for this one alone.
      edition: 'icd-10-pcs',
    },
  },
  {
    slug: 'cpt',
    name: 'CPT®',
    shortName: 'CPT®',
    description: 'Procedures and services of physicians and others. CPT is licensed by its rights holder.',
    fileFormat: 'cpt',
    rightsHolder: ama,
    notice: null,
  },
];

function publicDomain(id: string, holder: RightsHolder, text: string): CopyrightNotice {
  return { id, rightsHolder: holder.id, edition: null, uses: ['line'], text };
}
