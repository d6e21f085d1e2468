import { openSync, readFileSync, writeSync } from 'node:fs';
import { readers } from './corpus/readers.ts';
import { judge } from './judge.ts';
import { makeInput } from './make-input.ts';
import { emptyTally, type Order, type Report, type Tally } from './run-order.ts';

/**
 * Puts inputs to one reader, in a process of its own: whatever it does to memory or time, it does to this process.
 * The number of each input is written down before it is read, so that the process that waits knows which one ended
 * this one.
 */
process.on('message', (order: Order) => {
  run(order).then(
    (report) => process.send?.(report, () => process.disconnect()),
    (error: unknown) => {
      console.error(error);
      process.exit(1);
    },
  );
});

process.on('disconnect', () => process.exit());

const reportEvery = 500;

async function run({ reader: name, seed, from, count, marker }: Order): Promise<Report> {
  const reader = readers.find((one) => one.name === name);
  if (!reader) throw new Error(`There is no reader "${name}".`);
  const mark = markWith(openSync(marker, 'r+'));
  const tally = emptyTally();
  let reported = performance.now();
  for (let index = from; index < from + count; index += 1) {
    mark(index);
    const input = makeInput(reader, seed, index);
    const started = performance.now();
    const { outcome, withoutPlace, flaw } = await judge(input);
    const ended = performance.now();
    note(tally, index, ended - started);
    tally[outcome] += 1;
    if (withoutPlace) tally.withoutPlace += 1;
    if (flaw !== null) return { kind: 'failed', tally: measured(tally), index, flaw };
    if (ended - reported < reportEvery) continue;
    process.send?.({ kind: 'progress', tally: measured(tally) } satisfies Report);
    reported = ended;
  }
  return { kind: 'done', tally: measured(tally) };
}

function note(tally: Tally, index: number, milliseconds: number): void {
  if (milliseconds <= tally.slowest.milliseconds) return;
  tally.slowest = { index, milliseconds };
}

function measured(tally: Tally): Tally {
  return { ...tally, peakBytes: peakBytes() };
}

/**
 * The most memory that this process held. Linux gives a process the peak of the one that it was forked from as its own, in
 * getrusage(2); the peak in `/proc` begins anew with the program.
 */
function peakBytes(): number {
  if (process.platform !== 'linux') return process.resourceUsage().maxRSS * 1024;
  const kilobytes = /^VmHWM:\s+(\d+) kB/m.exec(readFileSync('/proc/self/status', 'utf8'))?.[1];
  return Number(kilobytes) * 1024;
}

function markWith(file: number): (index: number) => void {
  const bytes = Buffer.alloc(8);
  return (index) => {
    bytes.writeDoubleLE(index);
    writeSync(file, bytes, 0, 8, 0);
  };
}
