import type { Source } from '@plaincode/content-schemas';
import { type HeldEdition, latestImport } from '../imports/held-editions.ts';

/** The release file that an edition's present content comes from, as a page cites it. */
export function fileSource(id: string, rightsHolder: string, edition: HeldEdition): Source {
  const { fileName, member, sha256, imported } = latestImport(edition);
  return { kind: 'release-file', id, rightsHolder, edition: edition.id, fileName, member, sha256, imported };
}
