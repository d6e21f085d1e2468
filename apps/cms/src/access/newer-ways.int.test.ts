import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bringIn } from '../bring-in/bring-in.ts';
import { july, october, openReleaseDesk, type ReleaseDesk } from '../releases/testing/made-desk.ts';
import { type ApiAnswer, addPerson, askApi, type Person } from '../testing/people.ts';
import { paragraph } from '../testing/starter.ts';
import { itemsOf } from '../updates/testing/made-updates.ts';

/** Rows that people read and the desk alone writes. */
const written = [
  'change-batches',
  'comments',
  'approved-revisions',
  'updates',
  'save-claims',
  'publish-runs',
  'notices',
  'mails',
  'audit-log',
] as const;
/** Rows of which people fill in a field or two. */
const filledIn = ['error-reports', 'releases', 'work-items'] as const;

const bare = /^(Forbidden|Not Found|Unauthorized|You are not allowed.*|Something went wrong\.)?$/;
const notForYou = 'This is not for you to do here';

let at: ReleaseDesk;
let people: Record<'editor' | 'reviewer' | 'publisher' | 'admin', Person>;
/** Published, and changed nowhere since. */
let line: string;
/** Approved, and waiting to be released. */
let waiting: string;
let remark: string;
let suggestion: string;
let report: string;
let item: { id: string; changeHash: string };
let release: string;

const said = ({ body }: ApiAnswer) =>
  ((body.errors ?? []) as { message: string }[]).map(({ message }) => message).join(' ');
const ask = (person: Person | null, method: string, path: string, body?: unknown) =>
  askApi(at.desk, person, method, path, body);
const rowsOf = async (slug: (typeof written)[number] | (typeof filledIn)[number]) =>
  (await at.payload.find({ collection: slug, depth: 0, pagination: false, sort: 'id' })).docs;

beforeAll(async () => {
  at = await openReleaseDesk();
  const { editor, reviewer, publisher } = at;
  people = { editor, reviewer, publisher, admin: await addPerson(at.desk, 'admin') };
  line = await at.approved('J0001', 'One unit is 20 mg, by drip.');
  release = (await at.everyday(line))?.id ?? '';
  waiting = await at.approved('J0002', 'Two units, by drip.');
  await at.bringOctober();
  const speak = async (body: object) =>
    String((await ask(reviewer, 'POST', `/explanations/${waiting}/discussion`, body)).body.written);
  remark = await speak({ words: 'Why two?' });
  suggestion = await speak({ part: 'body', quote: 'by drip', proposed: 'by infusion', words: '' });
  const data = {
    reportId: 'one',
    page: '/hcpcs/J0001/',
    codeKey: 'hcpcs/J0001',
    words: 'Wrong',
    state: 'new' as const,
    received: '2026-01-01T00:00:00.000Z',
  };
  report = (await at.payload.create({ collection: 'error-reports', data })).id;
  const found = (await itemsOf(at.desk, october)).find(({ code }) => code === 'J0001');
  item = { id: found?.id ?? '', changeHash: found?.changeHash ?? '' };
});
afterAll(() => at.close());

