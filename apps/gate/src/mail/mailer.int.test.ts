import { tmpdir } from 'node:os';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { type MailServer, startMailServer } from '../testing/mail-server.ts';
import { startGate } from '../testing/running-gate.ts';
import { createMailer } from './mailer.ts';

let server: MailServer;
beforeAll(async () => {
  server = await startMailServer();
});
afterAll(() => server.stop());

const mail = {
  to: 'reader@example.org',
  subject: 'Hello',
  text: 'Hello there.\n',
  html: '<p>Hello there.</p>',
};

/** A mailer with a password for the server, and what it reports. */
function mailer(password: string) {
  const lines: string[] = [];
  const settings = { smtpUrl: server.url(password), from: 'accounts@codes.example', data: tmpdir() };
  return { lines, ...createMailer(settings, (line) => lines.push(line)) };
}

it('delivers a mail to the operator’s server, in the operator’s name', async () => {
  const { send, lines } = mailer(server.password);
  send(mail);
  await vi.waitFor(() => expect(server.received).toHaveLength(1), 5_000);
  const [delivered] = server.received.splice(0);
  expect(delivered).toMatchObject({ from: 'accounts@codes.example', to: ['reader@example.org'] });
  expect(delivered?.text).toMatch(/^From: accounts@codes\.example\r?$/m);
  expect(delivered?.text).toMatch(/^Auto-Submitted: auto-generated\r?$/m);
  expect(delivered?.text).toContain('Hello there.');
  expect(delivered?.text).toContain('<p>Hello there.</p>');
  expect(lines).toEqual([]);
});

it.each([
  ['a mailbox that the server does not know', () => server.password, 'nobody@example.org', 'EENVELOPE'],
  ['a wrong password', () => 'wrong', 'reader@example.org', 'EAUTH'],
])(
  'tells the operator of %s, and neither whose mail it was nor the password',
  async (_what, password, to, code) => {
    const { send, lines } = mailer(password());
    send({ ...mail, to });
    await vi.waitFor(() => expect(lines).toHaveLength(1), 5_000);
    expect(lines).toEqual([`A mail to a reader, "Hello", could not be sent (${code}).`]);
    expect(server.received).toEqual([]);
  },
);

it('brings a reader the link that confirms their address', async () => {
  const gate = await startGate({ verifiedEmailRequired: true, mailer: mailer(server.password) });
  const browser = gate.browser();
  const email = 'ada@example.org';
  const password = 'long enough to pass';
  await browser.post('/api/account/register', { email, password, name: '' });
  await vi.waitFor(() => expect(server.received).toHaveLength(1), 5_000);
  const [delivered] = server.received.splice(0);
  const link = /http:\/\/localhost:8080(\/api\/account\/verify)\?token=([^\s"]+)/.exec(delivered?.text ?? '');
  const token = decodeURIComponent(link?.[2] ?? '');
  expect((await browser.post('/api/account/verify', { token })).status).toBe(200);
  await browser.post('/api/account/login', { email, password });
  expect(await (await browser.get('/api/account')).json()).toMatchObject({ email, emailVerified: true });
  await gate.stop();
});
