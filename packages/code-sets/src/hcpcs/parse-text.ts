import type { Line } from '../container/lines.ts';
import type { ProblemCode, Problems } from '../problems.ts';
import { checkCharacters, gapIn } from '../text-checks.ts';
import { RecordAssembler } from './assemble.ts';
import {
  fillers,
  longField,
  recordLength,
  recordStart,
  sequenceStep,
  shortestFirstRecord,
  shortField,
} from './layout.ts';
import type { RawRecord } from './raw-record.ts';

/** Disclaimers stand before the first record; no release has more lines of them than this. */
const longestPreamble = 200;

/** Reads the fixed-width form (layout.ts). Adds every flaw to `problems`. */
export async function parseText(
  batches: AsyncIterable<Line[]>,
  problems: Problems,
  keepLicensed: boolean,
): Promise<RecordAssembler> {
  const assembler = new RecordAssembler(problems, keepLicensed);
  let begun = false;
  for await (const batch of batches) {
    for (const line of batch) {
      const isRecord = recordStart.test(line.text);
      begun ||= isRecord;
      if (!begun && isPreamble(line)) continue;
      if (isRecord) addRecord(line, assembler, problems);
      else if (line.text.trim() !== '')
        problems.add(
          'stray-line',
          'This line is no HCPCS record.',
          'A record begins with a code, five digits and the record id 3, 4, 7 or 8.',
          { line: line.number, column: 1 },
        );
    }
    if (problems.hopeless) break;
  }
  assembler.end();
  return assembler;
}

/** Prose, not a damaged first record: shorter than one, or parted by tabs as a sheet's export is. */
function isPreamble({ text, number }: Line): boolean {
  return number <= longestPreamble && (text.length < shortestFirstRecord || text.includes('\t'));
}

function addRecord({ text, number }: Line, assembler: RecordAssembler, problems: Problems): void {
  if (checkCharacters(text, number, problems)) return;
  const flaw = flawOf(text);
  if (flaw === null) {
    assembler.add(rawRecord(text, number));
    return;
  }
  const [code, offset, message, hint] = flaw;
  problems.add(code, message, hint, { line: number, column: offset + 1 });
}

type Flaw = [code: ProblemCode, offset: number, message: string, hint: string];

/** The first thing wrong with a row's columns; what its fields say is the assembler's affair. */
function flawOf(text: string): Flaw | null {
  const first = text[10] === '3' || text[10] === '7';
  if (first && text.length < shortestFirstRecord)
    return [
      'truncated-record',
      text.length,
      `The record has ${text.length} columns; its fields reach to column ${shortestFirstRecord}.`,
      'The row is cut: download the file again.',
    ];
  if (text.trimEnd().length > recordLength)
    return [
      'overlong-record',
      recordLength,
      `The record has more than ${recordLength} columns.`,
      'Two rows may have run into one: download the file again.',
    ];
  const stray = strayOffset(text, first);
  if (stray === null) return null;
  return [
    'bad-field',
    stray,
    'Something stands in columns that should be blank.',
    'The row is damaged or shifted: compare it with the official file.',
  ];
}

/** Unused columns are blank, those behind a continuation's text too, and padding does not end in more text. */
function strayOffset(text: string, first: boolean): number | null {
  for (const [from, to] of first ? fillers : continuationFillers) {
    const offset = text.slice(from, to).search(/\S/);
    if (offset >= 0) return from + offset;
  }
  for (const { at, width } of first ? [longField, shortField] : [longField]) {
    const gap = gapIn(text.slice(at, at + width));
    if (gap !== null) return at + gap;
  }
  return null;
}

const continuationFillers: [from: number, to: number][] = [[shortField.at, recordLength]];

function rawRecord(text: string, line: number): RawRecord {
  return {
    line,
    values: ({ at, width, times }) =>
      Array.from({ length: times }, (_, index) =>
        text.slice(at + index * width, at + (index + 1) * width).trim(),
      ),
    column: ({ at, width }, entry) => at + entry * width + 1,
    sequenceStep,
  };
}
