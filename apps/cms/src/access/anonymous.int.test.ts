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
  });
});
