import fc from 'fast-check';
import { expect, it } from 'vitest';
import { streamOf } from '../publish/fixtures/plain-export.ts';
import { readLines } from './read-lines.ts';

it('cuts at line ends, wherever the pieces end', async () => {
  const text = fc.string({ unit: fc.constantFrom('a', 'é', '\n', '😀'), maxLength: 60 });
  await fc.assert(
    fc.asyncProperty(text, fc.integer({ min: 1, max: 7 }), async (text, size) => {
      const lines: string[] = [];
      for await (const batch of readLines(streamOf(text, size)))
        lines.push(...batch.map((line) => line.toString('utf8')));
      const expected = text.split('\n');
      if (expected.at(-1) === '') expected.pop();
      expect(lines).toEqual(expected);
    }),
  );
});
