import { describe, expect, test } from 'vitest';
import { joinLines, writeMade, zip } from '../../fixtures/made-files.ts';
import { readRelease } from '../read-release.ts';

const given = { codeSet: 'spt', format: 'cpt', effective: '2030-01-01' } as const;
const read = async (content: string | Buffer) => readRelease(writeMade('spt.txt', content), given);

describe('a descriptor file, on invented rows', () => {
  test.each([
    ['a preamble', ['Sample notice.', 'More of it.', '', '9X101\tAn invented procedure']],
    ['no preamble', ['9X101\tAn invented procedure']],
    ['several blank lines', ['Notice', '', 'Codes', '', '', '9X101\tAn invented procedure', '', '']],
  ])('with %s is read after its last blank line', async (_, lines) => {
    const result = await read(joinLines(lines));
    expect(result).toMatchObject({ ok: true, release: { codeSet: 'spt', records: [{ code: '9X101' }] } });
  });

  test('is decoded as UTF-8 or Windows-1252', async () => {
    for (const encoding of ['utf8', 'latin1'] as const) {
      const result = await read(Buffer.from('9X101\tAn ébauche\r\n', encoding));
      expect(result).toMatchObject({ ok: true, release: { records: [{ longDescriptor: 'An ébauche' }] } });
    }
  });

  test('is refused with all that is wrong, member and line', async () => {
    const file = zip([
      { name: 'LONGULT.txt', data: joinLines(['', '9X101\tA', '9x102\tB', '9X103\t ', '9X101\tA']) },
      { name: 'MEDU.txt', data: joinLines(['9X1 A']) },
    ]);
    const result = await readRelease(writeMade('spt.zip', file), given);
    if (result.ok) throw new Error('expected a refusal');
    expect(result.problems.map(({ file, line, code }) => [file, line, code])).toEqual([
      ['spt.zip › LONGULT.txt', 3, 'bad-code'],
      ['spt.zip › LONGULT.txt', 4, 'missing-text'],
      ['spt.zip › LONGULT.txt', 5, 'duplicate-code'],
      ['spt.zip › MEDU.txt', 1, 'bad-code'],
      ['spt.zip', 1, 'unequal-counts'],
    ]);
    // Words of a licensed set do not get into messages.
    expect(JSON.stringify(result.problems)).not.toContain('9X1 A');
  });
});
