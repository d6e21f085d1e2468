import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { expectedEndpoints, reachableEndpoints } from '../testing/endpoints.ts';
import { openTestDesk, type TestDesk } from '../testing/open-test-desk.ts';
import { addPerson, askApi, type Person } from '../testing/people.ts';
import { reachOf } from '../testing/reach.ts';

/** All that a reviewer may do. A collection that is not here may not exist. */
const expected = {
  explanations: 'create read readVersions update',
  'approved-revisions': 'read',
  'change-batches': 'read',
  updates: 'read',
  'work-items': 'read update',
  'assignment-rules': 'create read update delete',
  releases: 'read',
  'audit-log': 'read',
  'save-claims': '',
  comments: '',
  notices: '',
  mails: '',
  'error-reports': 'read update',
  'style-rules': 'create read update',
  'house-words': 'create read update',
  'text-templates': 'create read update',
  media: 'create read update',
  'code-systems': 'read',
  editions: 'read',
  codes: 'read',
  imports: 'read',
  'code-facts': 'read',
  replacements: 'create read update',
  'edition-orders': 'read',
  'copyright-notices': 'read',
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

describe('a reviewer', () => {
  let desk: TestDesk;
  let person: Person;
  beforeAll(async () => {
    desk = await openTestDesk();
    person = await addPerson(desk, 'reviewer');
  });
  afterAll(() => desk.close());

  it('may do this and nothing else, in every collection and global', async () => {
    expect(await reachOf(desk, person)).toEqual(expected);
  });

  it('may ask these endpoints and no others', async () => {
    expect(await reachableEndpoints(desk, person)).toEqual(expectedEndpoints('reviewer'));
  });

  it('cannot publish the site', async () => {
    expect((await askApi(desk, person, 'POST', '/publish', {})).status).toBe(403);
  });
});
