import type { Random } from '../random.ts';
import { type Mutator, splice } from './mutator.ts';

const longestBlock = 2_000;

/** What readers may stumble over, wherever it stands. */
const tokens: readonly (string | Buffer)[] = [
  '"',
  '""',
  '\t',
  ',',
  ';',
  '*',
  ' ',
  '        ',
  '\r',
  '\n',
  '\r\n',
  '\n\n',
  '\0',
  '\x1a',
  '\x1b[2J',
  '\x7f',
  '\ufeff',
  '\u200b',
  '\u202e',
  '\u2028',
  '\u0130',
  '\u0131',
  'ß',
  'ﬁ',
  'é',
  '\u{1f600}',
  '\u0663',
  '０',
  'Ａ',
  Buffer.from([0x80]),
  Buffer.from([0x81]),
  Buffer.from([0xc0, 0xaf]),
  Buffer.from([0xed, 0xa0, 0x80]),
  Buffer.from([0xff, 0xfe]),
  'NoDx',
  'Add:',
  'Revise from:',
  'HCPC',
  'CODE',
  'None',
  '__proto__',
  'constructor',
  'toString',
  'null',
  'NaN',
  '-0',
  '1e309',
  '99999999999999999999',
  '00000',
  '20240230',
  '0001-01-01',
  '<',
  '&',
  ']]>',
  '<![CDATA[',
  '&#0;',
  '&#x110000;',
  '&lt;',
  '<!--',
  '<?x?>',
  '_x0000_',
  '_xD800_',
  '=1+1',
  "' OR 1=1 --",
  '%s%n',
  '../../x',
];

const flipBits: Mutator = (data, random) => {
  const bytes = Buffer.from(data);
  for (let left = 1 + random.below(8); left > 0; left -= 1) {
    const at = random.below(bytes.length);
    bytes[at] = (bytes[at] ?? 0) ^ (1 << random.below(8));
  }
  return bytes;
};

const replaceBytes: Mutator = (data, random) => {
  const bytes = Buffer.from(data);
  for (let left = 1 + random.below(8); left > 0; left -= 1)
    bytes[random.below(bytes.length)] = random.below(256);
  return bytes;
};

/** One byte in its place, so that columns stay where they are. */
const oneByte =
  (byte: (random: Random) => number): Mutator =>
  (data, random) => {
    const bytes = Buffer.from(data);
    bytes[random.below(bytes.length)] = byte(random);
    return bytes;
  };

const controls = [0, 1, 7, 8, 9, 11, 12, 26, 27, 28, 31, 0x7f, 0x81, 0x8d, 0x90, 0x9d, 0xa0, 0xad];
const controlCharacter = oneByte((random) => random.pick(controls));
const otherCharacter = oneByte((random) => 32 + random.below(95));

const insertToken: Mutator = (data, random) => {
  const at = random.below(data.length + 1);
  return splice(data, at, at, Buffer.from(random.pick(tokens)));
};

const overwriteWithToken: Mutator = (data, random) => {
  const at = random.below(data.length + 1);
  const token = Buffer.from(random.pick(tokens));
  return splice(data, at, Math.min(data.length, at + token.length), token);
};

const cut: Mutator = (data, random) => data.subarray(0, random.below(data.length));
const cutBeginning: Mutator = (data, random) => data.subarray(random.below(data.length));

const deleteBlock: Mutator = (data, random) => splice(data, ...random.range(data.length, longestBlock), '');

const repeatBlock: Mutator = (data, random) => {
  const [from, to] = random.range(data.length, longestBlock);
  const times = 1 + random.below(random.chance(0.2) ? 200 : 4);
  return splice(data, to, to, Buffer.concat(Array.from({ length: times }, () => data.subarray(from, to))));
};

const moveBlock: Mutator = (data, random) => {
  const [from, to] = random.range(data.length, longestBlock);
  const block = data.subarray(from, to);
  const rest = splice(data, from, to, '');
  const at = random.below(rest.length + 1);
  return splice(rest, at, at, block);
};

const fillBlock: Mutator = (data, random) => {
  const [from, to] = random.range(data.length, 600);
  return Buffer.from(data).fill(random.pick([0, 32, 48, 65, 255, 10]), from, to);
};

const spliceOther: Mutator = (data, random, other) =>
  Buffer.concat([data.subarray(0, random.below(data.length)), other.subarray(random.below(other.length))]);

const insertOther: Mutator = (data, random, other) => {
  const at = random.below(data.length + 1);
  return splice(data, at, at, other.subarray(...random.range(other.length, longestBlock)));
};

export const byteMutators: Record<string, Mutator> = {
  flipBits,
  replaceBytes,
  controlCharacter,
  otherCharacter,
  insertToken,
  overwriteWithToken,
  cut,
  cutBeginning,
  deleteBlock,
  repeatBlock,
  moveBlock,
  fillBlock,
  spliceOther,
  insertOther,
};
