import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  hcpcsLine,
  hcpcsRows,
  joinLines,
  orderRows,
  sheetRows,
  workbook,
  writeMade,
  zip,
} from '../fixtures/made-files.ts';
import { readRelease } from './read-release.ts';

const hcpcsText = joinLines(['Disclaimer', '', ...hcpcsRows.map(hcpcsLine)]);
const orderText = joinLines(orderRows);

const files: [name: string, content: Buffer][] = [
  ['HCPC2030_JUL_ANWEB.txt', Buffer.from(hcpcsText)],
  ['icd10cm_order_2030.txt', Buffer.from(orderText)],
  ['icd10cm_order_2030.txt.gz', gzipSync(orderText)],
  ['order-2030.zip', zip([{ name: 'icd10cm_order_2030.txt', data: orderText }])],
  ['HCPC2030_JUL_ANWEB.xlsx', workbook(sheetRows())],
  ['codes-july-2030.zip', zip([{ name: 'HCPC2030_JUL_ANWEB.xlsx', data: workbook(sheetRows()) }])],
];

describe.each(files)('%s', (name, content) => {
  const read = (bytes: Buffer) => readRelease(writeMade(`damaged-${name}`, bytes));
  const whole = read(content);

  test('is read when it is whole', async () => {
    expect((await whole).ok).toBe(true);
  });

  test('is refused wherever it is cut, with a line', async () => {
    await fc.assert(
      fc.asyncProperty(fc.nat(content.length - 1), async (length) => {
        const result = await read(content.subarray(0, length));
        // A text cut just where a row ends reads as a shorter text; nothing in it can tell.
        if (result.ok) {
          expect(content[length - 1]).toBe(10);
          return;
        }
        expect(result.problems.length).toBeGreaterThan(0);
        if (length > 0) expect(result.problems[0]?.line).not.toBeNull();
        for (const { hint } of result.problems) expect(hint).not.toBe('');
      }),
      { numRuns: 60 },
    );
  });

  test('ends in a release or in problems whatever is done to it', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(fc.nat(content.length - 1), fc.uint8Array({ maxLength: 12 })), { maxLength: 6 }),
        async (changes) => {
          const bytes = Buffer.from(content);
          for (const [at, patch] of changes) Buffer.from(patch).copy(bytes, at);
          const result = await read(bytes);
          if (!result.ok) expect(result.problems.length).toBeGreaterThan(0);
        },
      ),
      { numRuns: 60 },
    );
  });
});

describe.each(files.filter(([name]) => !name.endsWith('.txt')))('the archive %s', (name, content) => {
  const read = (bytes: Buffer) => readRelease(writeMade(`flipped-${name}`, bytes));

  test('is never read as something else when a bit is flipped', async () => {
    const expected = await read(content);
    await fc.assert(
      fc.asyncProperty(fc.nat(content.length * 8 - 1), async (bit) => {
        const bytes = Buffer.from(content);
        bytes[bit >> 3] = (bytes[bit >> 3] ?? 0) ^ (1 << (bit & 7));
        const result = await read(bytes);
        if (!result.ok || !expected.ok) return;
        expect(result.release.records).toEqual(expected.release.records);
      }),
      { numRuns: 120 },
    );
  });
});
