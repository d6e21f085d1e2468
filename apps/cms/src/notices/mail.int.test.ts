import { setTimeout as wait } from 'node:timers/promises';
import { SMTPServer } from 'smtp-server';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openTestDesk, type TestDesk } from '../testing/open-test-desk.ts';
import { addPerson, askApi, type Person } from '../testing/people.ts';
import { addStarter, paragraph } from '../testing/starter.ts';
import { addNotices } from './add-notices.ts';
import { gatheringTime, gatherMail } from './gather-mail.ts';
import type { Notice } from './notice.ts';
import { mailQueue, sendMail } from './send-mail.ts';

type Received = { to: string[]; from: string; raw: string };

/** A mail server on a free port of this machine, which refuses while `down`. */
async function startServer() {
  const received: Received[] = [];
  const state = { down: false, port: 0, received };
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS', 'AUTH'],
    onData: (stream, session, done) => {
      let raw = '';
      stream.setEncoding('utf8').on('data', (text: string) => {
        raw += text;
      });
      stream.once('end', () => {
        if (state.down) return done(new Error('The mailbox is full.'));
        const { mailFrom, rcptTo } = session.envelope;
        received.push({
          to: rcptTo.map(({ address }) => address),
          from: mailFrom ? mailFrom.address : '',
          raw: unfolded(raw),
        });
        done();
      });
    },
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.server.address();
  state.port = typeof address === 'object' && address ? address.port : 0;
  return { ...{ state }, close: () => new Promise<void>((resolve) => server.close(resolve)) };
}

/** Quoted-printable lines as they were before. */
const unfolded = (raw: string) => raw.replaceAll(/=\r?\n/g, '').replaceAll('=3D', '=');

