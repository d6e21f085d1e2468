import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { expectedEndpoints, reachableEndpoints } from '../testing/endpoints.ts';
import { openTestDesk, type TestDesk } from '../testing/open-test-desk.ts';
import { addPerson, askApi, type Person } from '../testing/people.ts';
import { reachOf } from '../testing/reach.ts';

/** All that a publisher may do. A collection that is not here may not exist. */
const expected = {
  explanations: 'read readVersions',
  'approved-revisions': 'read',
  'change-batches': 'read',
  updates: 'read',
  'work-items': 'read update',
  'assignment-rules': 'create read update delete',
  releases: 'read update',
  'audit-log': 'read',
  'save-claims': '',
  comments: '',
  notices: '',
  mails: 'read',
  'error-reports': 'read',
  'style-rules': 'read',
  'house-words': 'read',
  'text-templates': 'read',
  media: 'read',
  'code-systems': 'read',
  editions: 'read',
  codes: 'read',
  imports: 'read',
  'code-facts': 'read',
  replacements: 'read',
  'edition-orders': 'read',
  'copyright-notices': 'create read update',
  'rights-holders': 'read',
  'publish-runs': 'read',
  staff: 'read update(own) admin',
  'payload-query-presets': 'create read(own) update(own) delete(own)',
  'payload-kv': '',
  'payload-jobs': '',
  'payload-locked-documents': 'read update delete(own)',
  'payload-preferences': 'create(own) read(own) update(own) delete(own)',
  'payload-migrations': '',
  'access-plan': 'read',
  'site-settings': 'read',
};

describe('a publisher', () => {
  let desk: TestDesk;
  let person: Person;
  beforeAll(async () => {
    desk = await openTestDesk();
    person = await addPerson(desk, 'publisher');
  });
  afterAll(() => desk.close());

  it('may do this and nothing else, in every collection and global', async () => {
    expect(await reachOf(desk, person)).toEqual(expected);
  });

  it('may ask these endpoints and no others', async () => {
    expect(await reachableEndpoints(desk, person)).toEqual(expectedEndpoints('publisher'));
  });

  it('asks for a publish, and for no second one while the first waits', async () => {
    const first = await askApi(desk, person, 'POST', '/publish', { reason: 'October' });
    const second = await askApi(desk, person, 'POST', '/publish', {});
    expect(first.status).toBe(202);
    expect(second.body).toEqual(first.body);
    const jobs = await desk.payload.count({ collection: 'payload-jobs' });
    expect(jobs.totalDocs).toBe(1);
  });

  it('cannot run or write jobs', async () => {
    expect((await askApi(desk, person, 'GET', '/payload-jobs/run')).status).toBe(401);
    expect((await askApi(desk, person, 'POST', '/payload-jobs', { taskSlug: 'publish-site' })).status).toBe(
      403,
    );
  });
});
