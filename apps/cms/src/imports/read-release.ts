import { type CodeRecord, type FileFormat, type Given, readRelease } from '@plaincode/code-sets';
import type { CodeSetEdition } from '@plaincode/content-schemas';
import { contentHashOf } from './code-row.ts';
import type { CodeSystem } from './code-systems.ts';
import { ImportRefused } from './import-refused.ts';
import type { ImportRequest } from './import-release.ts';

/** What the person who imports says of the edition; the file says the rest. */
export interface GivenEdition extends Partial<Pick<CodeSetEdition, 'label' | 'kind' | 'published'>> {
  /** `2025-10-01`, or the edition's id, which ends with that day. */
  effective: string;
}

/** A record of the file with the hash that tells whether it says something new. */
export interface ReleaseRow extends CodeRecord {
  contentHash: string;
}

/** A release file, read whole. */
export interface ReleaseFile {
  edition: CodeSetEdition;
  fileName: string;
  member: string | null;
  sha256: string;
  sizeBytes: number;
  /** In the official order. */
  rows: ReleaseRow[];
  /** Codes of other, licensed sets inside the file, which were left out. */
  droppedLicensed: number;
}

/** Reads a release file. Throws `ImportRefused` ("bad-file") with every problem of it. */
export async function readReleaseFile(
  request: ImportRequest,
  systems: readonly CodeSystem[],
): Promise<ReleaseFile> {
  const result = await readRelease(request.file, givenOf(request, systems));
  if (!result.ok) {
    const { length } = result.problems;
    const what = length === 1 ? 'There is a problem' : `There are ${length} problems`;
    throw new ImportRefused(
      'bad-file',
      `${what} with ${request.file}. Nothing was changed.`,
      result.problems,
    );
  }
  const { edition, fileName, member, sha256, size, records, droppedLicensed } = result.release;
  const { effective: _, ...words } = request.edition ?? { effective: '' };
  return {
    edition: { ...edition, ...words },
    fileName,
    member,
    sha256,
    sizeBytes: size,
    // Onto the record itself: a copy of 100,000 of them would be held beside the first.
    rows: records.map((record) => Object.assign(record, { contentHash: contentHashOf(record) })),
    droppedLicensed,
  };
}

function givenOf({ codeSet, edition }: ImportRequest, systems: readonly CodeSystem[]): Given {
  const system = systems.find((one) => one.slug === codeSet);
  if (codeSet !== undefined && !system) {
    const known = systems.map((one) => one.slug).join(', ');
    throw new ImportRefused('unknown-code-set', `There is no code set "${codeSet}". The desk has: ${known}.`);
  }
  // Only this format is not told by content; naming another would forbid the reader to look.
  const format: FileFormat | undefined = system?.fileFormat === 'cpt' ? 'cpt' : undefined;
  const effective = /\d{4}-\d{2}-\d{2}$/.exec(edition?.effective ?? '')?.[0] ?? edition?.effective;
  return { codeSet, format, effective };
}