describe('through the documents themselves', () => {
  const forged = () => ({
    state: 'approved',
    author: people.reviewer.user.id,
    authorName: 'Forged',
    approvedByName: 'Forged',
    settledBy: people.editor.user.id,
    decidedBy: people.editor.user.id,
    proposedBy: people.editor.user.id,
    explanation: line,
    words: 'Forged',
    pins: [],
    hash: 'forged',
    changeHash: 'forged',
  });

  it.each(written)('nobody writes in %s, and hears so in a sentence', async (slug) => {
    const before = await rowsOf(slug);
    const id = before[0]?.id ?? 'x';
    for (const person of [null, ...Object.values(people)])
      for (const [method, path] of [
        ['POST', `/${slug}`],
        ['PATCH', `/${slug}/${id}`],
        ['PATCH', `/${slug}?where[id][exists]=true`],
        ['DELETE', `/${slug}/${id}`],
        ['DELETE', `/${slug}?where[id][exists]=true`],
      ] as const) {
        const answer = await ask(person, method, path, method === 'DELETE' ? undefined : forged());
        expect([answer.status, said(answer)], `${method} ${path}`).toEqual([
          403,
          expect.stringContaining(notForYou),
        ]);
      }
    expect((await ask(people.admin, 'POST', `/${slug}/${id}/duplicate`, {})).status).toBe(404);
    const local = at.payload.update({
      collection: slug,
      id,
      data: { state: 'approved' },
      user: people.admin.user,
      overrideAccess: false,
    });
    await expect(local).rejects.toThrow(notForYou);
    expect(await rowsOf(slug)).toEqual(before);
  });

  it.each(filledIn)('nobody forges in %s what a step writes', async (slug) => {
    const facts = async () => (await rowsOf(slug)).map((fact) => ({ ...fact, updatedAt: null }));
    const before = await facts();
    const id = String(before[0]?.id);
    const { flattenedFields } = at.payload.collections[slug].config;
    const names = new Set(flattenedFields.map(({ name }) => name));
    const known = Object.fromEntries(Object.entries(forged()).filter(([name]) => names.has(name)));
    for (const person of Object.values(people))
      for (const path of [`/${slug}/${id}`, `/${slug}?where[id][exists]=true`]) {
        expect([200, 403]).toContain((await ask(person, 'PATCH', path, known)).status);
        expect([400, 403]).toContain((await ask(person, 'PATCH', path, forged())).status);
      }
    for (const person of Object.values(people))
      for (const [method, path] of [
        ['POST', `/${slug}`],
        ['DELETE', `/${slug}/${id}`],
      ] as const)
        expect((await ask(person, method, path, forged())).status).toBe(403);
    expect(await facts()).toEqual(before);
  });
});

