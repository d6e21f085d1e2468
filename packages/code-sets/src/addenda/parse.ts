import type { Line } from '../container/lines.ts';
import { diagnosisCode } from '../icd-10-order/layout.ts';
import type { OrderFileSet } from '../icd-10-order/parse.ts';
import { type Problems, Unreadable } from '../problems.ts';
import type { Addenda, AddendaForm, AddendaSummary } from './addenda.ts';
import { checkCounts } from './check-counts.ts';
import {
  actionOf,
  codesLayout,
  flaggedLayout,
  hasFlag,
  plainLayout,
  type RowLayout,
  subjectOf,
} from './layout.ts';
import { parseRows } from './parse-rows.ts';
import { parseSummary } from './parse-summary.ts';

/** Characters held in memory: a whole release is smaller, and no year has changed all of one. */
const largest = 32 * 1024 * 1024;

/**
 * Reads addenda of ICD-10-CM or ICD-10-PCS in either form (layout.ts); form and set are told by the content. Adds
 * every flaw to `problems`, also where the summary's counts are not those of the rows; what it answers is of use
 * only if there is none. All official files end with their summary, so one without it was cut. Throws
 * Unreadable.
 */
export async function parseAddenda(batches: AsyncIterable<Line[]>, problems: Problems): Promise<Addenda> {
  const { rowLines, summaryLines, end } = await splitLines(batches);
  const summary = parseSummary(summaryLines, end, problems);
  const { form, layout } = tellForm(rowLines, summary);
  const set = tellSet(rowLines, summary, layout);
  const rows = parseRows(rowLines, layout, set, problems);
  const addenda: Addenda = { form, set, rows, summary };
  // Where rows could not be read, that they are missing from the counts says nothing new.
  if (!problems.any) checkCounts(addenda, end, problems);
  return addenda;
}

/** Blank lines are left out; `end` is the number of the last line. */
async function splitLines(batches: AsyncIterable<Line[]>) {
  const rowLines: Line[] = [];
  const summaryLines: Line[] = [];
  let held = 0;
  let end = 1;
  for await (const batch of batches)
    for (const line of batch) {
      end = line.number;
      if (line.text.trim() === '') continue;
      held += line.text.length;
      if (held > largest)
        throw new Unreadable(
          'too-large',
          'The file is too large for addenda.',
          'Give the addenda file itself.',
          {
            line: end,
          },
        );
      const inSummary = summaryLines.length > 0 || subjectOf(line.text) !== null;
      (inSummary ? summaryLines : rowLines).push(line);
    }
  return { rowLines, summaryLines, end };
}

/** Most rows decide, so that a damaged one does not speak for all. */
const most = (lines: Line[], holds: (text: string) => boolean): boolean =>
  lines.filter(({ text }) => actionOf(text) !== null && holds(text)).length * 2 > lines.length;

/** Only the order form counts headers, and revisions by their titles; without a flag, its rows are like others. */
function tellForm(
  rowLines: Line[],
  summary: AddendaSummary | null,
): { form: AddendaForm; layout: RowLayout } {
  if (most(rowLines, hasFlag)) return { form: 'order', layout: flaggedLayout };
  const order = summary
    ? summary.headers !== undefined || summary.codes.both !== null
    : most(rowLines, (text) => hasBlankBefore(text, plainLayout.long));
  return order ? { form: 'order', layout: plainLayout } : { form: 'codes', layout: codesLayout };
}

/** A long descriptor of the order form begins behind a blank; few of the codes form do at the same offset. */
const hasBlankBefore = (text: string, at: number): boolean =>
  text[at - 1] === ' ' && (text[at] ?? ' ') !== ' ';

/** By the names of the releases in the summary; else by the codes: most procedures cannot be diagnoses. */
function tellSet(rowLines: Line[], summary: AddendaSummary | null, { code }: RowLayout): OrderFileSet {
  const named = /icd[-_ ]?10[-_ ]?(cm|pcs)/i.exec(summary?.codes.to.file ?? '')?.[1]?.toLowerCase();
  if (named !== undefined) return named === 'pcs' ? 'icd-10-pcs' : 'icd-10-cm';
  const diagnoses = most(rowLines, (text) => diagnosisCode.test(text.slice(...code).trimEnd()));
  return diagnoses || rowLines.length === 0 ? 'icd-10-cm' : 'icd-10-pcs';
}
