import { APIError, handleEndpoints, type PayloadRequest, ValidationError } from 'payload';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTestDesk, type TestDesk } from '../testing/open-test-desk.ts';
import { type ApiAnswer, addPerson, askApi, type Person } from '../testing/people.ts';
import { refusal } from '../workflow/refusal.ts';
import { sayWhereItIs } from './checked-requests.ts';
import { WorkflowRefused } from './refused.ts';

let desk: TestDesk;
let admin: Person;
let word: string;

beforeAll(async () => {
  desk = await openTestDesk();
  admin = await addPerson(desk, 'admin');
  word = (await desk.payload.create({ collection: 'house-words', data: { word: 'coder' } })).id;
});
afterAll(() => desk.close());

const said = ({ body }: ApiAnswer) => ((body.errors ?? []) as { message: string }[])[0]?.message ?? '';
const asked = async (method: string, path: string, body?: unknown) => {
  const answer = await askApi(desk, admin, method, path, body);
  return [answer.status, said(answer)];
};
const refused = (...words: string[]) => [400, expect.stringContaining(words.join(' '))];

describe('a filter that is not understood', () => {
  it.each([
    ['where=state', 'where: write a filter'],
    ['where={"state":{"equals":{}}}', 'where[state][equals]: write one value'],
    ['where[state]=draft', 'where[state]: write a comparison'],
    ['where[or]=draft', 'where[or]: write a list of filters'],
    ['where[and][0]=draft', 'where[and][0]: write a filter'],
    ['where[and][1][state][equals][x]=y', 'where[and][0][state][equals]: write one value'],
    ['where[updatedAt][less_than]=yesterday', 'where[updatedAt][less_than]: write a date and time'],
    ['where[approvedAt][in]=2026-01-01,soon', 'where[approvedAt][in]: write a date and time'],
    ['where[nofield][equals]=x', 'nofield. Ask for fields of this collection'],
    ['where[state][resembles]=x', 'state.resembles. Ask for fields of this collection'],
  ])('is refused with its place: %s', async (query, words) => {
    for (const path of ['/explanations', '/explanations/count', '/explanations/list'])
      expect(await asked('GET', `${path}?${query}`), path).toEqual(refused(words));
    expect(await asked('PATCH', `/explanations?${query}`, {})).toEqual(refused(words));
  });

  it.each([
    ['/explanations?where[id][equals][]=1', 'where[id][equals]: write one value.'],
    ['/explanations?where[body][near]=1', 'where[body][near]: this field cannot be compared so.'],
    ['/explanations?where[codeKey][all]=a', 'where[codeKey][all]: this field'],
    ['/explanations?where[codeKey][within]=a', 'where[codeKey][within]: this field'],
    ['/explanations?where[codeKey][intersects]=a', 'where[codeKey][intersects]: this field'],
    ['/explanations?where={"codeKey":{"like":5}}', 'where[codeKey][like]: write a text.'],
    ['/explanations?where[body.root][like]=x', 'where[body.root]: ask for body as a whole'],
    ['/explanations?where[body__root][equals]=x', 'where[body__root]: ask for body as a whole'],
    [
      '/explanations/versions?where[version.sections.guidelines.body.root][in]=x',
      'ask for sections.guidelines.body as a whole',
    ],
    ['/explanations?where[slots.a][in]=x', 'where[slots.a]: ask for slots as a whole'],
    ['/audit-log?where[details.a][in]=x', 'where[details.a]: ask for details as a whole'],
    ['/explanations?page=1e99', 'page: write a whole number from 1 to 1000000.'],
  ])('is not asked of the database: %s', async (path, words) => {
    expect(await asked('GET', path)).toEqual(refused(words));
  });

  it('of versions is told like one of documents', async () => {
    const query = 'where[version.approvedAt][less_than]=soon';
    expect(await asked('GET', `/explanations/versions?${query}`)).toEqual(
      refused('where[version.approvedAt][less_than]: write a date and time'),
    );
  });

  it('is not what the desk itself asks for', async () => {
    for (const query of [
      'where[or][0][and][0][state][equals]=draft',
      'where[approvedAt][exists]=false',
      'where[approvedAt][equals]=null',
      'where[updatedAt][greater_than]=2026-01-01T00:00:00.000Z',
      'where[state][in][0]=draft&where[state][in][1]=approved',
      'where={"state":{"in":["draft"]}}',
    ])
      expect((await askApi(desk, admin, 'GET', `/explanations?${query}`)).status, query).toBe(200);
  });
});

