import type { CodeRecord } from '../code-record.ts';
import type { Line } from '../container/lines.ts';
import type { Problems } from '../problems.ts';
import { checkCharacters, tidy } from '../text-checks.ts';

/** Category I (five digits), II (F), III (T), PLA (U), vaccine administration (A), MAAA (M), and invented sets alike. */
const codeShape = /^[0-9A-Z]{5}$/;

export type DescriptorRow = { code: string; text: string; line: number };

/**
 * Reads one tab-delimited descriptor file of the AMA's layout: a copyright preamble, a blank line, then
 * `code TAB descriptor`. Everything after the last blank line counts, as in the AMA's own loader; a file
 * without a blank line has no preamble. Adds every flaw to `problems`.
 */
export async function parseDescriptorFile(
  batches: AsyncIterable<Line[]>,
  problems: Problems,
): Promise<DescriptorRow[]> {
  const lines = await afterLastBlank(batches);
  const rows: DescriptorRow[] = [];
  const seen = new Map<string, number>();
  for (const { text, number } of lines) {
    const row = parseRow(text, number, problems);
    if (row === null) continue;
    const earlier = seen.get(row.code);
    if (earlier !== undefined)
      problems.add(
        'duplicate-code',
        `${row.code} stands on line ${earlier} already.`,
        'Remove one of the two.',
        { line: number, column: 1 },
      );
    seen.set(row.code, number);
    rows.push(row);
  }
  return rows;
}

/** Blank lines at the very end part nothing from nothing and do not count. */
async function afterLastBlank(batches: AsyncIterable<Line[]>): Promise<Line[]> {
  let lines: Line[] = [];
  let blank = false;
  for await (const batch of batches)
    for (const line of batch) {
      if (line.text.trim() === '') {
        blank = true;
        continue;
      }
      if (blank) lines = [];
      blank = false;
      lines.push(line);
    }
  return lines;
}

function parseRow(text: string, line: number, problems: Problems): DescriptorRow | null {
  if (checkCharacters(text.replace('\t', ' '), line, problems)) return null;
  const tab = text.indexOf('\t');
  const code = (tab < 0 ? text : text.slice(0, tab)).trim();
  if (tab < 0 || !codeShape.test(code)) {
    problems.add(
      'bad-code',
      'This line does not begin with a code of five characters and a tab.',
      'Rows stand after the last blank line of the file.',
      { line, column: 1 },
    );
    return null;
  }
  const descriptor = tidy(text.slice(tab + 1));
  if (descriptor === '') {
    problems.add('missing-text', `${code} has no descriptor.`, 'Compare the row with the official file.', {
      line,
      column: tab + 2,
    });
    return null;
  }
  return { code, text: descriptor, line };
}

/** Long descriptors in their order, joined with medium and short ones; all three must name the same codes. */
export function joinDescriptors(
  long: DescriptorRow[],
  medium: DescriptorRow[] | null,
  short: DescriptorRow[] | null,
  problems: Problems,
): CodeRecord[] {
  const byCode = (rows: DescriptorRow[] | null, name: string) => {
    if (rows === null) return null;
    const texts = new Map(rows.map(({ code, text }) => [code, text]));
    if (rows.length !== long.length || long.some(({ code }) => !texts.has(code)))
      problems.add(
        'unequal-counts',
        `The ${name} descriptors name ${rows.length} codes, the long ones ${long.length}, or others.`,
        'Give files of one edition.',
      );
    return texts;
  };
  const mediums = byCode(medium, 'medium');
  const shorts = byCode(short, 'short');
  return long.map(({ code, text }) => ({
    code,
    displayCode: code,
    codeType: 'procedure',
    billable: null,
    parent: null,
    shortDescriptor: shorts?.get(code) ?? null,
    mediumDescriptor: mediums?.get(code) ?? null,
    longDescriptor: text,
    dates: { added: null, effective: null, terminated: null },
    indicators: {},
  }));
}
