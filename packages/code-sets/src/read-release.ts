import { type CodeSetEdition, day, type Problem } from '@plaincode/content-schemas';
import type { CodeRecord } from './code-record.ts';
import { readLines } from './container/lines.ts';
import { openReleaseFile, type ReleaseFile, refuseIfChanged } from './container/release-file.ts';
import type { TextPart } from './container/zip.ts';
import { longDescriptorPart, readDescriptorFiles } from './cpt/read-files.ts';
import { type Found, findRelease, formatOfText } from './detect.ts';
import { decideEditionDay, editionOf, type FileFormat, setOfFormat } from './edition.ts';
import { tellCodeSets } from './edition-names.ts';
import { parseSheet } from './hcpcs/parse-sheet.ts';
import { parseText } from './hcpcs/parse-text.ts';
import { parseOrderFile } from './icd-10-order/parse.ts';
import { Problems, Unreadable } from './problems.ts';

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

/** What a file is, told from its content and its names. */
export type DetectedRelease = {
  codeSet: string;
  format: FileFormat;
  edition: CodeSetEdition;
  fileName: string;
  /** The archive member that holds the release; null for a plain file. */
  member: string | null;
  /** Of the given file, not of the member. */
  sha256: string;
  size: number;
};

/** A release, whole. */
export type Release = Omit<DetectedRelease, 'format'> & {
  /** In the official order, which is not always that of the characters. */
  records: CodeRecord[];
  /** Codes of licensed sets inside the file that were not taken. */
  droppedLicensed: number;
};

export type ReleaseResult = { ok: true; release: Release } | { ok: false; problems: Problem[] };
export type DetectResult = { ok: true; detected: DetectedRelease } | { ok: false; problems: Problem[] };

/**
 * Reads an official release file of any form (text, gz, zip, xlsx) to records in the official order. With
 * anything wrong the whole is refused, with all that is wrong: never half a release. Bad files are values;
 * it throws only where this program is at fault.
 */
export async function readRelease(path: string, given: Given = {}): Promise<ReleaseResult> {
  const result = await orProblems(path, async (problems) => {
    const { file, source, detected } = await open(path, given);
    const { format, ...release } = detected;
    const part = partName(source);
    const inside = problems.within(part);
    const parsed = await naming(part, () => parse(file, source, given, inside));
    if (parsed.records.length === 0 && !problems.any)
      inside.add('no-release-inside', 'The file holds no codes.', 'Give the file with the codes.', {
        line: 1,
      });
    if (!problems.any) await refuseDamagedParts(file, source);
    await refuseIfChanged(path, file);
    return { ...release, ...parsed };
  });
  return result.ok ? { ok: true, release: result.value } : result;
}

/** Tells what a file is without reading all of it. */
export async function detectRelease(path: string, given: Given = {}): Promise<DetectResult> {
  const result = await orProblems(path, async () => (await open(path, given)).detected);
  return result.ok ? { ok: true, detected: result.value } : result;
}

/**
 * Reads the archive's other members for their checksums: a file with a damaged read-me was damaged on its way,
 * and only part of that can have been seen.
 */
async function refuseDamagedParts(file: ReleaseFile, source: Source): Promise<void> {
  for (const part of file.parts) {
    if (part.member === null || part.member === source.member) continue;
    for await (const _ of part.bytes());
  }
}

type Source = Found | { form: 'cpt'; format: 'cpt'; member: string | null; part: TextPart };

async function open(path: string, given: Given) {
  const file = await openReleaseFile(path);
  const source = given.format === 'cpt' ? await cptSource(file, given) : await findRelease(file);
  const codeSet = decideCodeSet(source.format, given);
  refuseOtherName(source, [file.name, source.member ?? ''], codeSet);
  const edition = decideEdition(file, source, codeSet, given);
  const { name: fileName, sha256, size } = file;
  const { format, member } = source;
  const detected: DetectedRelease = { codeSet, format, edition, fileName, member, sha256, size };
  return { file, source, detected };
}

/** A set in CPT layout cannot be told from content, but files of the other formats can. */
async function cptSource(file: ReleaseFile, given: Given): Promise<Source> {
  const part = longDescriptorPart(file);
  const other = await formatOfText(part);
  if (other !== null) throw contradiction(setOfFormat[other] ?? other, given.codeSet ?? 'another set');
  return { form: 'cpt', format: 'cpt', member: part.member, part };
}