describe('a document that is not understood', () => {
  it.each([
    [null, 'body: send a document as JSON'],
    [[], 'body: send a document as JSON'],
    ['draft', 'body: send a document as JSON'],
    [{ plainTitel: 'x' }, 'plainTitel: there is no such field. There are codeSet, code, covers, plainTitle,'],
    [{ plainTitle: { en: 'x' } }, 'plainTitle: write a text.'],
    [{ codeSet: ['hcpcs'] }, 'codeSet: write a text.'],
    [{ sections: [] }, 'sections: write an object with guidelines,'],
    [{ sections: { guidlines: {} } }, 'sections.guidlines: there is no such field.'],
    [{ sections: { guidelines: { summary: 5 } } }, 'sections.guidelines.summary: write a text.'],
    [
      { sections: { guidelines: { tier: 'nope' } } },
      'sections.guidelines.tier: write one of open, metered, registered, subscriber.',
    ],
    [{ slots: 'side' }, 'slots: write an object or a list.'],
    [{ notice: { id: 'x' } }, 'notice: write the id of a document.'],
    [{ approvedAt: 'soon' }, 'approvedAt: write a date and time'],
    [{ notice: 'nope' }, 'notice: there is no document "nope" of copyright-notices.'],
  ])('is refused with its place: %j', async (body, words) => {
    expect(await asked('POST', '/explanations', body)).toEqual(refused(words));
  });

  it('gives nobody a password that is no text', async () => {
    expect(await asked('PATCH', `/staff/${admin.user.id}`, { password: 12_345_678 })).toEqual(
      refused('password: write a text.'),
    );
  });

  it('changes nothing', async () => {
    const wrong = { word: { en: 'x' } };
    expect(await asked('PATCH', `/house-words/${word}`, wrong)).toEqual(refused('word: write a text.'));
    expect((await desk.payload.findByID({ collection: 'house-words', id: word })).word).toBe('coder');
  });

  it('does not say when it was made', async () => {
    const createdAt = '2001-01-01T00:00:00.000Z';
    const { body } = await askApi(desk, admin, 'POST', '/explanations?draft=true', { createdAt });
    const { id, createdAt: made } = body.doc as { id: string; createdAt: string };
    expect(made).not.toBe(createdAt);
    const path = `/explanations/${id}?draft=true`;
    const { revision } = (await askApi(desk, admin, 'GET', path)).body;
    for (const [way, more] of [
      [path, { revision }],
      [`/staff/${admin.user.id}`, {}],
    ] as const) {
      const before = (await askApi(desk, admin, 'GET', way)).body.createdAt;
      expect((await askApi(desk, admin, 'PATCH', way, { createdAt, ...more })).status, way).toBe(200);
      expect((await askApi(desk, admin, 'GET', way)).body.createdAt, way).toBe(before);
    }
  });

  it('is refused among the settings too', async () => {
    for (const [body, words] of [
      [{ publsher: 'x' }, 'publsher: there is no such field. There are name, publisher,'],
      [{ productBar: 'x' }, 'productBar: write a list.'],
      [{ productBar: ['x'] }, 'productBar[0]: write an object with label, href.'],
      [{ productBar: [{ lable: 'x' }] }, 'productBar[0].lable: there is no such field.'],
    ] as const)
      expect(await asked('POST', '/globals/site-settings', body)).toEqual(refused(words));
  });

  it('tells nobody of fields that are not theirs to write', async () => {
    for (const person of [null, await addPerson(desk, 'publisher')]) {
      const answer = await askApi(desk, person, 'POST', '/house-words', { wrd: 'x' });
      expect([answer.status, said(answer)]).toEqual([403, expect.not.stringContaining('word')]);
    }
  });
});

it('a body that is no document is refused, and the rights come first', async () => {
  const { collections, globals } = desk.payload.config;
  const paths = collections
    .filter(({ endpoints }) => endpoints)
    .flatMap(({ slug }) => [
      ['POST', `/${slug}`],
      ['POST', `/${slug}?draft=true`],
      ['PATCH', `/${slug}/x?draft=true`],
    ]);
  paths.push(...globals.map(({ slug }) => ['POST', `/globals/${slug}`]));
  for (const body of [null, 'x', 5, []])
    for (const [method = '', path = ''] of paths)
      expect(await askApi(desk, null, method, path, body), `${method} ${path} ${body}`).toMatchObject({
        status: 403,
      });
  for (const body of [null, 'x', 5, []])
    expect(await asked('POST', '/explanations?draft=true', body)).toEqual(refused('body: send a document'));
});

it('nothing is restored where no versions are kept', async () => {
  for (const { slug, versions, endpoints } of desk.payload.config.collections)
    if (!versions && endpoints)
      for (const person of [admin, null])
        expect((await askApi(desk, person, 'POST', `/${slug}/versions/x`, {})).status, slug).toBe(404);
});

it('no account is confirmed or opened by mail, so no address answers for that', async () => {
  for (const path of ['verify/x', 'forgot-password', 'reset-password'])
    expect((await askApi(desk, admin, 'POST', `/staff/${path}`, {})).status, path).toBe(404);
});

