/** What the desk knows of a licence for a set; days as `YYYY-MM-DD`. */
export interface LicenceRecord {
  holder: string | null;
  number: string | null;
  validFrom: string | null;
  validTo: string | null;
}

/**
 * Why a licensed set's edition may not be imported, in words for the operator; null when it may. A licence
 * counts when it is recorded in full and the edition takes effect within its days.
 */
export function licenceObjection(
  codeSetName: string,
  licence: LicenceRecord,
  effective: string,
): string | null {
  const where = `Record the licence under Code sets › ${codeSetName} › Licence record, then import again.`;
  const { holder, number, validFrom, validTo } = licence;
  if (!holder || !number || !validFrom || !validTo)
    return `${codeSetName} is a licensed set, and no licence (holder, number, valid from and to) is recorded. ${where}`;
  if (effective < validFrom || effective > validTo)
    return `The recorded licence of ${codeSetName} runs from ${validFrom} to ${validTo}; this edition takes effect on ${effective}. ${where}`;
  return null;
}
