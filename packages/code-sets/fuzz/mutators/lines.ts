import type { Random } from '../random.ts';
import { endOf, type Mutator, onLines } from './mutator.ts';

const swap = (lines: string[], one: number, other: number): void => {
  const kept = lines[one] ?? '';
  lines[one] = lines[other] ?? '';
  lines[other] = kept;
};

const cutLine = onLines((lines, random, at) => {
  const line = lines[at] ?? '';
  lines[at] = line.slice(0, random.below(line.length)) + endOf(line);
});

const dropLines = onLines((lines, random, at) => {
  lines.splice(at, random.chance(0.7) ? 1 : 1 + random.below(lines.length));
});

const doubleLine = onLines((lines, random, at) => {
  const line = lines[at] ?? '';
  const times = random.chance(0.1) ? random.below(500) : 1;
  lines.splice(random.chance(0.5) ? at : random.below(lines.length), 0, ...Array(times).fill(line));
});

const swapLines = onLines((lines, random, at) => swap(lines, at, random.below(lines.length)));

const reverseLines = onLines((lines, random, at) => {
  const block = lines.splice(at, 2 + random.below(lines.length));
  lines.splice(at, 0, ...block.reverse());
});

const joinLines = onLines((lines, _, at) => {
  const line = lines[at] ?? '';
  lines[at] = line.slice(0, line.length - endOf(line).length);
});

const breakLine = onLines((lines, random, at) => {
  const line = lines[at] ?? '';
  const place = random.below(line.length);
  lines[at] = line.slice(0, place) + random.pick(['\r\n', '\n', '\r']) + line.slice(place);
});

const blankLines = onLines((lines, random, at) => {
  lines.splice(
    at,
    0,
    ...Array(1 + random.below(random.chance(0.1) ? 9_000 : 5)).fill(random.pick(['\r\n', '\n', '  \r\n'])),
  );
});

const otherLineEnds: Mutator = (data, random) =>
  Buffer.from(
    data.toString('latin1').replaceAll(/\r?\n/g, random.pick(['\n', '\r', '\r\r\n', '\n\r', '\r\n'])),
    'latin1',
  );

const longLine = onLines((lines, random, at) => {
  const line = lines[at] ?? '';
  const place = random.below(line.length);
  const filler = random.pick(['x', ' ', '0', 'A0 ', ',', '\t', '"', '""', 'é']);
  lines[at] = line.slice(0, place) + filler.repeat(random.pick([60, 300, 5_000, 40_000])) + line.slice(place);
});

const indent = onLines((lines, random, at) => {
  const put = random.pick([' ', '\t', '   ', '\ufeff', '"', '-', '0']);
  const all = random.chance(0.3);
  for (const index of lines.keys()) if (all || index === at) lines[index] = put + (lines[index] ?? '');
});

const trimLines = onLines((lines, random, at) => {
  const all = random.chance(0.5);
  for (const [index, line] of lines.entries())
    if (all || index === at) lines[index] = line.trimEnd() + endOf(line);
});

/** Codes, numbers and words of one place in the place of others. */
const swapWords: Mutator = (data, random) => {
  const pieces = data.toString('latin1').split(/([A-Za-z0-9.]+)/);
  const word = () => 1 + 2 * random.below((pieces.length - 1) / 2);
  for (let left = 1 + random.below(3); left > 0 && pieces.length > 3; left -= 1) swap(pieces, word(), word());
  return Buffer.from(pieces.join(''), 'latin1');
};

const changeCase = onLines((lines, random, at) => {
  const change = random.chance(0.5)
    ? (text: string) => text.toLowerCase()
    : (text: string) => text.toUpperCase();
  const all = random.chance(0.3);
  for (const [index, line] of lines.entries()) if (all || index === at) lines[index] = asLatin1(change, line);
});

const asLatin1 = (change: (text: string) => string, line: string): string =>
  Buffer.from(change(line), 'latin1').toString('latin1');

const hugeNumber: Mutator = (data, random) => replaceMatch(data, random, /\d+/g, hugeNumbers(random));

function hugeNumbers(random: Random): string {
  return random.pick([
    '0',
    '-1',
    '00',
    '4294967296',
    '9007199254740993',
    '1e400',
    '9'.repeat(400),
    '65536',
    '2147483648',
    '٣',
    '1.5',
  ]);
}

export function replaceMatch(data: Buffer, random: Random, wanted: RegExp, put: string): Buffer {
  const text = data.toString('latin1');
  const found = [...text.matchAll(wanted)];
  if (found.length === 0) return data;
  const match = random.pick(found);
  const from = match.index;
  return Buffer.concat([data.subarray(0, from), Buffer.from(put), data.subarray(from + match[0].length)]);
}

export const lineMutators: Record<string, Mutator> = {
  cutLine,
  dropLines,
  doubleLine,
  swapLines,
  reverseLines,
  joinLines,
  breakLine,
  blankLines,
  otherLineEnds,
  longLine,
  indent,
  trimLines,
  swapWords,
  changeCase,
  hugeNumber,
};
