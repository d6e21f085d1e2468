import type { Problem } from '@plaincode/content-schemas';
import { largestText, readWhole } from './container/bounded.ts';
import {
  nameOfSource,
  openReleaseFile,
  type ReleaseFile,
  type ReleaseSource,
} from './container/release-file.ts';
import type { SheetRow } from './container/sheet-reader.ts';
import { openWorkbook } from './container/workbook.ts';
import { Problems, Unreadable } from './problems.ts';

/** Most rows and characters that are held in memory at once. */
export type TableLimits = { rows: number; characters: number };

export type OfficeTable = { name: string; rows: SheetRow[] };

export type OfficeFile =
  | { ok: true; tables: OfficeTable[]; problems: Problem[] }
  | { ok: false; problems: Problem[] };

/**
 * The sheets of a person's own workbook, held to the same limits as a release file's: no macros, no formulas, nothing
 * that unpacks to much more than it is. Blank rows are left out. Flaws of cells stand among the problems.
 */
export function readWorkbook(source: ReleaseSource, limits: TableLimits): Promise<OfficeFile> {
  return guarded(source, async (problems) => {
    const file = await openOffice(source, 'xl/workbook.xml', 'a workbook (.xlsx)');
    const tables: OfficeTable[] = [];
    const left = { ...limits };
    for (const sheet of await openWorkbook(file.parts)) {
      const rows: SheetRow[] = [];
      for await (const batch of sheet.rows(problems.within(sheet.name || null)))
        for (const row of batch)
          if (row.cells.some((cell) => cell.trim() !== '')) rows.push(counted(row, left));
      tables.push({ name: sheet.name, rows });
    }
    return tables;
  });
}

/** Looks a person's document through before another reader unpacks it: the same limits. Answers what is wrong. */
export async function checkDocument(source: ReleaseSource, most: number): Promise<Problem[]> {
  const { problems } = await guarded(source, async () => {
    const file = await openOffice(source, 'word/document.xml', 'a document (.docx)');
    let left = most;
    for (const part of file.parts) {
      const bytes = await readWhole(part.bytes(), Math.min(left, largestText));
      left -= bytes.length;
      if (/\.(?:xml|rels)$/.test(part.member ?? '') && /<!(?:DOCTYPE|ENTITY)/.test(bytes.toString('latin1')))
        throw unsafe('A part of the document declares a document type or entities.');
    }
    return [];
  });
  return problems;
}

function counted(row: SheetRow, left: TableLimits): SheetRow {
  left.rows -= 1;
  for (const cell of row.cells) left.characters -= cell.length;
  if (left.rows >= 0 && left.characters >= 0) return row;
  throw new Unreadable(
    'too-large',
    left.rows < 0
      ? 'The file has too many rows to be read at once.'
      : 'The file holds too much text to be read at once.',
    'Part it into several files.',
    { line: row.number },
  );
}

async function openOffice(source: ReleaseSource, main: string, kind: string): Promise<ReleaseFile> {
  const file = await openReleaseFile(source);
  if (
    file.parts.some(
      ({ member }) => /vbaProject|\.bin$/i.test(member ?? '') && /vba|macro/i.test(member ?? ''),
    )
  )
    throw unsafe('The file holds macros.');
  if (file.parts.some(({ member }) => member === main)) return file;
  throw new Unreadable(
    'wrong-kind',
    `This is not ${kind}.`,
    'Save it anew in that format from its own program.',
  );
}

const unsafe = (message: string): Unreadable =>
  new Unreadable('unsafe-archive', message, 'Copy its text into a new file, and give that one.');

async function guarded(
  source: ReleaseSource,
  work: (problems: Problems) => Promise<OfficeTable[]>,
): Promise<OfficeFile> {
  const problems = new Problems(nameOfSource(source));
  try {
    const tables = await work(problems);
    return { ok: true, tables, problems: problems.list() };
  } catch (error) {
    if (!(error instanceof Unreadable)) throw error;
    problems.within(error.member).addCause(error.code, error.message, error.hint, error.place);
    return { ok: false, problems: problems.list() };
  }
}