describe('through the steps', () => {
  type Row = [
    what: string,
    who: keyof typeof people,
    path: () => string,
    body: () => unknown,
    status: number,
    said: string,
  ];
  const x = [{ id: 'x', contentHash: 'x' }];
  const approve = { decision: 'approve', hash: '' };
  const rows: Row[] = [
    [
      'a remark of another is withdrawn',
      'editor',
      () => `/comments/${remark}/step`,
      () => ({ step: 'withdraw' }),
      403,
      'the words of somebody else',
    ],
    [
      'a remark of another is resolved by who does not write',
      'publisher',
      () => `/comments/${remark}/step`,
      () => ({ step: 'resolve' }),
      403,
      'It is for editors, reviewers, and admins.',
    ],
    [
      'a remark is made under another name',
      'editor',
      () => `/explanations/${line}/discussion`,
      () => ({ words: 'x', author: people.reviewer.user.id }),
      400,
      'Unrecognized key: "author"',
    ],
    [
      'one’s own suggestion is accepted',
      'reviewer',
      () => `/comments/${suggestion}/step`,
      () => ({ step: 'accept', revision: 1 }),
      403,
      'You made this suggestion.',
    ],
    [
      'a suggestion is accepted without the revision that was seen',
      'editor',
      () => `/comments/${suggestion}/step`,
      () => ({ step: 'accept' }),
      422,
      'Name the revision',
    ],
    [
      'a suggestion is accepted on an old revision',
      'editor',
      () => `/comments/${suggestion}/step`,
      () => ({ step: 'accept', revision: 0 }),
      409,
      'was changed since you opened it',
    ],
    [
      'a batch is approved by an editor',
      'editor',
      () => '/change-batches/x/approve',
      () => ({ texts: x }),
      403,
      'It is for reviewers and admins.',
    ],
    [
      'a batch that is not there is approved',
      'reviewer',
      () => '/change-batches/x/approve',
      () => ({ texts: x }),
      400,
      'There is no such change of many texts.',
    ],
    [
      'a batch is saved by who does not write',
      'publisher',
      () => '/change-batches/save',
      () => ({ find: 'drip', replaceWith: 'x', texts: x }),
      403,
      'It is for editors, reviewers, and admins.',
    ],
    [
      'a batch is saved under another name, as approved',
      'editor',
      () => '/change-batches/save',
      () => ({ find: 'drip', replaceWith: 'x', texts: x, authorName: 'Forged', state: 'approved' }),
      400,
      'Unrecognized keys: "authorName", "state"',
    ],
    [
      'a report is accepted by who does not write',
      'publisher',
      () => `/error-reports/${report}/step`,
      () => ({ action: 'accept' }),
      403,
      'It is for editors, reviewers, and admins.',
    ],
    [
      'a report is marked as corrected by hand',
      'editor',
      () => `/error-reports/${report}/step`,
      () => ({ action: 'corrected' }),
      400,
      'The request is not understood. action',
    ],
    [
      'a report is declined without a reason',
      'editor',
      () => `/error-reports/${report}/step`,
      () => ({ action: 'decline' }),
      422,
      'Say in the note why',
    ],
    [
      'a report is decided in the name of another',
      'editor',
      () => `/error-reports/${report}/step`,
      () => ({ action: 'accept', decidedBy: 'x' }),
      400,
      'Unrecognized key: "decidedBy"',
    ],
    [
      'an item is settled on a change not seen',
      'editor',
      () => `/work-items/${item.id}/step`,
      () => ({ action: 'propose-keep', changeHash: 'x' }),
      409,
      'Look at the change again',
    ],
    [
      'an item is settled by a publisher',
      'publisher',
      () => `/work-items/${item.id}/step`,
      () => ({ action: 'propose-keep', changeHash: item.changeHash }),
      403,
      'It is for editors, reviewers, and admins.',
    ],
    [
      'an item is confirmed that nobody proposed',
      'reviewer',
      () => `/work-items/${item.id}/step`,
      () => ({ action: 'confirm-keep', changeHash: item.changeHash }),
      409,
      'not possible in the state',
    ],
    [
      'a text is published by a step',
      'reviewer',
      () => `/explanations/${waiting}/workflow`,
      () => ({ action: 'publish', contentHash: '' }),
      400,
      'The request is not understood. action',
    ],
    [
      'a family of none is broken out of',
      'editor',
      () => `/explanations/${line}/break-out`,
      () => ({ code: 'J0001' }),
      409,
      'This text is for no family',
    ],
    [
      'a break-out is made by who does not write',
      'publisher',
      () => `/explanations/${line}/break-out`,
      () => ({ code: 'J0001' }),
      403,
      'It is for editors, reviewers, and admins.',
    ],
    [
      'a template is put in by who does not write',
      'publisher',
      () => `/explanations/${line}/templates`,
      () => ({ revision: 1 }),
      403,
      'It is for editors, reviewers, and admins.',
    ],
    [
      'a release goes out by an editor',
      'editor',
      () => `/releases/${release}/publish`,
      () => ({}),
      403,
      'It is for publishers and admins.',
    ],
    [
      'a release goes out twice',
      'publisher',
      () => `/releases/${release}/publish`,
      () => ({}),
      409,
      'not possible in the state that the release is in',
    ],
    [
      'a release is taken back by an editor',
      'editor',
      () => `/releases/${release}/revert`,
      () => ({}),
      403,
      'It is for publishers and admins.',
    ],
    [
      'a release is scheduled by a reviewer',
      'reviewer',
      () => `/releases/${release}/schedule`,
      () => ({ at: '2999-01-01T00:00:00Z' }),
      403,
      'It is for publishers and admins.',
    ],
    [
      'a release that went out is scheduled',
      'publisher',
      () => `/releases/${release}/schedule`,
      () => ({ at: '2999-01-01T00:00:00Z' }),
      409,
      'not possible in the state that the release is in',
    ],
    [
      'a mail is sent again by a publisher',
      'publisher',
      () => '/mails/x/send-again',
      () => ({}),
      403,
      'It is for admins.',
    ],
    [
      'an edition that is not held is prepared',
      'publisher',
      () => '/releases/prepare',
      () => ({ edition: 'hcpcs-2099-01-01' }),
      409,
      'is not held',
    ],
    [
      'a change that does not wait is approved',
      'admin',
      () => `/second-person/copyright-notices/${at.notice}`,
      () => approve,
      409,
      'No change waits here',
    ],
    [
      'a change is approved without its hash',
      'admin',
      () => `/second-person/copyright-notices/${at.notice}`,
      () => ({}),
      400,
      'The request is not understood. decision',
    ],
    [
      'a text is approved as if it were a setting',
      'admin',
      () => `/second-person/explanations/${waiting}`,
      () => approve,
      404,
      'need no second person',
    ],
    [
      'a setting is approved by an editor',
      'editor',
      () => `/second-person/copyright-notices/${at.notice}`,
      () => approve,
      403,
      'It is for publishers and admins.',
    ],
    [
      'a text that is not there is submitted',
      'editor',
      () => '/explanations/x/workflow',
      () => ({ action: 'submit', contentHash: '' }),
      404,
      'There is nothing under this address.',
    ],
  ];

  it.each(rows)('refused: %s', async (_what, who, path, body, status, words) => {
    const answer = await ask(people[who], 'POST', path(), body());
    expect([answer.status, said(answer)]).toEqual([status, expect.stringContaining(words)]);
    expect(said(answer)).not.toMatch(bare);
    expect(said(answer)).not.toMatch(/[0-9a-f]{8}-[0-9a-f]{4}/);
    const anonymous = await ask(null, 'POST', path(), body());
    expect([401, 403]).toContain(anonymous.status);
  });

  it('leave both texts and the readers’ pages as they were', async () => {
    expect(await at.read(line)).toMatchObject({ state: 'published', approvedBy: people.reviewer.user.id });
    expect(await at.read(waiting)).toMatchObject({ state: 'approved', editors: [] });
    expect(await at.words('J0002')).toBeNull();
  });
});

