import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import type { Measurement } from './benchmark.ts';

const file = join(import.meta.dirname, '..', 'recorded.json');

const recorded = z.object({
  machine: z.string(),
  day: z.iso.date(),
  measurements: z.array(
    z.object({ benchmark: z.string(), what: z.string(), value: z.number(), unit: z.string(), runs: z.int() }),
  ),
});
export type Recorded = z.infer<typeof recorded>;

/** The last recorded run; null where none is. */
export async function readRecorded(): Promise<Recorded | null> {
  try {
    return recorded.parse(JSON.parse(await readFile(file, 'utf8')));
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
    throw error;
  }
}

/** Keeps this run as the last recorded one; figures that it did not take anew stay as they were. */
export async function record(machine: string, measurements: readonly Measurement[]): Promise<void> {
  const before = (await readRecorded())?.measurements ?? [];
  const anew = new Set(measurements.map(keyOf));
  const kept = before.filter((one) => !anew.has(keyOf(one)));
  const day = new Date().toISOString().slice(0, 10);
  const run: Recorded = { machine, day, measurements: [...kept, ...measurements] };
  await writeFile(file, `${JSON.stringify(run, null, 2)}\n`);
}

/** The recorded value of a measurement; null where there is none. */
export function recordedValue(run: Recorded | null, measurement: Measurement): number | null {
  return run?.measurements.find((one) => keyOf(one) === keyOf(measurement))?.value ?? null;
}

const keyOf = ({ benchmark, what }: Pick<Measurement, 'benchmark' | 'what'>): string =>
  `${benchmark}: ${what}`;
