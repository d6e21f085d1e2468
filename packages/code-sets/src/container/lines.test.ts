import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readLines } from './lines.ts';

async function* chunksOf(bytes: Buffer, sizes: number[] = [bytes.length || 1]) {
  let at = 0;
  for (let turn = 0; at < bytes.length; turn += 1) {
    const size = sizes[turn % sizes.length] ?? 1;
    yield bytes.subarray(at, at + size);
    at += size;
  }
}

async function linesOf(bytes: Buffer, sizes?: number[]) {
  const lines: string[] = [];
  for await (const batch of readLines(chunksOf(bytes, sizes)))
    for (const { text, number } of batch) {
      expect(number).toBe(lines.length + 1);
      lines.push(text);
    }
  return lines;
}

describe('lines of a text', () => {
  test('end with CRLF or LF, and lose a byte order mark', async () => {
    expect(await linesOf(Buffer.from('\ufeffone\r\ntwo\n\r\nfour\n'))).toEqual(['one', 'two', '', 'four']);
    expect(await linesOf(Buffer.alloc(0))).toEqual([]);
  });

  test('are UTF-8 where they can be, else Windows-1252, each by itself', async () => {
    const mixed = Buffer.concat([
      Buffer.from('Ménière\n'),
      Buffer.from('M\xe9ni\xe8re \x96 caf\xe9\n', 'latin1'),
    ]);
    expect(await linesOf(mixed)).toEqual(['Ménière', 'Ménière – café']);
  });

  test('are the same however the bytes arrive', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.string({ unit: 'grapheme' }).map((text) => text.replaceAll(/[\r\n\ufeff]/g, ' '))),
        fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1 }),
        async (texts, sizes) => {
          const bytes = Buffer.from(texts.map((text) => `${text}\r\n`).join(''));
          expect(await linesOf(bytes, sizes)).toEqual(await linesOf(bytes));
        },
      ),
    );
  });

  test('refuse a last line without an end, but not the old end-of-file mark', async () => {
    await expect(linesOf(Buffer.from('one\ntw'))).rejects.toMatchObject({
      code: 'truncated-file',
      place: { line: 2, column: 3 },
    });
    expect(await linesOf(Buffer.from('one\n\x1a'))).toEqual(['one']);
  });

  test('refuse what is too long to be one', async () => {
    const endless = Buffer.alloc(200_000, 'x');
    await expect(linesOf(endless, [4_096])).rejects.toMatchObject({ code: 'wrong-kind', place: { line: 1 } });
    const long = Buffer.concat([Buffer.from('one\n'), endless, Buffer.from('\n')]);
    await expect(linesOf(long)).rejects.toMatchObject({ code: 'wrong-kind', place: { line: 2 } });
  });

  test('refuse to be more than any official file has', async () => {
    const flood = async () => {
      for await (const batch of readLines(chunks())) expect(batch.length).toBeLessThan(1_000_001);
    };
    async function* chunks() {
      for (let left = 7; left > 0; left -= 1) yield Buffer.alloc(1_000_000, '\n');
    }
    await expect(flood()).rejects.toMatchObject({ code: 'too-large' });
  });
});
