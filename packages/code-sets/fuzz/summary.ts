import type { Tally } from './run-order.ts';
import type { ReaderRun } from './run-reader.ts';

const columns: [heading: string, cell: (run: ReaderRun) => string][] = [
  ['reader', ({ reader }) => reader],
  ['inputs', ({ tally }) => count(inputsOf(tally))],
  ['accepted', ({ tally }) => count(tally.accepted)],
  ['refused', ({ tally }) => count(tally.refused)],
  ['without line', ({ tally }) => count(tally.withoutPlace)],
  ['slowest (ms)', ({ tally }) => `${Math.round(tally.slowest.milliseconds)} (#${tally.slowest.index})`],
  ['peak (MB)', ({ tally }) => count(Math.round(tally.peakBytes / 2 ** 20))],
  ['seconds', ({ seconds }) => count(Math.round(seconds))],
  ['result', ({ failure }) => (failure ? `failed at #${failure.index}` : 'sound')],
];

export const inputsOf = ({ accepted, refused }: Tally): number => accepted + refused;

/** One row for each reader, in columns. */
export function formatTable(runs: readonly ReaderRun[]): string {
  const rows = [
    columns.map(([heading]) => heading),
    ...runs.map((run) => columns.map(([, cell]) => cell(run))),
  ];
  const widths = columns.map((_, at) => Math.max(...rows.map((row) => row[at]?.length ?? 0)));
  const line = (row: string[]) =>
    row
      .map((cell, at) => (at === 0 ? cell.padEnd(widths[at] ?? 0) : cell.padStart(widths[at] ?? 0)))
      .join('  ');
  return rows.map(line).join('\n');
}

/** How far a reader is: `hcpcs-text 12,000 of 100,000, 850 a second, 1 min 44 s left`. */
export function formatProgress(reader: string, tally: Tally, wanted: number, seconds: number): string {
  const done = inputsOf(tally);
  const rate = done / Math.max(0.001, seconds);
  const left = Math.ceil((wanted - done) / Math.max(0.001, rate));
  const time = left < 60 ? `${left} s` : `${Math.floor(left / 60)} min ${left % 60} s`;
  return `${reader} ${count(done)} of ${count(wanted)}, ${count(Math.round(rate))} a second, ${time} left`;
}

const count = (value: number): string => value.toLocaleString('en-US');
