import type { Line } from '../container/lines.ts';
import type { Problems } from '../problems.ts';
import { checkCharacters } from '../text-checks.ts';
import { RecordAssembler } from './assemble.ts';
import { type Field, recordLength, recordStart, shortestFirstRecord } from './layout.ts';
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
      if (!begun && line.number <= longestPreamble) continue;
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
  assembler.finish();
  return assembler;
}

function addRecord({ text, number }: Line, assembler: RecordAssembler, problems: Problems): void {
  if (checkCharacters(text, number, problems)) return;
  const first = text[10] === '3' || text[10] === '7';
  if (first && text.length < shortestFirstRecord)
    problems.add(
      'truncated-record',
      `The record has ${text.length} columns; its fields reach to column ${shortestFirstRecord}.`,
      'The row is cut: download the file again.',
      { line: number, column: text.length + 1 },
    );
  else if (text.trimEnd().length > recordLength)
    problems.add(
      'overlong-record',
      `The record has more than ${recordLength} columns.`,
      'Two rows may have run into one: download the file again.',
      { line: number, column: recordLength + 1 },
    );
  else assembler.add(rawRecord(text, number));
}

function rawRecord(text: string, line: number): RawRecord {
  return {
    line,
    values: ({ at, width, times }) =>
      Array.from({ length: times }, (_, index) =>
        text.slice(at + index * width, at + (index + 1) * width).trim(),
      ),
    column: (field: Field) => field.at + 1,
  };
}
