import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { endpointsOf, reachableEndpoints } from '../testing/endpoints.ts';
import { openTestDesk, type TestDesk } from '../testing/open-test-desk.ts';
import { addPerson, askApi } from '../testing/people.ts';
import { reachOf } from '../testing/reach.ts';

describe('somebody who is not signed in', () => {
  let desk: TestDesk;
  beforeAll(async () => {
    desk = await openTestDesk();
  });
  afterAll(() => desk.close());

  it('may do nothing in any collection or global', async () => {
    const reach = await reachOf(desk, null);
    expect(Object.keys(reach).length).toBeGreaterThan(15);
    for (const [entity, may] of Object.entries(reach)) expect(may, entity).toBe('');
  });

  it('is refused by every address of the REST interface', async () => {
    const { collections, globals } = desk.payload.config;
    for (const { slug } of collections) {
      for (const [method, path] of [
        ['GET', ''],
        ['GET', '/count'],
        ['GET', '/versions'],
        ['POST', ''],
        ['PATCH', '?where[id][exists]=true'],
        ['DELETE', '?where[id][exists]=true'],
      ] as const) {
        const { status, body } = await askApi(
          desk,
          null,
          method,
          `/${slug}${path}`,
          method === 'GET' ? undefined : {},
        );
        /* Preferences are asked for by key, and nobody's are empty. */
        if (slug === 'payload-preferences' && status === 200) expect(body.value).toBeNull();
        else expect([401, 403, 404, 501], `${method} /${slug}${path}`).toContain(status);
      }
    }
    for (const { slug } of globals) {
      expect((await askApi(desk, null, 'GET', `/globals/${slug}`)).status, slug).toBe(403);
      expect((await askApi(desk, null, 'POST', `/globals/${slug}`, {})).status, slug).toBe(403);
    }
    expect((await askApi(desk, null, 'GET', '/payload-jobs/run')).status).toBe(401);
  });

  it("may ask none of the desk's endpoints", async () => {
    expect(endpointsOf(desk).length).toBeGreaterThan(4);
    expect(await reachableEndpoints(desk, null)).toEqual([]);
  });

  it('cannot make the first account', async () => {
    const me = { email: 'me@example.com', password: 'a long password', name: 'Me', role: 'admin' };
    expect((await askApi(desk, null, 'POST', '/staff/first-register', me)).status).toBe(403);
    expect((await desk.payload.count({ collection: 'staff' })).totalDocs).toBe(0);
  });

  it('is locked out after six wrong passwords, with the right one too', async () => {
    await addPerson(desk, 'editor', 'locked');
    const login = (password: string) =>
      askApi(desk, null, 'POST', '/staff/login', { email: 'locked@example.com', password });
    for (let attempt = 0; attempt < 6; attempt++) expect((await login('wrong')).status).toBe(401);
    expect((await login('a password for tests')).status).toBe(401);
  }, 20_000);

  it('learns from no refusal of the log-in whether there is an account', async () => {
    const right = 'a password for tests';
    for (const name of ['known', 'shut out', 'gone']) await addPerson(desk, 'editor', name);
    const where = { email: { equals: 'gone@example.com' } };
    const [gone] = (await desk.payload.update({ collection: 'staff', where, data: { active: false } })).docs;
    expect(gone?.active).toBe(false);
    const refused = async (email: string, password: string) => {
      const began = performance.now();
      const { status, body } = await askApi(desk, null, 'POST', '/staff/login', { email, password });
      return { status, body, milliseconds: performance.now() - began };
    };
    for (let attempt = 0; attempt < 6; attempt++) await refused('shut.out@example.com', 'wrong');
    const answers = [
      await refused('known@example.com', 'wrong'),
      await refused('nobody@example.com', 'wrong'),
      await refused('shut.out@example.com', 'wrong'),
      await refused('shut.out@example.com', right),
      await refused('gone@example.com', right),
    ];
    for (const { status, body, milliseconds } of answers) {
      expect([status, body]).toEqual([401, answers[0]?.body]);
      expect(milliseconds).toBeGreaterThan(990);
    }
    expect(JSON.stringify(answers[0]?.body)).toContain('open no account');
  }, 30_000);

  it('is compared in vain with the work that a stored password costs', async () => {
    const stored = await desk.payload.db.findOne<{ id: string; hash: string }>({
      collection: 'staff',
      where: {},
    });
    expect(stored?.hash).toMatch(/^pbkdf2-sha256-v1:[0-9a-f]{64}$/);
  });
});
