import type { CodeRecord } from '../code-record.ts';
import { listInnerMembers } from '../container/inner-archive.ts';
import { readLines } from '../container/lines.ts';
import type { ReleaseFile } from '../container/release-file.ts';
import type { SheetRow } from '../container/sheet-reader.ts';
import { openWorkbook } from '../container/workbook.ts';
import type { TextPart } from '../container/zip.ts';
import { type Problems, Unreadable } from '../problems.ts';
import {
  type CodeDescriptors,
  joinTables,
  readDescriptorTable,
  rowsOfText,
  type TableKind,
} from './descriptor-table.ts';
import { type DescriptorFile, fileOfName, isReal, partsOfFile } from './file-names.ts';
import { joinDescriptors, modifierRecords } from './join.ts';
import { parseModifiers } from './modifiers.ts';
import { type DescriptorKind, type DescriptorRow, parseDescriptorFile } from './parse.ts';

/** What the descriptor files hold together. */
export type DescriptorFiles = {
  /** Procedures in the order of the long descriptors, then modifiers. */
  records: CodeRecord[];
  /** Consumer and clinician descriptors by code; empty where the archive brings none. */
  descriptors: Map<string, CodeDescriptors>;
};

/** The text with the long descriptors: LONGULT.txt or a twin of it, or the only text there is. Throws Unreadable. */
export function longDescriptorPart(file: ReleaseFile): TextPart {
  const long = theOne(file, 'long');
  if (long !== null) return long;
  const texts = file.parts.filter(
    ({ member }) => member === null || (isReal(member) && /\.txt$/i.test(member)),
  );
  const [only, ...others] = texts;
  const other = only && fileOfName(only.member ?? file.name);
  if (only && others.length === 0 && (other === null || other === 'long')) return only;
  throw new Unreadable(
    'no-release-inside',
    'The archive holds no LONGULT.txt.',
    'Give the file with the long descriptors, alone or in one archive with the others.',
  );
}

function theOne(file: ReleaseFile, kind: DescriptorFile): TextPart | null {
  const [first, second] = partsOfFile(file.parts, kind);
  if (first && second)
    throw new Unreadable(
      'several-releases-inside',
      `The archive holds ${first.member} and ${second.member}.`,
      'Give the files of one edition.',
    );
  return first ?? null;
}

/**
 * Reads the long descriptors alone, or with MEDU, SHORTU, MODUL and the consumer and clinician descriptors
 * beside them in one archive. Adds every flaw to `problems`; throws Unreadable.
 */
export async function readDescriptorFiles(
  file: ReleaseFile,
  long: TextPart,
  problems: Problems,
): Promise<DescriptorFiles> {
  const longRows = await readRows(long, 'long', problems);
  const beside = (kind: DescriptorKind) => {
    const part = theOne(file, kind);
    return part && readRows(part, kind, problems);
  };
  const procedures = joinDescriptors(longRows, await beside('medium'), await beside('short'), problems);
  const modifiers = modifierRecords((await beside('modifier')) ?? []);
  const known = new Set(procedures.map(({ code }) => code));
  const table = async (kind: TableKind) => {
    const part = theOne(file, kind);
    return part ? readTable(part, kind, known, problems.within(part.member)) : [];
  };
  const descriptors = joinTables(await table('consumer'), await table('clinician'));
  return { records: [...procedures, ...modifiers], descriptors };
}

async function readRows(part: TextPart, kind: DescriptorKind, problems: Problems): Promise<DescriptorRow[]> {
  const inside = problems.within(part.member);
  const lines = readLines(part.bytes());
  return naming(part, () =>
    kind === 'modifier' ? parseModifiers(lines, inside) : parseDescriptorFile(lines, inside, kind),
  );
}

async function readTable(part: TextPart, kind: TableKind, known: ReadonlySet<string>, problems: Problems) {
  return naming(part, async () =>
    readDescriptorTable(await tableRows(part, problems), kind, known, problems),
  );
}

/** The rows of a tab-delimited text, or of a workbook's first sheet. */
async function tableRows(part: TextPart, problems: Problems): Promise<AsyncIterable<SheetRow[]>> {
  if (!/\.xlsx$/i.test(part.member ?? '')) return rowsOfText(readLines(part.bytes()));
  const members = await listInnerMembers(part);
  const [sheet] = await openWorkbook(members);
  if (sheet) return sheet.rows(problems);
  throw new Unreadable(
    'no-release-inside',
    'The workbook has no sheet.',
    'Give the file as the AMA publishes it.',
  );
}

/** What makes reading a file impossible is told of that file, unless it names a deeper part. */
async function naming<T>(part: TextPart, read: () => Promise<T>): Promise<T> {
  try {
    return await read();
  } catch (error) {
    if (error instanceof Unreadable) error.member ??= part.member;
    throw error;
  }
}
