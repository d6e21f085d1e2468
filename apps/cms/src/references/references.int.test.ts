import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { env } from '../env.ts';
import { seedDemo } from '../seed/seed-demo.ts';
import { openTestDesk, type TestDesk } from '../testing/open-test-desk.ts';
import { addPerson, askApi, type Person } from '../testing/people.ts';

let desk: TestDesk;
let editor: Person;
beforeAll(async () => {
  desk = await openTestDesk();
  await seedDemo(desk.payload, desk.env.dataFolder, join(desk.env.root, 'demo'));
  editor = await addPerson(desk, 'editor');
});
afterAll(() => desk.close());

type Found = { displayCode: string; href: string; standing: string; codeSet: string };
async function find(query: string): Promise<Found[]> {
  const { status, body } = await askApi(desk, editor, 'GET', `/codes/find?${query}`);
  expect(status).toBe(200);
  return body.codes as Found[];
}
const named = async (...addresses: string[]) =>
  (await askApi(desk, editor, 'POST', '/codes/named', { addresses })).body.named as Record<string, unknown>;

describe('codes to refer to', () => {
  it('are found by their beginning, with or without dot, the set that is written about first', async () => {
    const [first] = await find('q=e11.2&codeSet=icd-10-cm');
    expect(first).toMatchObject({ displayCode: 'E11.2', href: '/icd-10-cm/E11.2/', standing: 'header' });
    const both = await find('q=J&codeSet=icd-10-cm');
    expect(both[0]?.codeSet).toBe('icd-10-cm');
    expect(await find('q=J9000&codeSet=icd-10-cm')).toMatchObject([
      { href: '/hcpcs/J9000/', standing: 'valid' },
    ]);
    expect(await find('q=JW&codeSet=hcpcs')).toMatchObject([{ href: '/hcpcs/modifiers/JW/' }]);
    expect(await find('q=QQQ9&codeSet=hcpcs')).toEqual([]);
  });

  it('are found by a word where no code begins so', async () => {
    const found = await find('q=doxorubicin&codeSet=hcpcs');
    expect(found.map(({ displayCode }) => displayCode)).toContain('J9000');
  });

  it('stand as they stand at the edition that is written for', async () => {
    expect(await find('q=9X135&codeSet=spt')).toMatchObject([{ standing: 'valid' }]);
    expect(await find('q=9X135&codeSet=spt&edition=spt-2025-01-01')).toMatchObject([
      { standing: 'upcoming' },
    ]);
    expect(await find('q=9X160&codeSet=spt&edition=spt-2026-01-01')).toMatchObject([{ standing: 'deleted' }]);
  });

  it('are known by the addresses of their pages; what is no code of ours is passed over', async () => {
    const whole = `${env.siteUrl}/hcpcs/J9000/`;
    expect(
      await named(
        '/hcpcs/J9000/',
        whole,
        '/hcpcs/J0000/',
        '/help/contact/',
        'https://www.cms.gov/hcpcs/J9000/',
      ),
    ).toEqual({
      '/hcpcs/J9000/': expect.objectContaining({ displayCode: 'J9000', standing: 'valid' }),
      [whole]: expect.objectContaining({ href: '/hcpcs/J9000/' }),
      '/hcpcs/J0000/': null,
    });
  });

  it('are for staff', async () => {
    expect((await askApi(desk, null, 'GET', '/codes/find?q=J')).status).toBe(401);
    expect((await askApi(desk, null, 'POST', '/codes/named', { addresses: [] })).status).toBe(401);
    expect((await askApi(desk, editor, 'GET', '/codes/find')).status).toBe(400);
  });
});
