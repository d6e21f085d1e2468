/** What a reader's process is asked to do: `count` inputs from the number `from` on. */
export type Order = { reader: string; seed: number; from: number; count: number; marker: string };

/** What came of the inputs so far. */
export type Tally = {
  accepted: number;
  refused: number;
  /** Refusals with a problem that names no file or no line. */
  withoutPlace: number;
  slowest: { index: number; milliseconds: number };
  /** The most memory that the process had at one time. */
  peakBytes: number;
};

/** What the process answers; `failed` ends it. */
export type Report =
  | { kind: 'progress' | 'done'; tally: Tally }
  | { kind: 'failed'; tally: Tally; index: number; flaw: string };

export const emptyTally = (): Tally => ({
  accepted: 0,
  refused: 0,
  withoutPlace: 0,
  slowest: { index: 0, milliseconds: 0 },
  peakBytes: 0,
});
