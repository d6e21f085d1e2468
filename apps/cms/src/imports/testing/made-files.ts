import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** Small release files in the official layouts, made up for tests; the words in them are our own. */

export interface MadeHcpcs {
  code: string;
  long: string;
  short?: string;
  added?: string;
  effective?: string;
  terminated?: string;
  crossReference?: string;
  coverage?: string;
  action?: string;
}

/** The contractor record of 320 columns, one first record to a code. Days are `YYYYMMDD`. */
export function hcpcsText(rows: readonly MadeHcpcs[]): string {
  return rows.map((row, index) => `${hcpcsRecord(row, index)}\r\n`).join('');
}

function hcpcsRecord(row: MadeHcpcs, index: number): string {
  const modifier = row.code.length === 2;
  const fields: [at: number, value: string][] = [
    [modifier ? 3 : 0, row.code],
    [5, String((index + 1) * 100).padStart(5, '0')],
    [10, modifier ? '7' : '3'],
    [11, row.long.slice(0, 80)],
    [91, (row.short ?? row.long).slice(0, 28)],
    [119, '51'],
    [204, row.crossReference ?? ''],
    [229, row.coverage ?? 'C'],
    [268, row.added ?? '20200101'],
    [276, row.effective ?? '20200101'],
    [284, row.terminated ?? ''],
    [292, row.action ?? 'N'],
  ];
  const columns = Array.from({ length: 320 }, () => ' ');
  for (const [at, value] of fields)
    for (const [offset, letter] of [...value].entries()) columns[at + offset] = letter;
  return columns.join('');
}

export interface MadeDiagnosis {
  code: string;
  billable: boolean;
  long: string;
}

/** The ICD-10-CM order file. */
export function orderText(rows: readonly MadeDiagnosis[]): string {
  const lines = rows.map(({ code, billable, long }, index) => {
    const order = String(index + 1).padStart(5, '0');
    return `${order} ${code.padEnd(7)} ${billable ? 1 : 0} ${long.slice(0, 60).padEnd(60)} ${long}\r\n`;
  });
  return lines.join('');
}

/** The LONGULT file of a licensed set: preamble, blank line, code and descriptor. */
export function longText(rows: readonly [code: string, long: string][]): string {
  return [
    '© A made-up board. All rights reserved.',
    '',
    ...rows.map(([code, long]) => `${code}\t${long}`),
    '',
  ].join('\r\n');
}

/** Writes a file into a folder and returns its path. */
export function writeMade(folder: string, name: string, content: string | Buffer): string {
  const file = join(folder, name);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, content);
  return file;
}
