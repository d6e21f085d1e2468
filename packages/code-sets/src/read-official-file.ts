import type { Problem } from '@plaincode/content-schemas';
import {
  nameOfSource,
  openReleaseFile,
  type ReleaseFile,
  type ReleaseSource,
  refuseIfChanged,
} from './container/release-file.ts';
import { readCptFile } from './cpt/read-cpt-file.ts';
import { type Found, findContents, formatOfText, isRelease, nameOf } from './detect.ts';
import type { FileFormat } from './edition.ts';
import { setOfFormat } from './edition.ts';
import { ncciSetting } from './ncci/edition.ts';
import type { OfficialContent, OfficialFile } from './official-content.ts';
import { Problems, Unreadable } from './problems.ts';
import { readContents } from './read-contents.ts';

/** What the person who gives the file says of it. What is given wins; names and content must not contradict it. */
export type Given = {
  codeSet?: string | undefined;
  /** The set's file format, for a set that is not told by content. */
  format?: FileFormat | undefined;
  /** The edition's effective day, YYYY-MM-DD. */
  effective?: string | undefined;
  /** True where the operator's licence lets rows of CDT and CPT inside HCPCS files be kept. */
  keepLicensed?: boolean | undefined;
};

export type OfficialFileResult = { ok: true; file: OfficialFile } | { ok: false; problems: Problem[] };

/** What stands first when a file holds several things: what others add to, or are checked against. */
const ranks: OfficialContent['kind'][] = ['release', 'corrections', 'facts', 'addenda', 'change-report'];

/**
 * Reads an official file of any form (text, xml, gz, zip, xlsx) whole: a release, corrections, addenda, a report of
 * changes, or what a source says about codes; an archive may hold several. With anything wrong the whole file is
 * refused, with all that is wrong: never half of it. Bad files are values; it throws only where this program is at
 * fault.
 */
export async function readOfficialFile(
  source: ReleaseSource,
  given: Given = {},
): Promise<OfficialFileResult> {
  const problems = new Problems(nameOfSource(source));
  try {
    const file = await openReleaseFile(source);
    const contents = await contentsOf(file, given, problems);
    if (!problems.any) await refuseDamagedParts(file, contents);
    await refuseIfChanged(source, file);
    refuseTwins(contents);
    const { name: fileName, sha256, size } = file;
    contents.sort((a, b) => ranks.indexOf(a.kind) - ranks.indexOf(b.kind));
    if (!problems.any) return { ok: true, file: { fileName, sha256, size, contents } };
  } catch (error) {
    if (!(error instanceof Unreadable)) throw error;
    const { code, message, hint, place, member } = error;
    problems.within(member).addCause(code, message, hint, place);
  }
  return { ok: false, problems: problems.list() };
}

async function contentsOf(file: ReleaseFile, given: Given, problems: Problems): Promise<OfficialContent[]> {
  const found = given.format === 'cpt' ? await editsFor(file) : await findContents(file);
  // A set in CPT layout cannot be told from content: what is left when nothing else is found is taken for it.
  if (found.length === 0) return readCptFile(file, given, problems);
  const contents: OfficialContent[] = [];
  const release = found.find(isRelease) ?? null;
  for (const group of groupsOf(found)) {
    const [first] = group;
    if (!first) continue;
    const names = group.map(nameOf);
    contents.push(
      ...(await naming(names[0] || null, () => readContents(file, group, release, given, problems))),
    );
  }
  return contents;
}

/**
 * Reads the archive's other members for their checksums: a file with a damaged read-me was damaged on its way,
 * and only part of that can have been seen.
 */
async function refuseDamagedParts(file: ReleaseFile, contents: readonly OfficialContent[]): Promise<void> {
  for (const part of file.parts) {
    if (part.member === null || contents.some(({ member }) => member === part.member)) continue;
    for await (const _ of part.bytes());
  }
}

/** Of two tables of one kind and one edition, either could be the one that is meant. */
function refuseTwins(contents: readonly OfficialContent[]): void {
  const seen = new Map<string, string>();
  for (const content of contents) {
    const { kind, codeSet, edition, member } = content;
    if (kind !== 'facts' && kind !== 'corrections') continue;
    const key = `${codeSet} ${edition.id} ${kind === 'facts' ? content.factKind : kind}`;
    const earlier = seen.get(key);
    if (earlier !== undefined)
      throw new Unreadable(
        'several-releases-inside',
        `The file holds two tables of the same kind and edition: ${earlier}, ${member ?? 'another'}.`,
        'Unpack it and give one of them.',
      );
    seen.set(key, member ?? 'one');
  }
}

/** NCCI splits a table over several files, which make one table together. Everything else stands alone. */
function groupsOf(found: Found[]): Found[][] {
  const groups = Map.groupBy(found, (one) =>
    one.format === 'ptp' ? `ptp ${ncciSetting(one.member ?? '') ?? ''}` : one,
  );
  return [...groups.values()];
}

/** The edit files of NCCI name codes of a licensed set; a file that shows another format cannot be meant. */
async function editsFor(file: ReleaseFile): Promise<Found[]> {
  for (const part of file.parts) {
    if (part.member !== null && !/\.(?:txt|csv|prn)$/i.test(part.member)) continue;
    const format = file.form === 'xlsx' ? null : await formatOfText(part);
    if (format === 'ptp' || format === 'mue') return findContents(file);
    if (format !== null && format in setOfFormat)
      throw new Unreadable(
        'contradicts-given',
        `The file holds ${setOfFormat[format as FileFormat] ?? format}, and a set in CPT layout was given.`,
        'Leave --set out, or give the other file.',
        { line: 1 },
      );
  }
  return [];
}

/** What makes reading a part impossible is told of that part, unless it names a deeper one. */
async function naming<T>(part: string | null, read: () => Promise<T>): Promise<T> {
  try {
    return await read();
  } catch (error) {
    if (error instanceof Unreadable) error.member ??= part;
    throw error;
  }
}
