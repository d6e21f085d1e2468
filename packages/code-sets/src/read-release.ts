import { type CodeSetEdition, day, type Problem } from '@plaincode/content-schemas';
import type { CodeRecord } from './code-record.ts';
import { readLines } from './container/lines.ts';
import { openReleaseFile, type ReleaseFile, type TextPart } from './container/release-file.ts';
import { readSheet } from './container/sheet.ts';
import { joinDescriptors, parseDescriptorFile } from './cpt/parse.ts';
import { type Found, findRelease } from './detect.ts';
import { editionOf, effectiveDayOf, type FileFormat, setOfFormat } from './edition.ts';
import { parseSheet } from './hcpcs/parse-sheet.ts';
import { parseText } from './hcpcs/parse-text.ts';
import { parseOrderFile } from './icd-10-order/parse.ts';
import { Problems, Unreadable } from './problems.ts';

/** What the person who gives the file says of it. What is given wins over names; content must not contradict it. */
export type Given = {
  codeSet?: string | undefined;
  /** The set's file format, for a set that is not told by content. */
  format?: FileFormat | undefined;
  /** The edition's effective day, YYYY-MM-DD. */
  effective?: string | undefined;
  /** True where the operator's licence lets rows of CDT and CPT inside HCPCS files be kept. */
  keepLicensed?: boolean | undefined;
};

/** A release, whole. */
export type Release = {
  codeSet: string;
  edition: CodeSetEdition;
  fileName: string;
  /** The archive member it was read from; null for a plain file. */
  member: string | null;
  sha256: string;
  size: number;
  /** In the official order, which is not always that of the characters. */
  records: CodeRecord[];
  /** Codes of licensed sets inside the file that were not taken. */
  droppedLicensed: number;
};

export type ReleaseResult = { ok: true; release: Release } | { ok: false; problems: Problem[] };

/**
 * Reads an official release file of any form (text, gz, zip, xlsx) to records in the official order. With
 * anything wrong the whole is refused, with all that is wrong: never half a release.
 */
export async function readRelease(path: string, given: Given = {}): Promise<ReleaseResult> {
  const name = path.split(/[\\/]/).at(-1) ?? path;
  try {
    const file = await openReleaseFile(path);
    const found = given.format === 'cpt' ? null : await findRelease(file);
    const problems = new Problems(found?.part.member ? `${name} › ${found.part.member}` : name);
    const edition = decideEdition(file, found, given);
    const parsed = await parse(file, found, given, problems).catch((error: unknown) => {
      addUnreadable(problems, error);
      return null;
    });
    if (parsed !== null && parsed.records.length === 0 && !problems.any)
      problems.add('no-release-inside', 'The file holds no codes.', 'Give the file with the codes.');
    if (problems.any || parsed === null) return { ok: false, problems: problems.list() };
    return {
      ok: true,
      release: {
        codeSet: edition.codeSet,
        edition,
        fileName: file.name,
        member: found?.part.member && file.form === 'text' ? found.part.member : null,
        sha256: file.sha256,
        size: file.size,
        ...parsed,
      },
    };
  } catch (error) {
    if (!(error instanceof Unreadable)) throw error;
    const problems = new Problems(error.member ? `${name} › ${error.member}` : name);
    addUnreadable(problems, error);
    return { ok: false, problems: problems.list() };
  }
}

type Parsed = Pick<Release, 'records' | 'droppedLicensed'>;

async function parse(
  file: ReleaseFile,
  found: Found | null,
  given: Given,
  problems: Problems,
): Promise<Parsed> {
  if (found === null) return { records: await parseCpt(file, problems), droppedLicensed: 0 };
  const keep = given.keepLicensed === true;
  if (file.form === 'xlsx')
    return assembled(await parseSheet(readSheet(file.parts, problems), problems, keep));
  const lines = readLines(found.part.bytes());
  if (found.format === 'hcpcs') return assembled(await parseText(lines, problems, keep));
  const set = found.format === 'icd-10-pcs-order' ? 'icd-10-pcs' : 'icd-10-cm';
  return { records: await parseOrderFile(lines, set, problems), droppedLicensed: 0 };
}

const assembled = ({ records, dropped }: { records: CodeRecord[]; dropped: number }): Parsed => ({
  records,
  droppedLicensed: dropped,
});

/** LONGULT alone, or with MEDU and SHORTU beside it in one archive. */
async function parseCpt(file: ReleaseFile, problems: Problems): Promise<CodeRecord[]> {
  const named = (pattern: RegExp) => file.parts.find(({ member }) => pattern.test(member ?? file.name));
  const rows = async (part: TextPart | undefined) =>
    part ? parseDescriptorFile(readLines(part.bytes()), problems) : null;
  const texts = file.parts.filter(({ member }) => member === null || /\.txt$/i.test(member));
  const long = named(/(?:^|\/)LONGUL?T[^/]*\.txt$/i) ?? (texts.length === 1 ? texts[0] : undefined);
  if (!long)
    throw new Unreadable(
      'no-release-inside',
      'The archive holds no LONGULT.txt.',
      'Give the file with the long descriptors.',
    );
  const others = await Promise.all([
    rows(named(/(?:^|\/)MEDU[^/]*\.txt$/i)),
    rows(named(/(?:^|\/)SHORTU[^/]*\.txt$/i)),
  ]);
  return joinDescriptors((await rows(long)) ?? [], others[0], others[1], problems);
}

function decideEdition(file: ReleaseFile, found: Found | null, given: Given): CodeSetEdition {
  const format = found?.format ?? 'cpt';
  const codeSet = setOfFormat[format] ?? given.codeSet;
  if (codeSet === undefined)
    throw new Unreadable('unknown-code-set', 'The code set is not told by this file.', 'Name it with --set.');
  if (given.codeSet !== undefined && given.codeSet !== codeSet)
    throw new Unreadable(
      'contradicts-given',
      `The file holds ${codeSet}, and ${given.codeSet} was given.`,
      'Leave --set out, or give the other file.',
      { line: 1 },
    );
  if (given.effective !== undefined && !day.safeParse(given.effective).success)
    throw new Unreadable(
      'unknown-edition',
      `"${given.effective}" is no day.`,
      "Give the edition's effective day as YYYY-MM-DD.",
    );
  const effective = given.effective ?? effectiveDayOf(format, [file.name, found?.part.member ?? '']);
  if (effective === null)
    throw new Unreadable(
      'unknown-edition',
      'The file does not tell its edition.',
      "Give the edition's effective day: --edition YYYY-MM-DD.",
    );
  return editionOf(codeSet, format, effective);
}

function addUnreadable(problems: Problems, error: unknown): void {
  if (!(error instanceof Unreadable)) throw error;
  problems.add(error.code, error.message, error.hint, error.place);
}
