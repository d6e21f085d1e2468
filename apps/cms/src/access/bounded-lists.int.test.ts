import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTestDesk, type TestDesk } from '../testing/open-test-desk.ts';
import { addPerson, askApi, type Person } from '../testing/people.ts';

let desk: TestDesk;
let admin: Person;

beforeAll(async () => {
  desk = await openTestDesk();
  admin = await addPerson(desk, 'admin');
});
afterAll(() => desk.close());

describe('a list without an end', () => {
  const lists = ['limit=0', 'limit=-1', 'limit=1001', 'limit=1.5', 'limit=many', 'pagination=false'];
  it.each(lists)('is refused: %s', async (query) => {
    for (const { slug, versions } of desk.payload.config.collections.filter((one) => one.endpoints))
      for (const path of [`/${slug}`, ...(versions ? [`/${slug}/versions`] : [])]) {
        const answer = await askApi(desk, admin, 'GET', `${path}?${query}`);
        expect([answer.status, JSON.stringify(answer.body)], path).toEqual([
          400,
          expect.stringContaining('At most 1,000 documents are given at once.'),
        ]);
      }
  });

  it('is not what an ordinary list is', async () => {
    for (const query of ['', '?limit=1', '?limit=1000&page=2', '?limit=5&pagination=false'])
      expect((await askApi(desk, admin, 'GET', `/codes${query}`)).status).toBe(200);
  });
});
