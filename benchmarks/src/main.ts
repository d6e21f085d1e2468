import { type Measurement, machine } from './benchmark.ts';
import { parse } from './parse.bench.ts';
import { publish } from './publish.bench.ts';
import { seal } from './seal.bench.ts';

const benchmarks = [parse, seal, publish];
const args = process.argv.slice(2);
const names = args.filter((arg) => !arg.startsWith('--'));
const json = args.includes('--json');

const unknown = names.find((name) => !benchmarks.some((benchmark) => benchmark.name === name));
if (unknown !== undefined) {
  console.error(`Unknown benchmark "${unknown}". Known: ${benchmarks.map(({ name }) => name).join(', ')}.`);
  process.exit(2);
}

const measurements: Measurement[] = [];
for (const { name, run } of benchmarks) {
  if (names.length > 0 && !names.includes(name)) continue;
  console.error(`running ${name}`);
  measurements.push(...(await run()));
}

if (json) console.log(JSON.stringify({ machine: machine(), measurements }, null, 2));
else {
  console.log(machine());
  for (const { benchmark, what, value, unit, runs } of measurements)
    console.log(
      `${benchmark.padEnd(8)} ${what.padEnd(52)} ${format(value).padStart(12)} ${unit}${runs > 1 ? `  (median of ${runs})` : ''}`,
    );
}

function format(value: number): string {
  return value >= 100 ? Math.round(value).toLocaleString('en-US') : value.toFixed(2);
}