describe('a body that cannot be read', () => {
  it.each([
    ['application/json', '{"word":'],
    ['multipart/form-data', 'word'],
    ['multipart/form-data; boundary=x', 'word'],
    [
      'multipart/form-data; boundary=x',
      '--x\r\nContent-Disposition: form-data; name="_payload"\r\n\r\n{\r\n--x--',
    ],
    ['application/x-www-form-urlencoded', 'word=coder'],
    ['text/plain', 'coder'],
  ])('is refused with what to send: %s', async (kind, body) => {
    for (const path of ['/house-words', '/media', '/globals/site-settings']) {
      const response = await handleEndpoints({
        config: desk.payload.config,
        payloadInstanceCacheKey: desk.env.dataFolder,
        request: new Request(`${desk.env.url}/api${path}`, {
          method: 'POST',
          headers: { authorization: `JWT ${admin.token}`, 'content-type': kind },
          body,
        }),
      });
      expect([response.status, await response.text()], path).toEqual([
        400,
        expect.stringMatching(/Send one JSON document|send a document as JSON|Send the image itself/),
      ]);
    }
  });

  it('and an address that cannot be read is refused as such', async () => {
    expect(await asked('GET', '/house-words/%E0%A4%A')).toEqual(refused('The address is not understood'));
  });
});

describe('a refusal', () => {
  it('keeps its code and its fields where the answer was made by other copies of the classes', async () => {
    const wrong = { errors: [{ path: 'alt', message: 'Say what the image shows.' }] };
    const refusals = [
      new ValidationError(wrong),
      new WorkflowRefused(refusal('never-deleted')),
      new APIError('A secret.', 500, { secret: 1 }),
    ];
    const answers = refusals.map((error) =>
      sayWhereItIs({ error, context: {}, req: {} as PayloadRequest, result: { errors: [] } } as Parameters<
        typeof sayWhereItIs
      >[0]),
    );
    expect(answers).toEqual([
      {
        status: 400,
        response: { errors: [expect.objectContaining({ name: 'ValidationError', data: wrong })] },
      },
      {
        status: 403,
        response: {
          errors: [expect.objectContaining({ data: expect.objectContaining({ code: 'never-deleted' }) })],
        },
      },
      undefined,
    ]);
  });
});

describe('a formatted text that cannot be read', () => {
  const nested = (depth: number): string => {
    const list = '{"type":"list","listType":"bullet","tag":"ul","version":1,"children":[';
    const item = '{"type":"listitem","value":1,"version":1,"children":[';
    const words = '{"type":"text","text":"x","version":1}';
    return `${`${list}${item}`.repeat(depth)}${words}${']}]}'.repeat(depth)}`;
  };
  let id: string;
  let revision: number;
  beforeAll(async () => {
    const data = { codeSet: 'hcpcs', code: 'J0001', appliesFrom: 'hcpcs-2025-10-01' };
    const made = await desk.payload.create({ collection: 'explanations', data, draft: true });
    ({ id } = made);
    revision = made.revision ?? 0;
  });
  const saved = async (body: string) => {
    const response = await handleEndpoints({
      config: desk.payload.config,
      payloadInstanceCacheKey: desk.env.dataFolder,
      request: new Request(`${desk.env.url}/api/explanations/${id}?draft=true`, {
        method: 'PATCH',
        headers: { authorization: `JWT ${admin.token}`, 'content-type': 'application/json' },
        body: `{"body":${body},"revision":${revision}}`,
      }),
    });
    const answer = (await response.json()) as { errors?: { message: string }[] };
    return [response.status, answer.errors?.[0]?.message ?? ''];
  };
  const root = (children: string) => `{"root":{"type":"root","version":1,"children":[${children}]}}`;

  it.each([
    ['a node that is none', root('null'), 'body: one of its nodes is no object.'],
    ['lists in lists', root(nested(3000)), 'body: its lists are nested too deep'],
    ['lists in lists in lists', root(nested(20_000)), 'body: its lists are nested too deep'],
    ['no root', '{"root":null}', 'body: one of its nodes is no object.'],
    [
      'a NUL',
      root('{"type":"paragraph","version":1,"children":[{"type":"text","text":"x\\u0000y"}]}'),
      'body: write it without the character NUL.',
    ],
  ])('is refused with what is wrong: %s', async (_, body, words) => {
    expect(await saved(body)).toEqual(refused(words));
  });

  it('is told from one with lists in lists as people write them', async () => {
    expect(await saved(root(nested(8)))).toEqual([200, '']);
  });

  it('has a title of which nothing is lost', async () => {
    expect(await asked('PATCH', `/explanations/${id}?draft=true`, { plainTitle: 'A\0B', revision })).toEqual(
      refused('plainTitle: write a text without the character NUL.'),
    );
  });
});
