import type { CodeRecord } from '../code-record.ts';
import { readLines } from '../container/lines.ts';
import type { ReleaseFile } from '../container/release-file.ts';
import type { TextPart } from '../container/zip.ts';
import { type Problems, Unreadable } from '../problems.ts';
import { type DescriptorRow, joinDescriptors, parseDescriptorFile } from './parse.ts';

/** The AMA names its descriptor files so; years and folders may stand around the names. */
const longName = /(?:^|[/\\])LONGUL?T[^/\\]*$/i;
const mediumName = /(?:^|[/\\])MEDU[^/\\]*$/i;
const shortName = /(?:^|[/\\])SHORTU[^/\\]*$/i;

/** The text with the long descriptors: LONGULT.txt, or the only text there is. Throws Unreadable. */
export function longDescriptorPart(file: ReleaseFile): TextPart {
  const texts = file.parts.filter(({ member }) => member === null || /\.txt$/i.test(member));
  const long = texts.find(({ member }) => longName.test(member ?? '')) ?? texts[0];
  if (long && (texts.length === 1 || longName.test(long.member ?? ''))) return long;
  throw new Unreadable(
    'no-release-inside',
    'The archive holds no LONGULT.txt.',
    'Give the file with the long descriptors.',
  );
}

/** Reads LONGULT alone, or with MEDU and SHORTU beside it in one archive. Adds every flaw to `problems`. */
export async function readDescriptorFiles(
  file: ReleaseFile,
  long: TextPart,
  problems: Problems,
): Promise<CodeRecord[]> {
  const beside = (name: RegExp) =>
    file.parts.find(({ member }) => member !== null && name.test(member) && /\.txt$/i.test(member));
  const rows = async (part: TextPart | undefined): Promise<DescriptorRow[] | null> =>
    part ? parseDescriptorFile(readLines(part.bytes()), problems.within(part.member)) : null;
  const longRows = (await rows(long)) ?? [];
  return joinDescriptors(longRows, await rows(beside(mediumName)), await rows(beside(shortName)), problems);
}
