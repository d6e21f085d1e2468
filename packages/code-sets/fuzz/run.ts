// npm run fuzz [-- --reader NAME --count N --seed S --index I --json]: mutated inputs for every reader.
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readers } from './corpus/readers.ts';
import { makeInput } from './make-input.ts';
import { type FuzzArguments, parseArguments, usage } from './parse-arguments.ts';
import { type ReaderRun, runReader } from './run-reader.ts';
import { formatProgress, formatTable } from './summary.ts';

const tellEvery = process.stderr.isTTY ? 500 : 30_000;

/** The arguments; null, with the usage, where they are none. */
function given(): FuzzArguments | null {
  try {
    return parseArguments(process.argv.slice(2));
  } catch (error) {
    console.error(`${error instanceof Error ? error.message : error}\n${usage}`);
    return null;
  }
}

async function runAll({ readers: names, seed, from, count }: FuzzArguments): Promise<ReaderRun[]> {
  const runs: ReaderRun[] = [];
  for (const reader of names) {
    const started = performance.now();
    let told = started;
    const run = await runReader({ reader, seed, from, count }, (tally) => {
      if (performance.now() - told < tellEvery) return;
      told = performance.now();
      tell(formatProgress(reader, tally, count, (told - started) / 1000));
    });
    runs.push(run);
    if (run.failure) report(run, seed);
  }
  return runs;
}

function tell(line: string): void {
  process.stderr.write(process.stderr.isTTY ? `\r\x1b[K${line}` : `${line}\n`);
}

/** Keeps the input that a reader failed at, and says how to see it again. */
function report({ reader, failure }: ReaderRun, seed: number): void {
  const about = readers.find(({ name }) => name === reader);
  if (!about || !failure) return;
  console.error(
    `\n${reader}: ${failure.flaw}\nAgain: npm run fuzz -- --reader ${reader} --seed ${seed} --index ${failure.index}`,
  );
  const { name, bytes, how } = makeInput(about, seed, failure.index);
  const file = join(mkdtempSync(join(tmpdir(), 'plaincode-fuzz-failure-')), name);
  writeFileSync(file, bytes);
  console.error(`Done to it: ${how.join(', ')}.\nInput: ${file}`);
}

const asked = given();
if (asked) {
  const runs = await runAll(asked);
  if (process.stderr.isTTY) process.stderr.write('\r\x1b[K');
  console.log(asked.json ? JSON.stringify({ seed: asked.seed, runs }, null, 2) : formatTable(runs));
  process.exitCode = runs.some(({ failure }) => failure) ? 1 : 0;
} else process.exitCode = 2;
