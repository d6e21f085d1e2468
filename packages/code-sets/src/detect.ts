import { looksLikeAddenda } from './addenda/looks-like-addenda.ts';
import { listInnerMembers } from './container/inner-archive.ts';
import { type Line, readLines } from './container/lines.ts';
import type { ReleaseFile } from './container/release-file.ts';
import type { SheetRow } from './container/sheet-reader.ts';
import { openWorkbook, type Sheet } from './container/workbook.ts';
import type { TextPart } from './container/zip.ts';
import { looksLikeGem } from './gems/parse.ts';
import { recordStart } from './hcpcs/layout.ts';
import { isHeader } from './hcpcs/parse-sheet.ts';
import { looksLikeChangeReport } from './hcpcs-change-report/parse.ts';
import { looksLikeCorrections } from './hcpcs-corrections/parse.ts';
import { looksLikeIndex } from './icd-10-cm-index/parse.ts';
import { looksLikeTabular } from './icd-10-cm-tabular/parse.ts';
import { hasConversionHeader, looksLikeConversion } from './icd-10-conversion/parse.ts';
import { rowStart } from './icd-10-order/layout.ts';
import { hasMueHeader, looksLikeMue } from './ncci/mue.ts';
import { hasPtpHeader, looksLikePtp } from './ncci/ptp.ts';
import { Problems, Unreadable } from './problems.ts';

/** The codes of an edition. */
export type ReleaseFormat = 'hcpcs' | 'icd-10-cm-order' | 'icd-10-pcs-order';
export type TextFormat =
  | ReleaseFormat
  | 'addenda'
  | 'gem'
  | 'corrections'
  | 'change-report'
  | 'conversion'
  | 'ptp'
  | 'mue';
export type XmlFormat = 'tabular' | 'index';
export type SheetFormat = 'hcpcs' | 'conversion' | 'ptp' | 'mue';

/** Something inside a file that can be read. */
export type Found = { member: string | null } & (
  | { form: 'text'; format: TextFormat; part: TextPart }
  | { form: 'xml'; format: XmlFormat; part: TextPart }
  | { form: 'sheet'; format: SheetFormat; sheet: Sheet }
);

/** Disclaimers stand before the first record of some files; the format shows within these lines. */
const linesLookedAt = 400;
/** Blank lines among them do not count, as long as there are no more of them than this. */
const mostBlanks = 10_000;
const rowsLookedAt = 60;
const rowsNeeded = 2;
/** An XML file's root element shows within its first bytes. */
const headBytes = 4_096;
const textName = /\.(?:txt|prn|csv|dat|tsv)$/i;
const xmlName = /\.xml$/i;
const workbookName = /\.xlsx$/i;

const releases: ReadonlySet<Found['format']> = new Set(['hcpcs', 'icd-10-cm-order', 'icd-10-pcs-order']);
export const isRelease = ({ format }: Found): boolean => releases.has(format);

/**
 * Finds everything inside a file that can be read, by looking at its content. Documents and other members of an
 * archive are passed over, and so is a workbook beside the same table as text. Two releases in one file are
 * refused, since one of them must be meant. Throws Unreadable.
 */
export async function findContents(file: ReleaseFile): Promise<Found[]> {
  const found = file.form === 'xlsx' ? await sheetsIn(file.parts, null) : await partsIn(file);
  const codes = found.filter(isRelease);
  if (codes.length > 1)
    throw new Unreadable(
      'several-releases-inside',
      `The file holds several releases: ${codes.map(nameOf).join(', ')}.`,
      'Unpack it and give one of them.',
    );
  if (found.length > 0) return found;
  throw new Unreadable(
    'no-release-inside',
    'Nothing in this file looks like an official file of HCPCS Level II, ICD-10 or NCCI.',
    'Give the file as its maintainer publishes it; for a set in CPT layout, name the set with --set.',
    { line: 1 },
  );
}

/** What stands after the file's name in messages: `x.zip › HCPC2025.xlsx › Sheet1`. */
export function nameOf(found: Found): string {
  const names = [found.member, found.form === 'sheet' ? found.sheet.name : null];
  return names.filter((name) => name !== null && name !== '').join(' › ');
}

async function partsIn(file: ReleaseFile): Promise<Found[]> {
  const found: Found[] = [];
  let damage: Unreadable | null = null;
  for (const part of file.parts) {
    if (part.member !== null && !textName.test(part.member) && !xmlName.test(part.member)) continue;
    const { found: one, error } = await lookAt(part);
    if (one !== null) found.push(one);
    else damage ??= error;
  }
  const texts = [...found];
  for (const sheet of await workbooksIn(file)) {
    // Tables of facts come in parts, one workbook each; a second workbook of a release is a copy.
    const others = isRelease(sheet) ? found : texts;
    if (!others.some((other) => isCopy(sheet, other))) found.push(sheet);
  }
  // What is wrong with a read-me beside the release does not matter; here it may be what hides the release.
  if (found.length === 0 && damage !== null) throw damage;
  return found;
}

