import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { notForYou, openUsedDesk, said, type UsedDesk } from './testing/used-desk.ts';

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

const rowsOf = async (slug: (typeof written)[number] | (typeof filledIn)[number]) =>
  (await at.payload.find({ collection: slug, depth: 0, pagination: false, sort: 'id' })).docs;

let at: UsedDesk['at'];
let people: UsedDesk['people'];
let ask: UsedDesk['ask'];
let line: UsedDesk['line'];

beforeAll(async () => {
  ({ at, people, ask, line } = await openUsedDesk());
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