describe('what publishers do not write', () => {
  const documents = {
    'text-templates': { title: 'x', codeSet: 'hcpcs' },
    'house-words': { word: 'x' },
    'style-rules': { name: 'x' },
    replacements: { codeSet: 'hcpcs', from: 'J0001', to: 'J0002' },
  } as const;

  it.each(Object.keys(documents) as (keyof typeof documents)[])('stays as it is: %s', async (slug) => {
    const held = async () =>
      (await at.payload.find({ collection: slug, depth: 0, pagination: false, sort: 'id' })).docs;
    const before = await held();
    const id = before[0]?.id ?? 'x';
    for (const person of [null, people.publisher])
      for (const [method, path] of [
        ['POST', `/${slug}`],
        ['PATCH', `/${slug}/${id}`],
        ['PATCH', `/${slug}?where[id][exists]=true`],
      ] as const) {
        const answer = await ask(person, method, path, documents[slug]);
        expect([answer.status, said(answer)]).toEqual([403, expect.stringContaining(notForYou)]);
      }
    for (const person of [null, ...Object.values(people)])
      for (const path of [`/${slug}/${id}`, `/${slug}?where[id][exists]=true`]) {
        const answer = await ask(person, 'DELETE', path);
        expect([answer.status, said(answer)]).toEqual([403, expect.stringContaining(notForYou)]);
      }
    expect(await held()).toEqual(before);
  });
});

