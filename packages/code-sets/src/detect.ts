import { readWhole } from './container/bounded.ts';
import { type Line, readLines } from './container/lines.ts';
import type { ReleaseFile } from './container/release-file.ts';
import { openWorkbook, type Sheet } from './container/workbook.ts';
import { listMembers, type TextPart } from './container/zip.ts';
import type { FileFormat } from './edition.ts';
import { recordStart } from './hcpcs/layout.ts';
import { headerWithin, isHeader } from './hcpcs/parse-sheet.ts';
import { rowStart } from './icd-10-order/layout.ts';
import { Problems, Unreadable } from './problems.ts';

/** What inside a file holds the release: a text in one of the formats, or a sheet of HCPCS records. */
export type Found =
  | { form: 'text'; format: Exclude<FileFormat, 'cpt'>; member: string | null; part: TextPart }
  | { form: 'sheet'; format: 'hcpcs'; member: string | null; sheet: Sheet };

/** Disclaimers stand before the first record of some files; the format shows within these lines. */
const linesLookedAt = 400;
/** With the blank lines between them: a text of nothing else must not be read to its end. */
const mostLinesRead = 20_000;
const rowsNeeded = 2;
/** A workbook inside an archive is held in memory; the official ones are below 3 MB. */
const largestWorkbook = 64 * 1024 * 1024;

const textName = /\.(?:txt|prn|csv|dat)$/i;
const workbookName = /\.xlsx$/i;

/**
 * Finds the release inside a file by looking at its content: names only break ties. Addenda, documents and
 * other members of an archive are passed over, and so is a workbook beside the same release as text. Throws
 * Unreadable.
 */
export async function findRelease(file: ReleaseFile): Promise<Found> {
  if (file.form === 'xlsx') return theOne(await sheetsIn(file.parts, null));
  const texts: Found[] = [];
  let damage: Unreadable | null = null;
  for (const part of file.parts) {
    if (part.member !== null && !textName.test(part.member)) continue;
    const { lines, error } = await firstLines(part);
    const format = formatOf(lines);
    if (format !== null) texts.push({ form: 'text', format, member: part.member, part });
    else damage ??= error;
  }
  if (texts.length > 0) return theOne(texts);
  // What is wrong with a read-me beside the release does not matter; here it may be what hides the release.
  if (damage !== null) throw damage;
  const sheets: Found[] = [];
  for (const { member, bytes } of file.parts) {
    if (member === null || !workbookName.test(member)) continue;
    const workbook = await listMembers(await readWhole(bytes(), largestWorkbook), member);
    sheets.push(...(await sheetsIn(workbook, member)));
  }
  return theOne(sheets);
}

function theOne(found: Found[]): Found {
  const [only, ...others] = found;
  if (only && others.length === 0) return only;
  if (only)
    throw new Unreadable(
      'several-releases-inside',
      `The file holds several releases: ${found.map(nameOf).join(', ')}.`,
      'Unpack it and give one of them.',
    );
  throw new Unreadable(
    'no-release-inside',
    'Nothing in this file looks like a release of HCPCS Level II or an ICD-10 order file.',
    'Give the file with the codes as its maintainer publishes it; for a set in CPT layout, name the set with --set.',
    { line: 1 },
  );
}

const nameOf = (found: Found): string =>
  [found.member, found.form === 'sheet' ? found.sheet.name : null]
    .filter((name) => name !== null)
    .join(' › ');

/** The sheets whose header row is that of HCPCS records. */
async function sheetsIn(parts: TextPart[], member: string | null): Promise<Found[]> {
  const found: Found[] = [];
  for (const sheet of await openWorkbook(parts))
    if (await hasHeader(sheet)) found.push({ form: 'sheet', format: 'hcpcs', member, sheet });
  return found;
}

async function hasHeader(sheet: Sheet): Promise<boolean> {
  for await (const rows of sheet.rows(new Problems('')))
    for (const { number, cells } of rows) {
      if (isHeader(cells)) return true;
      if (number > headerWithin) return false;
    }
  return false;
}

/** The format that a text's first lines show; null where they show none. */
export async function formatOfText(part: TextPart): Promise<Found['format'] | null> {
  return formatOf((await firstLines(part)).lines);
}

function formatOf(lines: Line[]): Exclude<FileFormat, 'cpt'> | null {
  const enough = Math.max(1, Math.min(rowsNeeded, lines.length));
  if (lines.filter(({ text }) => recordStart.test(text)).length >= enough) return 'hcpcs';
  const orders = lines.filter(({ text }) => rowStart.test(text));
  if (orders.length < enough) return null;
  return orders.some(({ text }) => isProcedureCode(text.slice(6, 13).trimEnd()))
    ? 'icd-10-pcs-order'
    : 'icd-10-cm-order';
}

/** Every complete ICD-10-PCS code has seven characters; a diagnosis among the first rows has fewer. */
function isProcedureCode(code: string): boolean {
  return /^\d/.test(code) || (code.length === 7 && !/^[A-Z]\d/.test(code));
}

/** The first lines that are not blank, up to whatever is wrong with the text. */
async function firstLines(part: TextPart): Promise<{ lines: Line[]; error: Unreadable | null }> {
  const lines: Line[] = [];
  try {
    for await (const batch of readLines(part.bytes())) {
      for (const line of batch) if (line.text.trim() !== '') lines.push(line);
      if (lines.length >= linesLookedAt || (batch.at(-1)?.number ?? 0) >= mostLinesRead) break;
    }
  } catch (error) {
    if (!(error instanceof Unreadable)) throw error;
    error.member ??= part.member;
    return { lines, error };
  }
  return { lines: lines.slice(0, linesLookedAt), error: null };
}
