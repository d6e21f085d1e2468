import { describe, expect, test } from 'vitest';
import { readOfficialFile } from '../src/read-official-file.ts';
import { pack } from './corpus/made-file.ts';
import { readers } from './corpus/readers.ts';
import { judge } from './judge.ts';
import { largestInput, makeInput } from './make-input.ts';

/** The short run; `npm run fuzz` is the long one. */
const inputs = 200;
const seed = 20_301;

describe.each(readers)('$name', (reader) => {
  test('reads every file of its corpus', async () => {
    for (const { file, given } of reader.seeds) {
      const result = await readOfficialFile({ name: file.name, bytes: pack(file) }, given);
      expect(result, file.name).toMatchObject({ ok: true });
    }
  });

  test('answers mutated inputs with sound content or with problems that have a place', async () => {
    let refused = 0;
    for (let index = 0; index < inputs; index += 1) {
      const input = makeInput(reader, seed, index);
      expect(input.bytes.length).toBeLessThanOrEqual(largestInput);
      const { outcome, flaw } = await judge(input);
      expect(flaw, `--reader ${reader.name} --seed ${seed} --index ${index}`).toBeNull();
      if (outcome === 'refused') refused += 1;
    }
    // A generator that only breaks files beyond reading, or not at all, would test nothing.
    expect(refused).toBeGreaterThan(inputs * 0.3);
    expect(refused).toBeLessThan(inputs * 0.95);
  });

  test('is given the same inputs by the same seed, and others by another', () => {
    const bytesOf = (from: number) =>
      Array.from({ length: 20 }, (_, index) => makeInput(reader, from, index).bytes.toString('base64'));
    expect(bytesOf(1)).toEqual(bytesOf(1));
    expect(bytesOf(1)).not.toEqual(bytesOf(2));
  });
});