describe('an author through another door', () => {
  it('who forges what waits for a second person holds back nothing and lets nothing through', async () => {
    const pending = { by: 'x', byName: 'Forged', hash: 'x', at: '', changes: [] };
    const answer = await ask(people.admin, 'PATCH', `/copyright-notices/${at.notice}`, { pending });
    expect(answer.body).toMatchObject({ doc: { pending: null } });
  });

  it('who accepts a suggestion in an approved text voids its approval and approves it no more', async () => {
    const second = await addPerson(at.desk, 'reviewer', 'Second reviewer');
    const { revision } = await at.read(waiting);
    const accepted = await ask(second, 'POST', `/comments/${suggestion}/step`, { step: 'accept', revision });
    expect(accepted.status).toBe(200);
    const doc = await at.read(waiting);
    expect(doc).toMatchObject({ state: 'draft', approvedBy: null, lastEditor: second.user.id });
    expect(doc.editors).toContain(second.user.id);
    await at.act(people.editor, waiting, 'submit');
    await expect(at.act(second, waiting, 'approve')).rejects.toThrow('Somebody else has to approve it.');
  });

  it('who puts in a template is the author of its words', async () => {
    const template = { codeSet: 'hcpcs', part: 'guidelines', body: paragraph('Keep the order.') };
    expect((await ask(people.editor, 'POST', '/text-templates', template)).status).toBe(201);
    const second = await addPerson(at.desk, 'reviewer', 'Reviewer with a template');
    const id = await at.approved('J0003', 'One unit, by mouth.');
    const { revision } = await at.read(id);
    const begun = await ask(second, 'POST', `/explanations/${id}/templates`, { revision });
    expect(begun.body).toMatchObject({ parts: ['Guidelines'] });
    expect(await at.read(id)).toMatchObject({
      state: 'draft',
      approvedBy: null,
      editors: [second.user.id],
    });
    const { sections, ...filled } = await at.read(id);
    const guidelines = { ...sections?.guidelines, summary: 'What is kept.' };
    const summed = { sections: { ...sections, guidelines }, revision: filled.revision };
    expect((await ask(people.editor, 'PATCH', `/explanations/${id}?draft=true`, summed)).status).toBe(200);
    await at.act(people.editor, id, 'submit');
    await expect(at.act(second, id, 'approve')).rejects.toThrow('Somebody else has to approve it.');
  });

  it('who replaces words everywhere does not approve the batch', async () => {
    const found = { id: line, contentHash: (await at.read(line)).contentHash };
    const change = { find: 'drip', replaceWith: 'infusion', texts: [found] };
    const { body } = await ask(people.reviewer, 'POST', '/change-batches/save', change);
    expect(body).toMatchObject({ submitted: 1 });
    const texts = [{ id: line, contentHash: (await at.read(line)).contentHash }];
    const own = await ask(people.reviewer, 'POST', `/change-batches/${body.batch}/approve`, { texts });
    expect([own.status, said(own)]).toEqual([403, expect.stringContaining('nothing was approved.')]);
    expect(await at.words('J0001')).toBe('One unit is 20 mg, by drip.');
  });

  it('of a brought-in file is who brings it, and nothing in it is approved', async () => {
    const bytes = Buffer.from(
      'Code,Explanation,Author,Editors,State,Approved by,_status,approvedRevision\r\n' +
        'J0004,One unit.,reviewer,reviewer,approved,reviewer,published,forged\r\n',
    );
    const made = await bringIn(at.payload, {
      source: { name: 'texts.csv', bytes },
      user: people.editor.user,
      defaults: { codeSet: 'hcpcs', edition: july },
    });
    expect(made).toMatchObject({ created: 1 });
    expect(made.notes.join(' ')).toContain('"Approved by" is not read');
    const { docs } = await at.payload.find({
      collection: 'explanations',
      where: { codeKey: { equals: 'hcpcs/J0004' } },
      draft: true,
      depth: 0,
    });
    expect(docs[0]).toMatchObject({ state: 'draft', _status: 'draft', editors: [people.editor.user.id] });
    expect(docs[0]?.approvedRevision ?? null).toBeNull();
  });
});
