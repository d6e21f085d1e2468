import type { ReleaseFile } from '../container/release-file.ts';
import { decideEdition } from '../decide-edition.ts';
import { descriptorFacts } from '../facts/descriptor-facts.ts';
import type { OfficialContent } from '../official-content.ts';
import { type Problems, Unreadable } from '../problems.ts';
import type { Given } from '../read-official-file.ts';
import { longDescriptorPart, readDescriptorFiles } from './read-files.ts';

/** Reads the files of a set in CPT layout. Adds every flaw to `problems`. Throws Unreadable. */
export async function readCptFile(
  file: ReleaseFile,
  given: Given,
  problems: Problems,
): Promise<OfficialContent[]> {
  const { codeSet } = given;
  if (codeSet === undefined)
    throw new Unreadable(
      'unknown-code-set',
      'The code set is not told by this file.',
      'Name it with --set.',
      { line: 1 },
    );
  const long = longDescriptorPart(file);
  const names = [file.name, long.member ?? ''];
  const edition = decideEdition({ codeSet, names, given: given.effective });
  const placed = { codeSet, edition, member: long.member };
  const { records, descriptors } = await readDescriptorFiles(file, long, problems);
  if (records.length === 0 && !problems.any)
    problems
      .within(long.member)
      .add('no-release-inside', 'The file holds no codes.', 'Give the file with the codes.', { line: 1 });
  return [
    { kind: 'release', ...placed, records, droppedLicensed: 0 },
    // They stand in files of their own beside the long descriptors: the archive is their source.
    ...descriptorFacts(descriptors).map((facts) => ({
      kind: 'facts' as const,
      ...placed,
      member: null,
      ...facts,
    })),
  ];
}
