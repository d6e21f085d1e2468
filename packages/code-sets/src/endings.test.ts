import { describe, expect, test } from 'vitest';
import { hcpcsLine, joinLines, orderLine, writeMade } from '../fixtures/made-files.ts';
import { readRelease } from './read-release.ts';

/** As many diagnoses as a full edition has, categories of 100 codes each, up to a last letter. */
function orderFile(lastLetter: string): string {
  const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ'.slice(0, 'ABCDEFGHIJKLMNOPQRSTUVWXYZ'.indexOf(lastLetter) + 1);
  const lines: string[] = [];
  for (const letter of letters)
    for (let category = 0; category < 10; category += 1) {
      lines.push(orderLine(lines.length + 1, `${letter}${category}0`, 0, 'Made-up disorders'));
      for (let code = 0; code < 100; code += 1)
        lines.push(
          orderLine(
            lines.length + 1,
            `${letter}${category}0${String(code).padStart(2, '0')}`,
            1,
            `Made-up disorder ${code}`,
          ),
        );
    }
  return joinLines(lines);
}

function hcpcsFile(letters: string): string {
  const lines: string[] = [];
  for (const letter of letters)
    for (let code = 0; code < 600; code += 1)
      lines.push(
        hcpcsLine({
          code: `${letter}${String(code).padStart(4, '0')}`,
          id: '3',
          long: 'Made up',
          short: 'Made',
        }),
      );
  return joinLines(lines);
}

describe('a full edition that was cut just where a row ends', () => {
  test.each([
    ['icd10cm_order_2030.txt', orderFile('T'), 'T90.99', 20_200],
    ['HCPC2030_JAN_ANWEB.txt', hcpcsFile('ABCDEG'), 'G0599', 3_600],
  ])('%s is refused with its last line', async (name, text, last, line) => {
    const result = await readRelease(writeMade(name, text));
    expect(result.ok ? null : result.problems).toMatchObject([
      { code: 'truncated-file', line, message: expect.stringContaining(last) },
    ]);
  });

  test.each([
    ['icd10cm_order_2030.txt', orderFile('Z')],
    ['HCPC2030_JAN_ANWEB.txt', hcpcsFile('ABCDEGV')],
  ])('%s that is whole is read', async (name, text) => {
    expect((await readRelease(writeMade(name, text))).ok).toBe(true);
  });
});
