import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { auditHead } from '../audit/record-audit.ts';
import { verifyChain } from '../audit/verify-chain.ts';
import { createStaff } from '../collections/staff/create-staff.ts';
import { readRights } from '../export/rights.ts';
import { openTestDesk, type TestDesk } from '../testing/open-test-desk.ts';
import { addPerson, askApi, type Person } from '../testing/people.ts';
import { addStarter } from '../testing/starter.ts';
import type { PendingChange } from '../workflow/pending-change.ts';
import { approveAsOperator } from './decide.ts';
import { allPending } from './documents.ts';

describe('a second person for rights', () => {
  let desk: TestDesk;
  let anna: Person | null = null;
  let ben: Person | null = null;
  let paula: Person | null = null;
  let holder = '';
  let set = '';
  beforeAll(async () => {
    desk = await openTestDesk();
    anna = await addPerson(desk, 'admin', 'Anna');
    ben = await addPerson(desk, 'admin', 'Ben');
    paula = await addPerson(desk, 'publisher', 'Paula');
    const { notice } = await addStarter(desk);
    holder = typeof notice.rightsHolder === 'object' ? notice.rightsHolder.id : notice.rightsHolder;
    set = (await desk.payload.find({ collection: 'code-systems' })).docs[0]?.id ?? '';
  });
  const readNotice = async (slug: string) => {
    const { docs } = await desk.payload.find({
      collection: 'copyright-notices',
      where: { slug: { equals: slug } },
    });
    if (!docs[0]) throw new Error(`there should be the notice ${slug}`);
    return docs[0];
  };
  afterAll(async () => {
    expect((await verifyChain(desk.payload, null)).broken).toBeNull();
    await desk.close();
  });

  const pendingAt = async (address: string): Promise<PendingChange | null> =>
    ((await askApi(desk, anna, 'GET', address)).body.pending ?? null) as PendingChange | null;
  const decide = async (who: Person | null, address: string, decision = 'approve') => {
    const hash = (await pendingAt(address))?.hash ?? '';
    return await askApi(desk, who, 'POST', `/second-person${address}`, { decision, hash });
  };
  const changed = (pending: PendingChange | null) =>
    pending?.changes.map(({ field, from, to }) => [field, from, to]);
  const lastActions = async (limit: number) => {
    const { docs } = await desk.payload.find({ collection: 'audit-log', limit, sort: '-sequence' });
    return docs.map(({ action, actorName, subject }) => `${actorName}: ${action} ${subject}`);
  };

  it('holds a tier back until somebody else agrees, and lets all else of the save through', async () => {
    const address = `/code-systems/${set}`;
    const saved = await askApi(desk, anna, 'PATCH', address, {
      explanationTier: 'open',
      sectionTiers: { guidelines: 'open' },
      description: 'Drugs and supplies',
    });
    expect(saved.status).toBe(200);
    const doc = saved.body.doc as Record<string, unknown>;
    expect(doc).toMatchObject({ explanationTier: 'metered', description: 'Drugs and supplies' });
    expect(changed(doc.pending as PendingChange)).toEqual([
      ['explanationTier', 'metered', 'open'],
      ['sectionTiers.guidelines', 'registered', 'open'],
    ]);

    const own = await decide(anna, address);
    expect(own).toMatchObject({ status: 403, body: { errors: [{ data: { code: 'own-change' } }] } });
    expect(JSON.stringify(own.body)).toContain('settings approve');
    expect((await decide(paula, address)).status).toBe(403);
    expect((await decide(ben, address)).status).toBe(200);
    const now = (await askApi(desk, ben, 'GET', address)).body;
    expect(now).toMatchObject({
      explanationTier: 'open',
      sectionTiers: { guidelines: 'open', modifiers: 'registered' },
      pending: null,
    });
    expect(await lastActions(3)).toEqual([
      'Ben: change-approved code-systems/hcpcs',
      'Anna: change-proposed code-systems/hcpcs',
      'Anna: setting-changed code-systems/hcpcs',
    ]);
  });

  it('lets nobody give one set the short id of another, whose rights it would take over', async () => {
    const address = `/code-systems/${set}`;
    expect((await askApi(desk, anna, 'PATCH', address, { slug: 'spt' })).status).toBe(200);
    expect((await askApi(desk, ben, 'GET', address)).body).toMatchObject({ slug: 'hcpcs', pending: null });
  });

  it('binds the decision to what was seen, and lets nobody overwrite what waits', async () => {
    const address = `/code-systems/${set}`;
    await askApi(desk, anna, 'PATCH', address, { descriptorTier: 'registered' });
    const seen = await pendingAt(address);
    await askApi(desk, anna, 'PATCH', address, { licensed: true });
    expect(changed(await pendingAt(address))?.map(([field]) => field)).toEqual([
      'descriptorTier',
      'licensed',
    ]);
    const late = await askApi(desk, ben, 'POST', `/second-person${address}`, {
      decision: 'approve',
      hash: seen?.hash,
    });
    expect(late).toMatchObject({ status: 409, body: { errors: [{ data: { code: 'change-moved' } }] } });
    const over = await askApi(desk, ben, 'PATCH', address, { licensed: true, descriptorTier: 'open' });
    expect(over).toMatchObject({ status: 409, body: { errors: [{ data: { code: 'change-pending' } }] } });
    expect((await askApi(desk, ben, 'PATCH', address, { shortName: 'HCPCS II' })).status).toBe(200);
    expect((await decide(anna, address, 'decline')).status).toBe(200);
    expect((await decide(ben, address)).body).toMatchObject({
      errors: [{ data: { code: 'nothing-pending' } }],
    });
    expect(await desk.payload.findByID({ collection: 'code-systems', id: set })).toMatchObject({
      licensed: false,
      descriptorTier: 'open',
    });
  });

  it('refuses what no longer fits, where a command changed the setting meanwhile', async () => {
    const address = `/code-systems/${set}`;
    await askApi(desk, anna, 'PATCH', address, { descriptorTier: 'registered' });
    await desk.payload.update({
      collection: 'code-systems',
      id: set,
      data: { descriptorTier: 'subscriber' },
    });
    expect((await decide(ben, address)).body).toMatchObject({ errors: [{ data: { code: 'change-moved' } }] });
    await decide(ben, address, 'decline');
  });

  it('lets no request write what waits, nor the approval of it', async () => {
    const forged = {
      changes: [{ field: 'licensed', from: false, to: true }],
      by: ben?.user.id,
      byName: 'Ben',
      at: '',
      hash: 'x',
    };
    const address = `/code-systems/${set}`;
    await askApi(desk, anna, 'PATCH', address, {
      pending: forged,
      context: { decidedChange: `code-systems/${set}` },
    });
    expect(await pendingAt(address)).toBeNull();
    await askApi(desk, anna, 'PATCH', `/code-systems?where[slug][equals]=hcpcs`, { licensed: true });
    expect(await desk.payload.findByID({ collection: 'code-systems', id: set })).toMatchObject({
      licensed: false,
    });
    await decide(anna, address, 'decline');
  });

  it('holds the plan of the readers back', async () => {
    const saved = await askApi(desk, anna, 'POST', '/globals/access-plan', {
      plans: { guest: { views: 7 } },
    });
    expect(saved.status).toBe(200);
    const stands = await desk.payload.findGlobal({ slug: 'access-plan' });
    expect(stands.plans?.guest?.views).toBe(1);
    expect(changed(await pendingAt('/globals/access-plan'))).toEqual([['plans.guest.views', 1, 7]]);
    expect((await decide(anna, '/globals/access-plan')).status).toBe(403);
    expect((await decide(ben, '/globals/access-plan')).status).toBe(200);
    expect((await desk.payload.findGlobal({ slug: 'access-plan' })).plans?.guest?.views).toBe(7);
  });

  it('brings a new notice into use only then, and takes one notice for an edition and use', async () => {
    const notice = {
      slug: 'press-2027',
      rightsHolder: holder,
      edition: 'hcpcs-2027-01-01',
      uses: ['line'],
      text: '© 2027 Example Coding Press.',
    };
    const made = await askApi(desk, paula, 'POST', '/copyright-notices', notice);
    expect(made.status).toBe(201);
    const { id } = made.body.doc as { id: string };
    const printed = async () => (await readRights(desk.payload)).notices.map((one) => one.id);
    expect(await printed()).not.toContain('press-2027');
    expect((await decide(paula, `/copyright-notices/${id}`)).status).toBe(403);
    expect((await decide(anna, `/copyright-notices/${id}`)).status).toBe(200);
    expect(await printed()).toContain('press-2027');

    const twin = await askApi(desk, paula, 'POST', '/copyright-notices', { ...notice, slug: 'press-2027-b' });
    expect(twin).toMatchObject({ status: 409, body: { errors: [{ data: { code: 'duplicate-notice' } }] } });
    await askApi(desk, paula, 'PATCH', `/copyright-notices/${id}`, { text: '© 2028' });
    const { notices } = await readRights(desk.payload);
    expect(notices.find((one) => one.id === 'press-2027')?.text).toBe('© 2027 Example Coding Press.');
    const { docs } = await desk.payload.find({ collection: 'audit-log', pagination: false });
    expect(JSON.stringify(docs)).not.toContain('Example Coding Press.');
  });

  it('takes a notice for a code set or an edition, held or to come, and for nothing else', async () => {
    const give = async (slug: string, edition: string) => {
      const notice = {
        slug,
        rightsHolder: holder,
        edition,
        uses: ['print'],
        text: '© Example Coding Press.',
      };
      const { status, body } = await askApi(desk, paula, 'POST', '/copyright-notices', notice);
      return [status, (body.errors as { data: { code: string } }[] | undefined)?.[0]?.data.code ?? null];
    };
    const refused = [422, 'notice-for-nothing'];
    expect(await give('slip-1', 'October')).toEqual(refused);
    expect(await give('slip-2', 'hcpcs-2027')).toEqual(refused);
    expect(await give('slip-3', 'hcpcs-2027-02-31')).toEqual(refused);
    expect(await give('slip-4', 'hcpsc-2027-01-01')).toEqual(refused);
    expect(await give('set', 'hcpcs')).toEqual([201, null]);
    expect(await give('edition', ' hcpcs-2031-01-01')).toEqual([201, null]);
    expect((await readNotice('edition')).edition).toBe('hcpcs-2031-01-01');
    const { id } = await readNotice('set');
    const moved = await askApi(desk, paula, 'PATCH', `/copyright-notices/${id}`, { edition: 'hcpcs 2031' });
    expect(moved.status).toBe(422);
  });

  it('prints another name of a rights holder only then', async () => {
    const address = `/rights-holders/${holder}`;
    const printed = async () => (await readRights(desk.payload)).holders.get('publisher')?.name;
    const { name } = await desk.payload.findByID({ collection: 'rights-holders', id: holder });
    const saved = await askApi(desk, anna, 'PATCH', address, { name: 'Nobody (public domain)' });
    expect(saved.status).toBe(200);
    expect(changed(await pendingAt(address))).toEqual([['name', name, 'Nobody (public domain)']]);
    expect(await printed()).toBe(name);
    expect(await allPending(desk.payload)).toContainEqual(
      expect.objectContaining({ title: 'rights-holders/publisher', name: 'Rights holder publisher' }),
    );
    expect((await decide(anna, address)).status).toBe(403);
    expect((await decide(ben, address)).status).toBe(200);
    expect(await printed()).toBe('Nobody (public domain)');

    // A new one is printed nowhere before a notice or a code set names it, and these wait.
    const fresh = { slug: 'new-press', name: 'New Press' };
    const made = await askApi(desk, anna, 'POST', '/rights-holders', fresh);
    expect(made.body.doc).toMatchObject({ ...fresh, pending: null });
  });

  describe('for who may do what', () => {
    const account = (email: string, role: string) => ({
      email,
      role,
      name: email,
      password: 'a long password',
    });
    const staff = (id: string) => desk.payload.findByID({ collection: 'staff', id });

    it('makes a new account an editor’s that is switched off until then', async () => {
      const made = await askApi(desk, anna, 'POST', '/staff', account('rita@example.com', 'admin'));
      const { id } = made.body.doc as { id: string };
      expect(await staff(id)).toMatchObject({ role: 'editor', active: false });
      expect((await decide(anna, `/staff/${id}`)).status).toBe(403);
      expect((await decide(ben, `/staff/${id}`)).status).toBe(200);
      expect(await staff(id)).toMatchObject({ role: 'admin', active: true, pending: null });
      expect(await lastActions(5)).toEqual([
        'Ben: change-approved staff/rita@example.com',
        'Operator (command line): staff-switched-on staff/rita@example.com',
        'Operator (command line): staff-role-changed staff/rita@example.com',
        'Anna: change-proposed staff/rita@example.com',
        'Anna: staff-created staff/rita@example.com',
      ]);
    });

    it('switches off at once, and on with a second person', async () => {
      const { user } = await addPerson(desk, 'editor', 'Erik');
      await askApi(desk, anna, 'PATCH', `/staff/${user.id}`, { active: false });
      expect(await staff(user.id)).toMatchObject({ active: false });
      await askApi(desk, anna, 'PATCH', `/staff/${user.id}`, { active: true });
      expect(await staff(user.id)).toMatchObject({ active: false });
      await decide(ben, `/staff/${user.id}`);
      expect(await staff(user.id)).toMatchObject({ active: true });
    });

    it('keeps somebody from using the account of a second person by setting its password', async () => {
      const { user } = await addPerson(desk, 'admin', 'Carla');
      const saved = await askApi(desk, anna, 'PATCH', `/staff/${user.id}`, { password: 'known to Anna' });
      expect(saved.status).toBe(200);
      const login = await askApi(desk, null, 'POST', '/staff/login', {
        email: user.email,
        password: 'known to Anna',
      });
      expect(login.status).toBe(401);
      expect(await lastActions(3)).toContain(`Anna: staff-password-set staff/${user.email}`);
    });

    it('keeps an admin from writing under an editor’s name what they approve under their own', async () => {
      const made = await askApi(desk, anna, 'POST', '/staff', account('puppet@example.com', 'editor'));
      const { id } = made.body.doc as { id: string };
      expect(await staff(id)).toMatchObject({ role: 'editor', active: false });
      const { user } = await addPerson(desk, 'editor', 'Edda');
      await askApi(desk, anna, 'PATCH', `/staff/${user.id}`, { password: 'known to Anna' });
      expect(await staff(user.id)).toMatchObject({ active: false });
      expect((await decide(ben, `/staff/${user.id}`)).status).toBe(200);
      expect(await staff(user.id)).toMatchObject({ active: true });
    });

    const passwordOf = async (id: string) => (await pendingAt(`/staff/${id}`))?.password;
    const refused = (code: string) => ({ status: 403, body: { errors: [{ data: { code } }] } });
    const state = async (id: string) => (await staff(id)).active;

    it('keeps whoever set the password of an account that is off from agreeing to switch it on', async () => {
      const { user } = await addPerson(desk, 'reviewer', 'Rosa');
      const address = `/staff/${user.id}`;
      await askApi(desk, ben, 'PATCH', address, { active: false });
      await askApi(desk, anna, 'PATCH', address, { password: 'known to Anna', passwordBy: null });
      expect(await pendingAt(address)).toBeNull();
      await askApi(desk, ben, 'PATCH', address, { active: true });
      expect(await passwordOf(user.id)).toMatchObject({ by: anna?.user.id, byName: 'Anna' });
      expect(await decide(anna, address)).toMatchObject(refused('own-password'));
      expect(await state(user.id)).toBe(false);

      const third = await addPerson(desk, 'admin', 'Clara');
      expect((await decide(third, address)).status).toBe(200);
      const email = user.email;
      const login = await askApi(desk, null, 'POST', '/staff/login', { email, password: 'known to Anna' });
      const rosa = { user, token: String(login.body.token) };
      expect((await askApi(desk, rosa, 'PATCH', address, { password: 'of her own alone' })).status).toBe(200);
      await askApi(desk, ben, 'PATCH', address, { role: 'publisher' });
      expect(await passwordOf(user.id)).toBeUndefined();
      expect((await decide(anna, address)).status).toBe(200);
      expect(await staff(user.id)).toMatchObject({ active: true, role: 'publisher' });
    });

    it('knows the password of a new account as well, whose first proposal was declined', async () => {
      const made = await askApi(desk, anna, 'POST', '/staff', account('ruth@example.com', 'reviewer'));
      const { id } = made.body.doc as { id: string };
      expect(await passwordOf(id)).toMatchObject({ byName: 'Anna' });
      await decide(ben, `/staff/${id}`, 'decline');
      await askApi(desk, ben, 'PATCH', `/staff/${id}`, { active: true, role: 'reviewer' });
      expect(await decide(anna, `/staff/${id}`)).toMatchObject(refused('own-password'));
      expect(await state(id)).toBe(false);
    });

    it('asks anew where a password is set after a second person has looked', async () => {
      const { user } = await addPerson(desk, 'editor', 'Else');
      const address = `/staff/${user.id}`;
      await askApi(desk, anna, 'PATCH', address, { active: false });
      await askApi(desk, anna, 'PATCH', address, { active: true });
      const seen = await pendingAt(address);
      const others = await askApi(desk, ben, 'PATCH', address, { password: 'known to Ben' });
      expect(others).toMatchObject({ status: 409, body: { errors: [{ data: { code: 'change-pending' } }] } });
      expect((await askApi(desk, anna, 'PATCH', address, { password: 'known to Anna' })).status).toBe(200);
      const late = { decision: 'approve', hash: seen?.hash };
      const answer = await askApi(desk, ben, 'POST', `/second-person${address}`, late);
      expect(answer).toMatchObject({ status: 409, body: { errors: [{ data: { code: 'change-moved' } }] } });
      expect(await passwordOf(user.id)).toMatchObject({ byName: 'Anna' });
      expect((await decide(ben, address)).status).toBe(200);
    });

    it('lets people set their own password and name', async () => {
      const saved = await askApi(desk, paula, 'PATCH', `/staff/${paula?.user.id}`, {
        password: 'another long one',
        name: 'Paula P.',
      });
      expect(saved.status).toBe(200);
      expect(await staff(paula?.user.id ?? '')).toMatchObject({ active: true, name: 'Paula P.' });
    });

    it('records who freed an account', async () => {
      await askApi(desk, anna, 'POST', '/staff/unlock', { email: 'Paula@example.com' });
      expect(await lastActions(1)).toEqual(['Anna: staff-unlocked staff/paula@example.com']);
    });
  });

  it('acts at once for a command, and lets the operator agree where nobody else is', async () => {
    const { staff: dora } = await createStaff(desk.payload, {
      email: 'dora@example.com',
      name: 'Dora',
      role: 'editor',
      password: 'a long password',
    });
    await desk.payload.update({ collection: 'staff', id: dora.id, data: { role: 'publisher' } });
    expect((await auditHead(desk.payload))?.action).toBe('staff-role-changed');
    await askApi(desk, anna, 'PATCH', `/staff/${dora.id}`, { role: 'reviewer' });
    const waiting = (await allPending(desk.payload)).find(({ title }) => title === 'staff/dora@example.com');
    if (!waiting) throw new Error('nothing waits');
    await approveAsOperator(desk.payload, waiting);
    expect(await desk.payload.findByID({ collection: 'staff', id: dora.id })).toMatchObject({
      role: 'reviewer',
    });
    expect((await auditHead(desk.payload))?.actorName).toBe('Operator (command line)');
  });
});
