import type { Random } from '../random.ts';
import { endOf, type Mutator, onLines } from './mutator.ts';

/** Does the same to every line, or to one. */
const onColumns = (change: (line: string, random: Random) => (line: string) => string): Mutator =>
  onLines((lines, random, at) => {
    const each = change(lines[at] ?? '', random);
    const all = random.chance(0.5);
    for (const [index, line] of lines.entries()) {
      const end = endOf(line);
      if (all || index === at) lines[index] = each(line.slice(0, line.length - end.length)) + end;
    }
  });

/** Two ranges of columns change places, as if a table had been printed in another order. */
const swapRanges = onColumns((line, random) => {
  const [a, b, c, d] = Array.from({ length: 4 }, () => random.below(line.length)).sort((x, y) => x - y);
  return (text) => text.slice(0, a) + text.slice(c, d) + text.slice(b, c) + text.slice(a, b) + text.slice(d);
});

const swapCells = onColumns((line, random) => {
  const delimiter = line.includes('\t') ? '\t' : ',';
  const width = line.split(delimiter).length;
  const [one, other] = [random.below(width), random.below(width)];
  return (text) => {
    const cells = text.split(delimiter);
    const kept = cells[one] ?? '';
    cells[one] = cells[other] ?? '';
    cells[other] = kept;
    return cells.join(delimiter);
  };
});

const dropCell = onColumns((line, random) => {
  const delimiter = line.includes('\t') ? '\t' : ',';
  const at = random.below(line.split(delimiter).length);
  return (text) => text.split(delimiter).toSpliced(at, 1).join(delimiter);
});

const shift = onColumns((line, random) => {
  const at = random.below(line.length);
  const by = 1 + random.below(5);
  return random.chance(0.5)
    ? (text) => text.slice(0, at) + ' '.repeat(by) + text.slice(at)
    : (text) => text.slice(0, at) + text.slice(at + by);
});

const deleteRange = onColumns((line, random) => {
  const [from, to] = random.range(line.length, 40);
  return (text) => text.slice(0, from) + text.slice(to);
});

const blankRange = onColumns((line, random) => {
  const [from, to] = random.range(line.length, 40);
  return (text) =>
    text.slice(0, from) + ' '.repeat(Math.max(0, Math.min(to, text.length) - from)) + text.slice(to);
});

const otherDelimiter: Mutator = (data, random) => {
  const text = data.toString('latin1');
  return Buffer.from(text.replaceAll(/[\t,]| {2,}/g, random.pick(['\t', ',', ';', '|', '  '])), 'latin1');
};

export const columnMutators: Record<string, Mutator> = {
  swapRanges,
  swapCells,
  dropCell,
  shift,
  deleteRange,
  blankRange,
  otherDelimiter,
};
