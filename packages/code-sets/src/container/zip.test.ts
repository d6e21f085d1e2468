import { randomBytes } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { type ZipMember, zip } from '../../fixtures/made-files.ts';
import { readWhole } from './bounded.ts';
import { listMembers } from './zip.ts';

const members = (...list: ZipMember[]) => listMembers(zip(list), 'release.zip');

describe('a zip archive', () => {
  test('gives its members without folders, and reads one as often as asked', async () => {
    const [first, ...others] = await members(
      { name: 'folder/', data: '' },
      { name: 'a.txt', data: 'text\n' },
    );
    expect(first?.member).toBe('a.txt');
    expect(others).toEqual([]);
    for (let time = 0; time < 2; time += 1)
      expect(String(await readWhole(first?.bytes() ?? empty(), 100))).toBe('text\n');
  });

  test.each(['../a.txt', '/etc/a.txt', 'x/../../a.txt', '..\\a.txt', 'C:\\a.txt'])(
    'with the member %s is refused',
    async (name) => {
      await expect(members({ name, data: 'x' })).rejects.toMatchObject({
        code: 'unsafe-archive',
        member: 'release.zip',
      });
    },
  );

  test('that is encrypted is refused', async () => {
    await expect(members({ name: 'a.txt', data: 'x', flags: 1 })).rejects.toMatchObject({
      code: 'unsafe-archive',
    });
  });

  test('that would unpack to far more than it holds is refused before it is unpacked', async () => {
    await expect(members({ name: 'a.txt', data: Buffer.alloc(8_000_000) })).rejects.toMatchObject({
      code: 'too-large',
    });
  });

  test('whose members together would unpack to too much is refused', async () => {
    const data = randomBytes(1_300_000);
    const many = Array.from({ length: 5 }, (_, index) => ({ name: `${index}.txt`, data, size: 250_000_000 }));
    await expect(members(...many)).rejects.toMatchObject({
      code: 'too-large',
      message: expect.stringContaining('1,250,000,000 bytes'),
      member: 'release.zip',
    });
  });

  test('that holds more than its directory says is refused while it is unpacked', async () => {
    const [part] = await members({ name: 'a.txt', data: Buffer.alloc(8_000_000), size: 100 });
    await expect(readWhole(part?.bytes() ?? empty(), 2 ** 30)).rejects.toMatchObject({
      code: 'damaged-archive',
      member: 'release.zip › a.txt',
    });
  });

  test('whose content does not fit its checksum is refused at the line reached', async () => {
    const [part] = await members({ name: 'a.txt', data: 'one\ntwo\n', crc: 1 });
    await expect(readWhole(part?.bytes() ?? empty(), 100)).rejects.toMatchObject({
      code: 'damaged-archive',
      place: { line: 3 },
      member: 'release.zip › a.txt',
    });
  });

  test('that is cut is refused', async () => {
    const whole = zip([{ name: 'a.txt', data: 'one\ntwo\n' }]);
    await expect(listMembers(whole.subarray(0, -30))).rejects.toMatchObject({ code: 'truncated-file' });
  });
});

async function* empty(): AsyncGenerator<Buffer> {}
