import { type CodeSetEdition, day } from '@plaincode/content-schemas';
import { decideEditionDay, editionOf, type FileFormat } from './edition.ts';
import { ncciEdition } from './ncci/edition.ts';
import { Unreadable } from './problems.ts';

/** By which year a code set counts its editions. */
const yearsLike: Record<string, FileFormat> = {
  'icd-10-cm': 'icd-10-cm-order',
  'icd-10-pcs': 'icd-10-pcs-order',
  hcpcs: 'hcpcs',
};

/** What may tell an edition, best first: names of file, member and sheet, then a year that the file states. */
export type EditionSigns = { codeSet: string; names: string[]; given?: string | undefined; ncci?: boolean };

/**
 * The edition of a file's content: the given day, else what its names tell. Throws Unreadable where nothing does,
 * or where they speak against each other.
 */
export function decideEdition({ codeSet, names, given, ncci = false }: EditionSigns): CodeSetEdition {
  refuseUnlessDay(given);
  const format = yearsLike[codeSet] ?? 'cpt';
  if (ncci && given === undefined) {
    const told = names.map(ncciEdition).find((one) => one !== null);
    if (told) return editionOf(codeSet, 'hcpcs', told.effective);
  }
  const decided = decideEditionDay(ncci ? 'hcpcs' : format, names, given);
  if ('contradiction' in decided)
    throw new Unreadable(
      'contradicts-given',
      decided.contradiction,
      'Give the effective day that is right with --edition, and name the file after it or after nothing.',
    );
  if ('unknown' in decided)
    throw new Unreadable(
      'unknown-edition',
      'The file does not tell its edition.',
      "Give the edition's effective day: --edition YYYY-MM-DD.",
    );
  return editionOf(codeSet, ncci ? 'hcpcs' : format, decided.effective);
}

function refuseUnlessDay(given: string | undefined): void {
  if (given === undefined || day.safeParse(given).success) return;
  throw new Unreadable(
    'unknown-edition',
    `"${given}" is no day.`,
    "Give the edition's effective day as YYYY-MM-DD.",
  );
}
