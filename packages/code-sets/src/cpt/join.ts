import type { CodeRecord } from '../code-record.ts';
import type { Problems } from '../problems.ts';
import type { DescriptorRow } from './parse.ts';

/** Long descriptors in their order, joined with medium and short ones; all three must name the same codes. */
export function joinDescriptors(
  long: DescriptorRow[],
  medium: DescriptorRow[] | null,
  short: DescriptorRow[] | null,
  problems: Problems,
): CodeRecord[] {
  const mediums = byCode(long, medium, 'medium', problems);
  const shorts = byCode(long, short, 'short', problems);
  return long.map(({ code, text }) => ({
    ...record(code, text),
    codeType: 'procedure',
    shortDescriptor: shorts?.get(code) ?? null,
    mediumDescriptor: mediums?.get(code) ?? null,
  }));
}

export const modifierRecords = (rows: DescriptorRow[]): CodeRecord[] =>
  rows.map(({ code, text }) => ({ ...record(code, text), codeType: 'modifier' }));

const record = (code: string, longDescriptor: string): Omit<CodeRecord, 'codeType'> => ({
  code,
  displayCode: code,
  billable: null,
  parent: null,
  shortDescriptor: null,
  mediumDescriptor: null,
  longDescriptor,
  dates: { added: null, effective: null, terminated: null },
  indicators: {},
});

/** Codes that a message names. */
const fewCodes = 5;

function byCode(
  long: DescriptorRow[],
  rows: DescriptorRow[] | null,
  name: string,
  problems: Problems,
): Map<string, string> | null {
  if (rows === null) return null;
  const texts = new Map(rows.map(({ code, text }) => [code, text]));
  const known = new Set(long.map(({ code }) => code));
  const lacking = long.filter(({ code }) => !texts.has(code));
  const strange = rows.filter(({ code }) => !known.has(code));
  if (rows.length !== long.length || lacking.length + strange.length > 0)
    problems.add(
      'unequal-counts',
      `The ${name} descriptors name ${rows.length} codes, the long ones ${long.length}${differing([...lacking, ...strange])}.`,
      'Give files of one edition.',
    );
  return texts;
}

function differing(rows: DescriptorRow[]): string {
  if (rows.length === 0) return '';
  const codes = rows.slice(0, fewCodes).map(({ code }) => code);
  return `; in one of them only: ${codes.join(', ')}${rows.length > fewCodes ? ' and others' : ''}`;
}