describe('mail', () => {
  let server: Awaited<ReturnType<typeof startServer>>;
  let desk: TestDesk;
  let editor: Person;
  let reviewer: Person;
  let id: string;

  beforeAll(async () => {
    server = await startServer();
    desk = await openTestDesk({
      SMTP_URL: `smtp://127.0.0.1:${server.state.port}`,
      MAIL_FROM: 'Desk <desk@example.org>',
      CMS_URL: 'https://desk.example.org',
    });
    editor = await addPerson(desk, 'editor', 'Emil');
    reviewer = await addPerson(desk, 'reviewer', 'Rosa');
    const { notice } = await addStarter(desk);
    const made = await desk.payload.create({
      collection: 'explanations',
      data: {
        codeSet: 'hcpcs',
        code: 'J9000',
        plainTitle: 'A medicine',
        body: paragraph('A medicine given into a vein. <b>A nurse</b> counts it.'),
        notice: notice.id,
        appliesFrom: 'hcpcs-2025-10-01',
      },
      draft: true,
      user: editor.user,
      overrideAccess: false,
    });
    id = made.id;
  });
  afterAll(async () => {
    await desk.close();
    await server.close();
  });
  beforeEach(() => {
    server.state.down = false;
    server.state.received.length = 0;
  });

  const later = () => new Date(Date.now() + gatheringTime + 1_000);
  const outbox = async () => (await desk.payload.find({ collection: 'mails', sort: '-at', depth: 0 })).docs;
  /** What the desk does by itself every few seconds, two minutes on. */
  async function deliver(): Promise<void> {
    await gatherMail(desk.payload, later());
    await desk.payload.jobs.run({ queue: mailQueue });
  }
  const speak = (person: Person, body: object) =>
    askApi(desk, person, 'POST', `/explanations/${id}/discussion`, body);
  const notice = (more: Partial<Notice> = {}): Omit<Notice, 'by'> => ({
    kind: 'commented',
    title: 'hcpcs/J9000',
    path: '/admin',
    quote: null,
    words: 'Words.',
    ...more,
  });

  it('tells in one mail what happened within minutes, quotes the passage, and leads to the desk', async () => {
    await speak(reviewer, { part: 'body', quote: '<b>A nurse</b> counts it.', words: 'Who is it?' });
    await speak(reviewer, { part: 'body', quote: 'given into a vein', proposed: 'put into a vein' });
    await speak(reviewer, { words: 'Well done, @Emil!', mentions: [editor.user.id] });
    expect(await gatherMail(desk.payload)).toBe(0);
    await deliver();
    await deliver();
    expect(server.state.received).toHaveLength(1);
    const [{ to, from, raw } = { to: [], from: '', raw: '' }] = server.state.received;
    expect(to).toEqual(['emil@example.com']);
    expect(from).toBe('desk@example.org');
    expect(raw).toContain('Subject: 3 notices about hcpcs/J9000 A medicine');
    expect(raw).toContain('> <b>A nurse</b> counts it.');
    expect(raw).toContain('&lt;b&gt;A nurse&lt;/b&gt; counts it.');
    expect(raw).toContain('Suggested: put into a vein');
    expect(raw).toContain('Rosa mentioned you');
    expect(raw).toContain(`https://desk.example.org/admin/collections/explanations/${id}`);
    expect(await outbox()).toMatchObject([{ state: 'sent', notices: 3, attempts: 1, error: null }]);
  });

  it('tells the reviewer what became of a suggestion, and nobody what they did themselves', async () => {
    const query = `/explanations/${id}/discussion`;
    const { body } = await askApi(desk, editor, 'GET', query);
    const { threads } = body as { threads: { id: string; kind: string }[] };
    const suggestion = threads.find(({ kind }) => kind === 'suggestion')?.id;
    await speak(editor, { words: 'A note to myself, @Emil.', mentions: [editor.user.id] });
    await askApi(desk, editor, 'POST', `/comments/${suggestion}/step`, {
      step: 'decline',
      why: 'Too short.',
    });
    await deliver();
    expect(server.state.received.map(({ to }) => to)).toEqual([['rosa@example.com']]);
    expect(server.state.received[0]?.raw).toContain('declined your suggestion');
    expect(server.state.received[0]?.raw).toContain('Too short.');
  });

  it('tells whose text it is that changes are asked for, and who is given work', async () => {
    const workflow = `/explanations/${id}/workflow`;
    const hash = async () => (await askApi(desk, editor, 'GET', workflow)).body.contentHash;
    await askApi(desk, editor, 'POST', workflow, { action: 'submit', contentHash: await hash() });
    const asked = { action: 'request-changes', contentHash: await hash(), note: 'Shorter, please.' };
    expect((await askApi(desk, reviewer, 'POST', workflow, asked)).status).toBe(200);
    const item = await desk.payload.create({
      collection: 'work-items',
      data: {
        key: 'hcpcs-2025-10-01/J9000',
        edition: 'hcpcs-2025-10-01',
        codeSet: 'hcpcs',
        code: 'J9000',
        displayCode: 'J9000',
        position: 1,
        kind: 'long-revised',
        kinds: ' long-revised ',
        state: 'open',
        changes: {},
        changeHash: 'x',
      },
    });
    await askApi(desk, reviewer, 'PATCH', `/work-items/${item.id}`, { assignee: editor.user.id });
    await deliver();
    expect(server.state.received).toHaveLength(1);
    const raw = server.state.received[0]?.raw ?? '';
    expect(raw).toContain('asked for changes in your text');
    expect(raw).toContain('Shorter, please.');
    expect(raw).toContain('/admin/updates/hcpcs-2025-10-01/items/J9000');
  });

  it('tries again when the mail server refuses, and says in the outbox what went wrong', async () => {
    server.state.down = true;
    await addNotices(desk.payload, reviewer.user, [{ people: [editor.user.id], notice: notice() }]);
    await deliver();
    const [waiting] = await outbox();
    expect(waiting).toMatchObject({ state: 'waiting', attempts: 1 });
    expect(waiting?.error).toContain('The mailbox is full.');
    server.state.down = false;
    await sendMail(desk.env, desk.payload, waiting?.id ?? '');
    expect((await outbox())[0]).toMatchObject({ state: 'sent', attempts: 2, error: null });
    await sendMail(desk.env, desk.payload, waiting?.id ?? '');
    expect(server.state.received).toHaveLength(1);
  });

  it('gives up after the last attempt', async () => {
    server.state.down = true;
    await addNotices(desk.payload, reviewer.user, [{ people: [editor.user.id], notice: notice() }]);
    await gatherMail(desk.payload, later());
    const [mail] = await outbox();
    for (let attempt = 0; attempt < 6; attempt++)
      await expect(sendMail(desk.env, desk.payload, mail?.id ?? '')).rejects.toThrow('full');
    expect((await outbox())[0]).toMatchObject({ state: 'failed', attempts: 6 });
  });

  it('sends a failed mail again when an admin says so, once, and no other mail', async () => {
    const [mail] = await outbox();
    expect(mail).toMatchObject({ state: 'failed' });
    const again = (person: Person | null) => askApi(desk, person, 'POST', `/mails/${mail?.id}/send-again`);
    expect((await again(null)).status).toBe(401);
    expect((await again(reviewer)).status).toBe(403);
    const admin = await addPerson(desk, 'admin', 'Ada');
    const both = await Promise.all([again(admin), again(admin)]);
    expect(both.map(({ status }) => status).sort()).toEqual([200, 409]);
    expect(JSON.stringify(both)).toContain(
      'Only a mail that failed can be sent again. It is waiting to be sent.',
    );
    await desk.payload.jobs.run({ queue: mailQueue });
    expect(server.state.received.map(({ to }) => to)).toEqual([['emil@example.com']]);
    const now = (await outbox()).find(({ id: one }) => one === mail?.id);
    expect(now).toMatchObject({ state: 'sent', attempts: 1, error: null });
    expect((await again(admin)).status).toBe(409);
    expect((await askApi(desk, admin, 'POST', '/mails/nowhere/send-again')).status).toBe(404);
  });

  it('gives a mail that lost its job to a crash another one, and takes no notice twice', async () => {
    await addNotices(desk.payload, reviewer.user, [{ people: [editor.user.id], notice: notice() }]);
    expect(await gatherMail(desk.payload, later())).toBe(1);
    expect(await gatherMail(desk.payload, later())).toBe(0);
    await desk.payload.db.deleteMany({ collection: 'payload-jobs', where: {} });
    expect(await gatherMail(desk.payload, new Date(Date.now() + 2 * 60 * 60 * 1000))).toBe(1);
    await desk.payload.jobs.run({ queue: mailQueue });
    expect(server.state.received).toHaveLength(1);
  });

  it('leaves in peace who turned mail off, before or after it happened, and who has left', async () => {
    const quiet = await addPerson(desk, 'editor', 'Quiet');
    const tell = () =>
      addNotices(desk.payload, reviewer.user, [{ people: [quiet.user.id], notice: notice() }]);
    await tell();
    const off = await askApi(desk, quiet, 'PATCH', `/staff/${quiet.user.id}`, { mail: false });
    expect(off.status).toBe(200);
    await tell();
    await deliver();
    expect(server.state.received).toEqual([]);
    expect((await outbox()).filter(({ to }) => to === quiet.user.id)).toMatchObject([
      { state: 'not-wanted', notices: 1 },
    ]);
  });

  it('carries no licensed descriptor, also not one that somebody copied into a comment', async () => {
    const { docs } = await desk.payload.find({
      collection: 'code-systems',
      where: { slug: { equals: 'hcpcs' } },
    });
    const set = { collection: 'code-systems', id: docs[0]?.id ?? '' } as const;
    await desk.payload.db.updateOne({ ...set, data: { licensed: true } });
    const descriptor = 'Injection of an invented substance, ten milligrams';
    await desk.payload.db.updateMany({
      collection: 'codes',
      where: { code: { equals: 'J9000' } },
      data: { longDescriptor: descriptor },
    });
    await speak(reviewer, { words: `It is "${descriptor.toUpperCase()}".` });
    await speak(reviewer, { words: 'An injection of ten milligrams.' });
    await deliver();
    const raw = server.state.received[0]?.raw ?? '';
    expect(raw).not.toMatch(/invented/i);
    expect(raw).toContain('repeats the official descriptor');
    expect(raw).toContain('An injection of ten milligrams.');
  });

  it('sends nothing but notices: no link that resets a password leaves the desk', async () => {
    await askApi(desk, null, 'POST', '/staff/forgot-password', { email: 'emil@example.com' });
    await wait(200);
    expect(server.state.received).toEqual([]);
  });
});
