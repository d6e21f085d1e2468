import type { CodeSetEdition, Problem } from '@plaincode/content-schemas';
import type { CodeRecord } from './code-record.ts';
import { type Given, readOfficialFile } from './read-official-file.ts';

export type { Given };

/** A release by itself, whole. */
export type Release = {
  codeSet: string;
  edition: CodeSetEdition;
  fileName: string;
  /** The archive member that holds the release; null for a plain file. */
  member: string | null;
  /** Of the given file, not of the member. */
  sha256: string;
  size: number;
  /** In the official order, which is not always that of the characters. */
  records: CodeRecord[];
  /** Codes of licensed sets inside the file that were not taken. */
  droppedLicensed: number;
};

export type ReleaseResult = { ok: true; release: Release } | { ok: false; problems: Problem[] };

/** Reads the release inside an official file (`readOfficialFile`), whatever else it holds. */
export async function readRelease(path: string, given: Given = {}): Promise<ReleaseResult> {
  const result = await readOfficialFile(path, given);
  if (!result.ok) return result;
  const { fileName, sha256, size, contents } = result.file;
  const release = contents.find((content) => content.kind === 'release');
  if (release) return { ok: true, release: { ...release, fileName, sha256, size } };
  const problem: Problem = {
    file: fileName,
    line: 1,
    column: null,
    code: 'no-release-inside',
    message: 'The file holds no codes of an edition.',
    hint: 'Give the release of the code set.',
  };
  return { ok: false, problems: [problem] };
}
