import type { CodeSetEdition } from '@plaincode/content-schemas';
import type { Payload } from 'payload';
import { findNotices, readRights } from '../export/rights.ts';
import type { CodeSystem } from './code-systems.ts';
import { ImportRefused } from './import-refused.ts';

/** The operator's statement that a set is licensed; days as `YYYY-MM-DD`. */
export interface LicenceRecord {
  holder: string | null;
  number: string | null;
  validFrom: string | null;
  validTo: string | null;
  /** Who states it, and when. */
  statedBy: string | null;
  statedOn: string | null;
}

/**
 * Why a licensed set's edition may not be imported, in words for the operator; null when it may. A licence
 * counts when it is recorded in full and the edition takes effect within its days.
 */
export function licenceObjection(
  system: Pick<CodeSystem, 'slug' | 'name'>,
  licence: LicenceRecord,
  effective: string,
): string | null {
  const where = `Record it at the desk under Code sets › ${system.name} › Licence record, or with: code-sets licence ${system.slug} --holder … --number … --from … --to … --by ….`;
  const { holder, number, validFrom, validTo, statedBy, statedOn } = licence;
  if (!holder || !number || !validFrom || !validTo || !statedBy || !statedOn)
    return `${system.name} is a licensed set, and no licence statement (holder, number, valid from and to, who states it and when) is recorded. ${where}`;
  if (effective < validFrom || effective > validTo)
    return `The recorded licence of ${system.name} runs from ${validFrom} to ${validTo}; this edition takes effect on ${effective}. ${where}`;
  return null;
}

/**
 * Lets nothing of a licensed set in without the operator's licence statement and the notice that the export prints
 * under its official texts. A sample comes in under any notice of the set, so that its next edition can be worked on before
 * its own notice is there: the check of its release asks for that one. Throws `ImportRefused`.
 */
export async function refuseWithoutRights(
  payload: Payload,
  system: CodeSystem,
  edition: Pick<CodeSetEdition, 'id' | 'effective'>,
  sample: boolean,
): Promise<void> {
  if (!system.licensed) return;
  const objection = licenceObjection(system, system.licence, edition.effective);
  if (objection) throw new ImportRefused('no-licence', objection);
  const rights = await readRights(payload);
  const holder = rights.slugOf(system.rightsHolder);
  if (findNotices(rights, holder, system.slug, edition.id)) return;
  const ofSet = [edition.id, system.slug, null];
  if (sample && rights.notices.some((one) => one.rightsHolder === holder && ofSet.includes(one.edition)))
    return;
  throw new ImportRefused(
    'no-notice',
    `${system.name} has no copyright notice in use to print under the text of this edition; terms that readers accept are not one. Add it, word for word as the licence asks, under Notices › Copyright notices, with the use "Under the text it covers", or with: code-sets licence ${system.slug} … --notice TEXT.`,
  );
}