function decideCodeSet(format: FileFormat, given: Given): string {
  const codeSet = setOfFormat[format] ?? given.codeSet;
  if (codeSet === undefined)
    throw new Unreadable(
      'unknown-code-set',
      'The code set is not told by this file.',
      'Name it with --set.',
      {
        line: 1,
      },
    );
  if (given.codeSet !== undefined && given.codeSet !== codeSet) throw contradiction(codeSet, given.codeSet);
  if (given.format !== undefined && given.format !== format) throw contradiction(codeSet, given.format);
  return codeSet;
}

/** The name tells the edition, so one that speaks of another set would give this one a wrong edition. */
function refuseOtherName({ format }: Source, names: string[], codeSet: string): void {
  if (setOfFormat[format] === null) return;
  for (const name of names) {
    const told = tellCodeSets(name);
    if (told.length > 0 && !told.includes(codeSet))
      throw new Unreadable(
        'contradicts-given',
        `The name "${name}" speaks of ${told.join(' and ')}, and the rows are those of ${codeSet}.`,
        'Find out which it is, and name the file after what it holds.',
        { line: 1 },
      );
  }
}

function contradiction(held: string, given: string): Unreadable {
  return new Unreadable(
    'contradicts-given',
    `The file holds ${held}, and ${given} was given.`,
    'Leave --set out, or give the other file.',
    { line: 1 },
  );
}

function decideEdition(file: ReleaseFile, source: Source, codeSet: string, given: Given): CodeSetEdition {
  if (given.effective !== undefined && !day.safeParse(given.effective).success)
    throw new Unreadable(
      'unknown-edition',
      `"${given.effective}" is no day.`,
      "Give the edition's effective day as YYYY-MM-DD.",
    );
  const sheet = source.form === 'sheet' ? source.sheet.name : '';
  const decided = decideEditionDay(source.format, [file.name, source.member ?? '', sheet], given.effective);
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
  return editionOf(codeSet, source.format, decided.effective);
}

type Parsed = Pick<Release, 'records' | 'droppedLicensed'>;

async function parse(file: ReleaseFile, source: Source, given: Given, problems: Problems): Promise<Parsed> {
  const keep = given.keepLicensed === true;
  if (source.form === 'sheet')
    return assembled(await parseSheet(source.sheet.rows(problems), problems, keep));
  if (source.form === 'cpt') {
    const { records } = await readDescriptorFiles(file, source.part, problems);
    return { records, droppedLicensed: 0 };
  }
  const lines = readLines(source.part.bytes());
  if (source.format === 'hcpcs') return assembled(await parseText(lines, problems, keep));
  const set = source.format === 'icd-10-pcs-order' ? 'icd-10-pcs' : 'icd-10-cm';
  return { records: await parseOrderFile(lines, set, problems), droppedLicensed: 0 };
}

const assembled = ({ records, dropped }: { records: CodeRecord[]; dropped: number }): Parsed => ({
  records,
  droppedLicensed: dropped,
});

/** What stands after the file's name in messages: `x.zip › HCPC2025.xlsx › Sheet1`. Descriptor files name themselves. */
function partName(source: Source): string | null {
  if (source.form === 'cpt') return null;
  const parts = [source.member, source.form === 'sheet' ? source.sheet.name : null];
  return parts.filter((part) => part !== null && part !== '').join(' › ') || null;
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

type OrProblems<T> = { ok: true; value: T } | { ok: false; problems: Problem[] };

/** Runs a reader; what makes going on impossible joins the problems found up to there. */
async function orProblems<T>(path: string, read: (problems: Problems) => Promise<T>): Promise<OrProblems<T>> {
  const problems = new Problems(path.split(/[\\/]/).at(-1) || path);
  try {
    const value = await read(problems);
    if (!problems.any) return { ok: true, value };
  } catch (error) {
    if (!(error instanceof Unreadable)) throw error;
    const { code, message, hint, place, member } = error;
    problems.within(member).addCause(code, message, hint, place);
  }
  return { ok: false, problems: problems.list() };
}
