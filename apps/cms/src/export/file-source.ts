import type { Source } from '@plaincode/content-schemas';
import { type HeldEdition, latestRelease } from '../imports/held-editions.ts';

/**
 * The official file that an edition's present content comes from, of codes or of facts, as a page cites it; for a
 * row that a corrections file changed, that file.
 */
export function fileSource(
  id: string,
  rightsHolder: string,
  edition: Pick<HeldEdition, 'id' | 'label' | 'imports'>,
  rowImport: string | null = null,
): Source {
  const correction = edition.imports.find((one) => one.id === rowImport && one.kind === 'corrections');
  const { fileName, member, sha256, imported } = correction ?? latestRelease(edition);
  return {
    kind: 'release-file',
    id,
    rightsHolder,
    edition: edition.id,
    editionLabel: edition.label,
    fileName,
    member,
    sha256,
    imported,
  };
}