/** NCCI has several tables of one format, told apart by their names; everything else comes once in an archive. */
function isCopy(sheet: Found, { format, member }: Found): boolean {
  if (format !== sheet.format) return false;
  return !(format === 'ptp' || format === 'mue') || plainName(member) === plainName(sheet.member);
}

/** A member's name without folders, ending, marks and capitals. */
const plainName = (member: string | null): string =>
  (member ?? '')
    .replace(/^.*[\\/]/, '')
    .replace(/\.[^.]*$/, '')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]/g, '');

async function workbooksIn(file: ReleaseFile): Promise<Found[]> {
  const sheets: Found[] = [];
  for (const part of file.parts) {
    const { member } = part;
    if (member === null || !workbookName.test(member)) continue;
    sheets.push(...(await sheetsIn(await listInnerMembers(part), member)));
  }
  return sheets;
}

/** What a text is, and what is wrong with its beginning. */
async function lookAt(part: TextPart): Promise<{ found: Found | null; error: Unreadable | null }> {
  const { member } = part;
  try {
    const head = await firstBytes(part);
    const xml = formatOfXml(head);
    if (xml !== null) return { found: { form: 'xml', format: xml, member, part }, error: null };
    // An XML file of another kind; its lines may be too long to be looked at as such.
    if (/^\s*<\?xml/.test(head)) return { found: null, error: null };
  } catch (error) {
    return { found: null, error: naming(error, member) };
  }
  const { lines, error } = await firstLines(part);
  const format = formatOf(lines);
  return { found: format === null ? null : { form: 'text', format, member, part }, error };
}

function formatOfXml(head: string): XmlFormat | null {
  if (looksLikeTabular(head)) return 'tabular';
  return looksLikeIndex(head) ? 'index' : null;
}

/** The format that a text's first lines show; null where they show none. */
export async function formatOfText(part: TextPart): Promise<TextFormat | null> {
  return formatOf((await firstLines(part)).lines);
}

/** Formats with headings or shapes of their own first; rows of an order file look like nothing else. */
function formatOf(lines: Line[]): TextFormat | null {
  const release = formatOfRelease(lines);
  if (release !== null) return release;
  if (looksLikeAddenda(lines)) return 'addenda';
  if (looksLikeGem(lines)) return 'gem';
  if (looksLikeChangeReport(lines)) return 'change-report';
  if (looksLikeCorrections(lines)) return 'corrections';
  if (looksLikeConversion(lines)) return 'conversion';
  if (looksLikePtp(lines)) return 'ptp';
  return looksLikeMue(lines) ? 'mue' : null;
}

function formatOfRelease(lines: Line[]): ReleaseFormat | null {
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
  return /^\d/.test(code) || (code.length === 7 && !/^[A-Z][0-9AB]/.test(code));
}

/** The sheets whose header row is known. */
async function sheetsIn(parts: TextPart[], member: string | null): Promise<Found[]> {
  const found: Found[] = [];
  try {
    for (const sheet of await openWorkbook(parts)) {
      const format = formatOfSheet(await firstRows(sheet));
      if (format !== null) found.push({ form: 'sheet', format, member, sheet });
    }
  } catch (error) {
    throw naming(error, member);
  }
  return found;
}

function formatOfSheet(rows: SheetRow[]): SheetFormat | null {
  if (rows.some(({ cells }) => isHeader(cells))) return 'hcpcs';
  if (hasConversionHeader(rows)) return 'conversion';
  if (hasPtpHeader(rows)) return 'ptp';
  return hasMueHeader(rows) ? 'mue' : null;
}

async function firstRows(sheet: Sheet): Promise<SheetRow[]> {
  const rows: SheetRow[] = [];
  for await (const batch of sheet.rows(new Problems(''))) {
    for (const row of batch.slice(0, rowsLookedAt - rows.length)) rows.push(row);
    if (rows.length >= rowsLookedAt) break;
  }
  return rows;
}

async function firstBytes(part: TextPart): Promise<string> {
  let head = Buffer.alloc(0);
  for await (const chunk of part.bytes()) {
    head = Buffer.concat([head, chunk.subarray(0, headBytes)]);
    if (head.length >= headBytes) break;
  }
  return head.subarray(0, headBytes).toString('utf8');
}

/** The first lines that are not blank, up to whatever is wrong with the text. */
async function firstLines(part: TextPart): Promise<{ lines: Line[]; error: Unreadable | null }> {
  const lines: Line[] = [];
  let blanks = 0;
  try {
    for await (const batch of readLines(part.bytes())) {
      for (const line of batch)
        if (line.text.trim() !== '') lines.push(line);
        else blanks += 1;
      if (lines.length >= linesLookedAt || blanks > mostBlanks) break;
    }
  } catch (error) {
    return { lines, error: naming(error, part.member) };
  }
  return { lines: lines.slice(0, linesLookedAt), error: null };
}

function naming(error: unknown, member: string | null): Unreadable {
  if (!(error instanceof Unreadable)) throw error;
  error.member ??= member;
  return error;
}
