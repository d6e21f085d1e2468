import { type Line, readLines } from './container/lines.ts';
import type { ReleaseFile, TextPart } from './container/release-file.ts';
import type { FileFormat } from './edition.ts';
import { recordStart } from './hcpcs/layout.ts';
import { rowStart } from './icd-10-order/layout.ts';
import { Unreadable } from './problems.ts';

/** The text of a file that holds the release, and its format. */
export type Found = { part: TextPart; format: FileFormat };

/** Disclaimers stand before the first record of some files; the format shows within these lines. */
const linesLookedAt = 400;
const rowsNeeded = 2;

/**
 * Finds the release inside a file by looking at its texts' first lines: names only break ties. Addenda,
 * documents and other members of an archive are passed over. Throws Unreadable.
 */
export async function findRelease(file: ReleaseFile): Promise<Found> {
  if (file.form === 'xlsx') {
    const part = file.parts[0];
    if (part) return { part, format: 'hcpcs' };
  }
  const found: Found[] = [];
  for (const part of file.parts) {
    if (part.member !== null && !/\.(?:txt|prn|csv|dat)$/i.test(part.member)) continue;
    const format = await formatOf(part);
    if (format !== null) found.push({ part, format });
  }
  const [only, ...others] = found;
  if (only && others.length === 0) return only;
  if (only)
    throw new Unreadable(
      'several-releases-inside',
      `The archive holds several releases: ${found.map(({ part }) => part.member).join(', ')}.`,
      'Unpack it and give one of them.',
    );
  throw new Unreadable(
    'no-release-inside',
    'Nothing in this file looks like a release of HCPCS Level II or an ICD-10 order file.',
    'Give the file with the codes as its maintainer publishes it; for a set in CPT layout, name the set with --set.',
    { line: 1 },
  );
}

async function formatOf(part: TextPart): Promise<FileFormat | null> {
  const lines = await firstLines(part);
  const hcpcs = lines.filter(({ text }) => recordStart.test(text)).length;
  if (hcpcs >= Math.min(rowsNeeded, lines.length)) return 'hcpcs';
  const orders = lines.filter(({ text }) => rowStart.test(text));
  if (orders.length < Math.min(rowsNeeded, lines.length)) return null;
  return orders.some(({ text }) => isProcedureCode(text.slice(6, 13).trimEnd()))
    ? 'icd-10-pcs-order'
    : 'icd-10-cm-order';
}

/** Every complete ICD-10-PCS code has seven characters; a diagnosis among the first rows has fewer. */
function isProcedureCode(code: string): boolean {
  return /^\d/.test(code) || (code.length === 7 && !/^[A-Z]\d/.test(code));
}

async function firstLines(part: TextPart): Promise<Line[]> {
  const lines: Line[] = [];
  for await (const batch of readLines(part.bytes())) {
    for (const line of batch) if (line.text.trim() !== '') lines.push(line);
    if (lines.length >= linesLookedAt) break;
  }
  return lines.slice(0, linesLookedAt);
}
