import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { expectedEndpoints, reachableEndpoints } from '../testing/endpoints.ts';
import { openTestDesk, type TestDesk } from '../testing/open-test-desk.ts';
import { addPerson, askApi, type Person } from '../testing/people.ts';
import { reachOf } from '../testing/reach.ts';

/** All that an admin may do. A collection that is not here may not exist. */
const expected = {
  explanations: 'create read readVersions update',
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
  'error-reports': 'read update',
  'style-rules': 'create read update',
  'house-words': 'create read update',
  'text-templates': 'create read update',
  media: 'create read update',
  'code-systems': 'create read update',
  editions: 'read',
  codes: 'read',
  imports: 'read',
  'code-facts': 'read',
  replacements: 'create read update',
  'edition-orders': 'read',
  'copyright-notices': 'create read update',
  'rights-holders': 'create read update',
  'publish-runs': 'read',
  staff: 'create read update unlock admin',
  'payload-query-presets': 'create read(own) update(own) delete(own)',
  'payload-kv': '',
  'payload-jobs': '',
  'payload-locked-documents': 'read update delete(own)',
  'payload-preferences': 'create(own) read(own) update(own) delete(own)',
  'payload-migrations': '',
  'access-plan': 'read update',
  'site-settings': 'read update',
};

/** What people may take away: their own settings, and rules that hand out work. */
const settingsOfPeople = [
  'assignment-rules',
  'payload-locked-documents',
  'payload-preferences',
  'payload-query-presets',
];

describe('an admin', () => {
  let desk: TestDesk;
  let person: Person;
  beforeAll(async () => {
    desk = await openTestDesk();
    person = await addPerson(desk, 'admin');
  });
  afterAll(() => desk.close());

  it('may do this and nothing else, in every collection and global', async () => {
    expect(await reachOf(desk, person)).toEqual(expected);
  });

  it('may ask these endpoints and no others', async () => {
    expect(await reachableEndpoints(desk, person)).toEqual(expectedEndpoints('admin'));
  });

  it('makes accounts and switches them off, which ends what they can do', async () => {
    const made = await askApi(desk, person, 'POST', '/staff', {
      email: 'new@example.com',
      name: 'New',
      password: 'a long password',
      role: 'editor',
    });
    expect(made.status).toBe(201);
    const other = await addPerson(desk, 'editor', 'leaver');
    expect((await askApi(desk, other, 'GET', '/explanations')).status).toBe(200);
    expect((await askApi(desk, person, 'PATCH', `/staff/${other.user.id}`, { active: false })).status).toBe(
      200,
    );
    expect((await askApi(desk, other, 'GET', '/explanations')).status).toBe(403);
    const again = await askApi(desk, null, 'POST', '/staff/login', {
      email: 'leaver@example.com',
      password: 'a password for tests',
    });
    expect(again.status).toBe(401);
  });

  it.each(['', '?where[role][equals]=admin'])(
    'keeps their own role and stays switched on, so that the desk never loses its last admin %s',
    async (bulk) => {
      const path = bulk === '' ? `/staff/${person.user.id}` : `/staff${bulk}`;
      await askApi(desk, person, 'PATCH', path, { role: 'editor', active: false });
      const saved = await desk.payload.findByID({ collection: 'staff', id: person.user.id });
      expect(saved).toMatchObject({ role: 'admin', active: true });
    },
  );

  it('makes no account with a short password', async () => {
    const made = await askApi(desk, person, 'POST', '/staff', {
      email: 'short@example.com',
      name: 'Short',
      password: 'short',
      role: 'editor',
    });
    expect(made.status).toBe(422);
  });

  it('deletes nothing', async () => {
    for (const { slug } of desk.payload.config.collections) {
      if (settingsOfPeople.includes(slug)) continue;
      const answer = await askApi(desk, person, 'DELETE', `/${slug}?where[id][exists]=true`);
      expect([403, 501], slug).toContain(answer.status);
    }
  });
});
