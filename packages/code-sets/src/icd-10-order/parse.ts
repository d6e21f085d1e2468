import type { CodeRecord } from '../code-record.ts';
import type { Line } from '../container/lines.ts';
import type { Problems } from '../problems.ts';
import { checkCharacters, tidy } from '../text-checks.ts';
import { columns, diagnosisCode, procedureCode } from './layout.ts';

export type OrderFileSet = 'icd-10-cm' | 'icd-10-pcs';

/**
 * Reads an order file (layout.ts) to records in the file's own order, which is the official one. Adds every
 * flaw to `problems`; the records are of use only if there is none.
 */
export async function parseOrderFile(
  batches: AsyncIterable<Line[]>,
  set: OrderFileSet,
  problems: Problems,
): Promise<CodeRecord[]> {
  const records: CodeRecord[] = [];
  const byCode = new Map<string, number>();
  let expected = 1;
  for await (const batch of batches) {
    for (const line of batch) {
      if (line.text.trim() === '') continue;
      const record = parseRow(line, set, problems);
      const order = Number(line.text.slice(...columns.order));
      if (order !== expected)
        problems.add(
          'bad-sequence',
          `Order number ${line.text.slice(...columns.order)} stands where ${String(expected).padStart(5, '0')} is due.`,
          'A row is missing, doubled or damaged here: download the file again.',
          { line: line.number, column: 1 },
        );
      expected = Number.isInteger(order) ? order + 1 : expected + 1;
      if (record === null) continue;
      const earlier = byCode.get(record.code);
      if (earlier !== undefined)
        problems.add(
          'duplicate-code',
          `${record.code} stands on line ${earlier} already.`,
          'Remove one of the two.',
          {
            line: line.number,
            column: columns.code[0] + 1,
          },
        );
      byCode.set(record.code, line.number);
      record.parent = nearestAncestor(record.code, byCode);
      records.push(record);
    }
    if (problems.hopeless) break;
  }
  checkEnd(records, byCode, problems);
  return records;
}

function parseRow({ text, number }: Line, set: OrderFileSet, problems: Problems): CodeRecord | null {
  if (checkCharacters(text, number, problems)) return null;
  const add = (code: Parameters<Problems['add']>[0], column: number, message: string, hint: string) => {
    problems.add(code, message, hint, { line: number, column });
    return null;
  };
  if (text.length <= columns.long[0])
    return add(
      'truncated-record',
      text.length + 1,
      'The row ends before its long descriptor.',
      'The row is cut: download the file again.',
    );
  const blank = columns.blanks.find((at) => text[at] !== ' ');
  if (blank !== undefined)
    return add(
      'stray-line',
      blank + 1,
      `Column ${blank + 1} is not blank.`,
      'Rows of an order file have blanks in columns 6, 14, 16 and 77: is this one?',
    );
  const code = text.slice(...columns.code).trimEnd();
  const shape = set === 'icd-10-cm' ? diagnosisCode : procedureCode;
  if (!shape.test(code))
    return add(
      'bad-code',
      columns.code[0] + 1,
      `"${code}" is no ${setName[set]} code.`,
      'Compare the row with the official file.',
    );
  const flag = text[columns.flag[0]];
  if (flag !== '0' && flag !== '1')
    return add(
      'bad-field',
      columns.flag[0] + 1,
      `The flag is "${flag}".`,
      'It is 0 for a header and 1 for a code valid for submission.',
    );
  const shortDescriptor = tidy(text.slice(...columns.short));
  const longDescriptor = tidy(text.slice(columns.long[0]));
  if (shortDescriptor === '' || longDescriptor === '')
    return add(
      'missing-text',
      (shortDescriptor === '' ? columns.short[0] : columns.long[0]) + 1,
      `${code} has no ${shortDescriptor === '' ? 'short' : 'long'} descriptor.`,
      'Compare the row with the official file.',
    );
  return {
    code,
    displayCode: set === 'icd-10-cm' ? withDot(code) : code,
    codeType: set === 'icd-10-cm' ? 'diagnosis' : 'inpatient-procedure',
    billable: flag === '1',
    parent: null,
    shortDescriptor,
    mediumDescriptor: null,
    longDescriptor,
    dates: { added: null, effective: null, terminated: null },
    indicators: {},
  };
}

const setName: Record<OrderFileSet, string> = { 'icd-10-cm': 'ICD-10-CM', 'icd-10-pcs': 'ICD-10-PCS' };

/** `E119` to `E11.9`: the dot stands after the category's three characters. */
export function withDot(code: string): string {
  return code.length > 3 ? `${code.slice(0, 3)}.${code.slice(3)}` : code;
}

/** Codes can lack their immediate parent; the nearest one above them stands in. Headers come before their codes. */
function nearestAncestor(code: string, known: Map<string, number>): string | null {
  for (let length = code.length - 1; length >= 3; length -= 1) {
    const ancestor = code.slice(0, length);
    if (known.has(ancestor)) return ancestor;
  }
  return null;
}

/** A header without any code below it at the end of the file means that the end is missing. */
function checkEnd(records: CodeRecord[], lines: Map<string, number>, problems: Problems): void {
  const last = records.at(-1);
  if (last?.billable !== false || problems.any) return;
  problems.add(
    'truncated-file',
    `The file ends with the header ${last.code}; its codes are missing.`,
    'The file is cut: download it again.',
    {
      line: lines.get(last.code) ?? null,
    },
  );
}
