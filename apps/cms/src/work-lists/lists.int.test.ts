import { readWorkbook } from '@plaincode/code-sets';
import type { Explanation } from '@plaincode/types/payload';
import { handleEndpoints } from 'payload';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bringIn } from '../bring-in/bring-in.ts';
import { openTestDesk, type TestDesk } from '../testing/open-test-desk.ts';
import { addPerson, type Person } from '../testing/people.ts';
import { addCode, addStarter, paragraph } from '../testing/starter.ts';
import { writeWorkbook } from './write-workbook.ts';

describe('a work list', () => {
  let desk: TestDesk;
  let ann: Person;
  let importId: string;
  beforeAll(async () => {
    desk = await openTestDesk();
    ann = await addPerson(desk, 'editor', 'Ann');
    importId = (await addStarter(desk)).importId;
    for (const [code, title] of [
      ['00100', '=HYPERLINK("x")'],
      ['J6001', '+ one'],
      ['J6002', 'Two'],
    ] as const) {
      await addCode(desk, importId, code);
      const body = paragraph(`${code} - _given_ <into> a vein & so on.\u00e9 _x000D_`);
      const data = {
        codeSet: 'hcpcs',
        code,
        appliesFrom: 'hcpcs-2025-10-01',
        plainTitle: title,
        body,
        sections: { guidelines: { summary: '-1', body, tier: 'open' as const } },
      };
      await desk.payload.create({
        collection: 'explanations',
        data,
        draft: true,
        user: ann.user,
        overrideAccess: false,
      });
    }
  });
  afterAll(() => desk.close());

  const get = async (path: string, person: Person | null) =>
    handleEndpoints({
      config: desk.payload.config,
      payloadInstanceCacheKey: desk.env.dataFolder,
      request: new Request(`${desk.env.url}/api${path}`, {
        headers: person ? { authorization: `JWT ${person.token}` } : {},
      }),
    });
  const list = async (query: string) =>
    Buffer.from(await (await get(`/explanations/list${query}`, ann)).arrayBuffer());
  const tableOf = async (bytes: Buffer) => {
    const read = await readWorkbook({ name: 'list.xlsx', bytes }, { rows: 100, characters: 100_000 });
    if (!read.ok) throw new Error(JSON.stringify(read.problems));
    expect(read.problems).toEqual([]);
    return read.tables[0]?.rows.map(({ cells }) => cells) ?? [];
  };
  const bring = (bytes: Buffer) =>
    bringIn(desk.payload, { source: { name: 'list.xlsx', bytes }, user: ann.user });
  const lineOf = async (code: string): Promise<Explanation | undefined> =>
    (
      await desk.payload.find({
        collection: 'explanations',
        where: { code: { equals: code } },
        draft: true,
        depth: 0,
      })
    ).docs[0];

  it('holds what the filters show, as texts that no program takes for numbers or formulas', async () => {
    const [header = [], ...rows] = await tableOf(await list('?sort=code'));
    expect(header.slice(0, 4)).toEqual(['Code set', 'Code', 'Applies from', 'State']);
    expect(rows.map((cells) => [cells[1], cells[header.indexOf('Plain title')]])).toEqual([
      ['00100', '\'=HYPERLINK("x")'],
      ['J6001', "'+ one"],
      ['J6002', 'Two'],
    ]);
    expect(await tableOf(await list('?search=J6002'))).toHaveLength(2);
    expect(await tableOf(await list('?where[code][equals]=J6001'))).toHaveLength(2);
  });

  it('changes nothing when it comes back as it is', async () => {
    expect(await bring(await list(''))).toMatchObject({
      outcome: 'written',
      rows: 3,
      unchanged: 3,
      problems: [],
    });
  });

  it('tells of every text that was changed at the desk meanwhile, and leaves it', async () => {
    const bytes = await list('');
    const line = await lineOf('J6002');
    await desk.payload.update({
      collection: 'explanations',
      id: line?.id ?? '',
      data: { plainTitle: 'Three', revision: line?.revision ?? 0 },
      draft: true,
      user: ann.user,
      overrideAccess: false,
    });
    const report = await bring(bytes);
    expect(report).toMatchObject({
      outcome: 'refused',
      unchanged: 2,
      problems: [{ code: 'changed-since', conflict: { by: 'Ann' } }],
    });
    expect((await lineOf('J6002'))?.plainTitle).toBe('Three');
  });

  it('refuses a filter or an order that looks at what is hidden, before it answers', async () => {
    for (const query of [
      'where[lastEditor.hash][like]=a',
      'where[or][0][lastEditor.salt][like]=a',
      'where[zzz][equals]=1',
    ]) {
      const answer = await get(`/explanations/list?${query}`, ann);
      expect([answer.status, await answer.text()], query).toEqual([
        400,
        expect.stringContaining('cannot be queried'),
      ]);
    }
  });

  it('breaks off where its rows fail half way, so that nobody waits for the end', async () => {
    async function* rows() {
      yield ['Code'];
      throw new Error('The database is gone.');
    }
    const answer = new Response(writeWorkbook([{ name: 'Texts', widths: [10], rows: rows() }]));
    await expect(answer.arrayBuffer()).rejects.toThrow('The database is gone.');
  });

  it('is for staff', async () => {
    expect((await get('/explanations/list', null)).status).toBe(401);
    expect((await get('/updates/none/list', ann)).status).toBe(404);
  });
});
