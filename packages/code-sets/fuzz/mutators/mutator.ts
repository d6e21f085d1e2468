import type { Random } from '../random.ts';

/** Changes a text's bytes; `other` is another whole text of the same reader, to take pieces from. */
export type Mutator = (data: Buffer, random: Random, other: Buffer) => Buffer;

/** Puts bytes in the place of those from `from` up to `to`. */
export function splice(data: Buffer, from: number, to: number, put: Buffer | string): Buffer {
  return Buffer.concat([data.subarray(0, from), Buffer.from(put), data.subarray(to)]);
}

/** Does something to the lines of a text, each with its own line end. */
export const onLines =
  (change: (lines: string[], random: Random, at: number) => void): Mutator =>
  (data, random) => {
    const lines = data.toString('latin1').split(/(?<=\n)/);
    change(lines, random, random.below(lines.length));
    return Buffer.from(lines.join(''), 'latin1');
  };

/** The end of a line, which changes inside it leave alone. */
export const endOf = (line: string): string => /\r?\n?$/.exec(line)?.[0] ?? '';
