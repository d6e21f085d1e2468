import type { CodeDates, CodeRecord, Indicators } from '../code-record.ts';
import type { Line } from '../container/lines.ts';
import { downloadAgain, type Problems } from '../problems.ts';
import { checkCharacters, gapIn, tidy } from '../text-checks.ts';
import { OrderHierarchy } from './hierarchy.ts';
import { columns, diagnosisCode, procedureCode } from './layout.ts';

export type OrderFileSet = 'icd-10-cm' | 'icd-10-pcs';

/**
 * Reads an order file (layout.ts) to records in the file's own order, which is the official one and not that
 * of the characters. Adds every flaw to `problems`; the records are of use only if there is none.
 */
export async function parseOrderFile(
  batches: AsyncIterable<Line[]>,
  set: OrderFileSet,
  problems: Problems,
): Promise<CodeRecord[]> {
  const records: CodeRecord[] = [];
  const lines = new Map<string, number>();
  const hierarchy = new OrderHierarchy(problems);
  let expected = 1;
  for await (const batch of batches) {
    for (const line of batch) {
      if (line.text.trim() === '') continue;
      expected = checkOrder(line, expected, problems);
      const record = parseRow(line, set, problems);
      if (record === null || isDoubled(record, line, lines, problems)) {
        hierarchy.skip();
        continue;
      }
      const { code, billable } = record;
      lines.set(code, line.number);
      record.parent = hierarchy.place({ code, billable: billable === true, line: line.number });
      records.push(record);
    }
    if (problems.hopeless) break;
  }
  hierarchy.finish();
  checkEnding(records, set, problems, lines);
  return records;
}

/** A full edition has at least so many codes; fewer are an excerpt, which may end anywhere. */
const fullEdition = 20_000;
/** The last chapters of ICD-10-CM (U stands behind Z, in editions that have it) and the last section of ICD-10-PCS. */
const lastStarts: Record<OrderFileSet, string[]> = { 'icd-10-cm': ['Z', 'U'], 'icd-10-pcs': ['X'] };

/** A text that was cut just where a row ends shows it only in what is missing: the codes that stand last. */
function checkEnding(
  records: readonly CodeRecord[],
  set: OrderFileSet,
  problems: Problems,
  lines: ReadonlyMap<string, number>,
): void {
  const last = records.at(-1);
  const starts = lastStarts[set];
  if (!last || records.length < fullEdition || starts.includes(last.code[0] ?? '')) return;
  problems.add(
    'truncated-file',
    `The file ends with ${last.displayCode}; the codes that begin with ${starts[0]} are missing.`,
    downloadAgain,
    { line: lines.get(last.code) ?? null },
  );
}

/** Order numbers count from 00001 without a gap. Answers the number due next. */
function checkOrder({ text, number }: Line, expected: number, problems: Problems): number {
  const written = text.slice(columns.order[0], columns.order[1]);
  const order = /^\d{5}$/.test(written) ? Number(written) : null;
  if (order === expected) return expected + 1;
  problems.add(
    'bad-sequence',
    `Order number "${written}" stands where ${String(expected).padStart(5, '0')} is due.`,
    'A row is missing, doubled or damaged here: download the file again.',
    { line: number, column: 1 },
  );
  return (order ?? expected) + 1;
}

function isDoubled(
  { code }: CodeRecord,
  { number }: Line,
  lines: Map<string, number>,
  problems: Problems,
): boolean {
  const earlier = lines.get(code);
  if (earlier === undefined) return false;
  problems.add('duplicate-code', `${code} stands on line ${earlier} already.`, 'Remove one of the two.', {
    line: number,
    column: columns.code[0] + 1,
  });
  return true;
}

type Flaw = [code: Parameters<Problems['add']>[0], offset: number, message: string, hint: string];

function parseRow(line: Line, set: OrderFileSet, problems: Problems): CodeRecord | null {
  const { text, number } = line;
  if (checkCharacters(text, number, problems)) return null;
  const code = text.slice(columns.code[0], columns.code[1]).trimEnd();
  const flaw = flawOf(text, code, set);
  if (flaw !== null) {
    const [kind, offset, message, hint] = flaw;
    problems.add(kind, message, hint, { line: number, column: offset + 1 });
    return null;
  }
  return {
    code,
    displayCode: set === 'icd-10-cm' ? withDot(code) : code,
    codeType: set === 'icd-10-cm' ? 'diagnosis' : 'inpatient-procedure',
    billable: text[columns.flag[0]] === '1',
    parent: null,
    shortDescriptor: tidy(text.slice(columns.short[0], columns.short[1])),
    mediumDescriptor: null,
    longDescriptor: tidy(text.slice(columns.long[0])),
    dates: noDates,
    indicators: noIndicators,
  };
}

/** The file tells neither; one object for all rows spares a third of a release's memory. */
const noDates: CodeDates = Object.freeze({ added: null, effective: null, terminated: null });
const noIndicators: Indicators = Object.freeze({});

/** The first thing wrong with a row, from left to right. */
function flawOf(text: string, code: string, set: OrderFileSet): Flaw | null {
  if (text.length <= columns.long[0])
    return [
      'truncated-record',
      text.length,
      'The row ends before its long descriptor.',
      'The row is cut: download the file again.',
    ];
  const blank = columns.blanks.find((at) => text[at] !== ' ');
  if (blank !== undefined)
    return [
      'stray-line',
      blank,
      `Column ${blank + 1} is not blank.`,
      'Rows of an order file have blanks in columns 6, 14, 16 and 77: is this one?',
    ];
  const compare = 'Compare the row with the official file.';
  const shape = set === 'icd-10-cm' ? diagnosisCode : procedureCode;
  if (!shape.test(code))
    return ['bad-code', columns.code[0], `"${code}" is no ${setName[set]} code.`, compare];
  const flag = text[columns.flag[0]];
  if (flag !== '0' && flag !== '1')
    return [
      'bad-field',
      columns.flag[0],
      `The flag is "${flag}".`,
      'It is 0 for a header and 1 for a code valid for submission.',
    ];
  const short = text.slice(columns.short[0], columns.short[1]);
  if (short.trim() === '')
    return ['missing-text', columns.short[0], `${code} has no short descriptor.`, compare];
  if (text.slice(columns.long[0]).trim() === '')
    return ['missing-text', columns.long[0], `${code} has no long descriptor.`, compare];
  const gap = gapIn(short);
  if (gap !== null)
    return [
      'bad-field',
      columns.short[0] + gap,
      'Something stands in columns that should be blank.',
      compare,
    ];
  return null;
}

const setName: Record<OrderFileSet, string> = { 'icd-10-cm': 'ICD-10-CM', 'icd-10-pcs': 'ICD-10-PCS' };

/** `E119` to `E11.9`: the dot stands after the category's three characters. */
export function withDot(code: string): string {
  return code.length > 3 ? `${code.slice(0, 3)}.${code.slice(3)}` : code;
}
