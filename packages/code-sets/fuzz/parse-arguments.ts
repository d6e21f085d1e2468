import { parseArgs } from 'node:util';
import { readers } from './corpus/readers.ts';

export type FuzzArguments = {
  readers: string[];
  seed: number;
  from: number;
  count: number;
  json: boolean;
};

export const usage =
  'npm run fuzz [-- --reader NAME]… [--count 100000] [--seed 1] [--index NUMBER] [--json]\n' +
  `Readers: ${readers.map(({ name }) => name).join(', ')}.`;

/** Reads the command line. `--index` asks for one input, to see a failure again. Throws with the usage. */
export function parseArguments(args: string[]): FuzzArguments {
  const { values } = parseArgs({
    args,
    options: {
      reader: { type: 'string', multiple: true },
      count: { type: 'string', default: '100000' },
      seed: { type: 'string', default: '1' },
      index: { type: 'string' },
      json: { type: 'boolean', default: false },
    },
  });
  const names = values.reader ?? readers.map(({ name }) => name);
  const unknown = names.find((name) => !readers.some((reader) => reader.name === name));
  if (unknown !== undefined) throw new Error(`There is no reader "${unknown}".`);
  const one = values.index === undefined ? null : wholeNumber('index', values.index);
  return {
    readers: names,
    seed: wholeNumber('seed', values.seed),
    from: one ?? 0,
    count: one === null ? wholeNumber('count', values.count) : 1,
    json: values.json,
  };
}

function wholeNumber(name: string, text: string): number {
  const value = Number(text);
  if (text.trim() !== '' && Number.isSafeInteger(value) && value >= 0) return value;
  throw new Error(`--${name} is a whole number, not "${text}".`);
}
