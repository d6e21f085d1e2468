import { type Measurement, machine } from './benchmark.ts';
import { desk } from './desk/desk.bench.ts';
import { importing } from './import.bench.ts';
import { live } from './live/live.bench.ts';
import { lookup } from './lookup/lookup.bench.ts';
import { parse } from './parse.bench.ts';
import { type Recorded, readRecorded, record, recordedValue } from './recorded.ts';
import { publish } from './release/publish.bench.ts';
import { render } from './render/render.bench.ts';
import { seal } from './seal.bench.ts';
import { serve } from './serve/serve.bench.ts';
import { lighthouseBench } from './site/lighthouse.bench.ts';
import { unlock } from './unlock/unlock.bench.ts';

const benchmarks = [
  parse,
  importing,
  seal,
  unlock,
  serve,
  publish,
  render,
  live,
  desk,
  lookup,
  lighthouseBench,
];
const args = process.argv.slice(2);
const names = args.filter((arg) => !arg.startsWith('--'));
const options = args.filter((arg) => arg.startsWith('--'));

const unknown = names.find((name) => !benchmarks.some((benchmark) => benchmark.name === name));
const stranger = options.find((option) => !['--json', '--record'].includes(option));
if (unknown !== undefined || stranger !== undefined) {
  const known = benchmarks.map(({ name }) => name).join(', ');
  console.error(`Unknown: "${unknown ?? stranger}". Benchmarks: ${known}. Options: --json, --record.`);
  process.exit(2);
}

const before = await readRecorded();
const measurements: Measurement[] = [];
for (const { name, run } of benchmarks) {
  if (names.length > 0 && !names.includes(name)) continue;
  console.error(`running ${name}`);
  measurements.push(...(await run()));
}

if (options.includes('--json')) {
  const rows = measurements.map((one) => ({ ...one, recorded: recordedValue(before, one) }));
  console.log(JSON.stringify({ machine: machine(), recorded: about(before), measurements: rows }, null, 2));
} else print();
if (options.includes('--record')) await record(machine(), measurements);

function print(): void {
  console.log(machine());
  if (before) console.log(`compared with the run recorded on ${before.day} (${before.machine})`);
  for (const one of measurements) {
    const { benchmark, what, value, unit, runs } = one;
    const median = runs > 1 ? `  (median of ${runs})` : '';
    const last = recordedValue(before, one);
    const ratio = last === null ? '' : `  ${(value / last).toFixed(2)} of the recorded ${format(last)}`;
    console.log(
      `${benchmark.padEnd(8)} ${what.padEnd(72)} ${format(value).padStart(10)} ${unit}${median}${ratio}`,
    );
  }
}

function about(run: Recorded | null) {
  return run && { machine: run.machine, day: run.day };
}

function format(value: number): string {
  return value >= 100 ? Math.round(value).toLocaleString('en-US') : value.toFixed(2);
}
