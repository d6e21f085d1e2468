import { cpus, totalmem } from 'node:os';

/** One line of a benchmark's table. `value` is the median of the runs. */
export type Measurement = {
  benchmark: string;
  what: string;
  value: number;
  unit: string;
  runs: number;
};

export type Benchmark = { name: string; run: () => Promise<Measurement[]> };

/** The median of `runs` calls, after `warmUps` that do not count; each call answers its own figure. */
export async function median(
  runs: number,
  measure: () => Promise<number> | number,
  warmUps = 0,
): Promise<number> {
  for (let run = 0; run < warmUps; run += 1) await measure();
  const figures: number[] = [];
  for (let run = 0; run < runs; run += 1) figures.push(await measure());
  figures.sort((a, b) => a - b);
  return figures[Math.floor(figures.length / 2)] ?? Number.NaN;
}

/** The machine as far as figures depend on it. */
export function machine(): string {
  const cores = cpus();
  return `${cores[0]?.model.trim() ?? 'unknown processor'}, ${cores.length} cores, ${Math.round(totalmem() / 2 ** 30)} GiB, Node ${process.versions.node}`;
}
