import {
  type CodeRecord,
  type FileFormat,
  type Given,
  type OfficialContent,
  type OfficialFile,
  type ReleaseContent,
  readOfficialFile,
} from '@plaincode/code-sets';
import type { CodeSetEdition } from '@plaincode/content-schemas';
import { contentHashOf } from './code-row.ts';
import type { CodeSystem } from './code-systems.ts';
import type { ImportRequest } from './import-file.ts';
import { ImportRefused } from './import-refused.ts';

/** What the person who imports says of the edition; the file says the rest. */
export interface GivenEdition extends Partial<Pick<CodeSetEdition, 'label' | 'kind' | 'published'>> {
  /** `2025-10-01`, or the edition's id, which ends with that day. */
  effective: string;
}

/** A record of the file with the hash that tells whether it says something new. */
export interface ReleaseRow extends CodeRecord {
  contentHash: string;
}

/** A release as it was read, each record with the hash of its content. */
export type HashedRelease = Omit<ReleaseContent, 'records'> & { records: ReleaseRow[] };

/** Reads an official file whole. Throws `ImportRefused` ("bad-file") with every problem of it. */
export async function readOfficial(
  request: ImportRequest,
  systems: readonly CodeSystem[],
): Promise<OfficialFile> {
  const result = await readOfficialFile(request.file, givenOf(request, systems));
  if (!result.ok) {
    const { length } = result.problems;
    const what = length === 1 ? 'There is a problem' : `There are ${length} problems`;
    throw new ImportRefused(
      'bad-file',
      `${what} with ${request.file}. Nothing was changed.`,
      result.problems,
    );
  }
  const { effective: _, ...words } = request.edition ?? { effective: '' };
  const contents = result.file.contents.map((content) => withWords(content, words));
  return { ...result.file, contents };
}

const withWords = <Content extends OfficialContent>(
  content: Content,
  words: Partial<CodeSetEdition>,
): Content => ({
  ...content,
  edition: { ...content.edition, ...words },
});

/** Onto the record itself: a copy of 100,000 of them would be held beside the first. */
export function hashedRelease(release: ReleaseContent): HashedRelease {
  const records = release.records.map((record) =>
    Object.assign(record, { contentHash: contentHashOf(record) }),
  );
  return { ...release, records };
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
