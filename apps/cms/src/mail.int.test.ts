import type { Payload, SendEmailOptions } from 'payload';
import { SMTPServer } from 'smtp-server';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { deskMail, noticeMessage } from './mail.ts';

/** A mail server that asks for a password and knows no mailbox named `nobody`. */
const received: { from: string; to: string[] }[] = [];
const password = 'p@ss/word';
const server = new SMTPServer({
  disabledCommands: ['STARTTLS'],
  allowInsecureAuth: true,
  onAuth: (auth, _session, done) => {
    if (auth.username === 'desk' && auth.password === password) done(null, { user: 'desk' });
    else done(new Error('Invalid username or password'));
  },
  onRcptTo: ({ address }, _session, done) => {
    done(address.startsWith('nobody@') ? new Error('No such mailbox') : null);
  },
  onData: (stream, { envelope: { mailFrom, rcptTo } }, done) => {
    stream.resume().once('end', () => {
      received.push({ from: mailFrom ? mailFrom.address : '', to: rcptTo.map(({ address }) => address) });
      done();
    });
  },
});
// A client that is refused may hang up first.
server.on('error', () => undefined);

beforeAll(() => new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve)));
afterAll(() => new Promise<void>((resolve) => server.close(resolve)));

function send(given: string, address: string): Promise<unknown> {
  const at = server.server.address();
  const port = typeof at === 'object' && at ? at.port : 0;
  const smtpUrl = `smtp://desk:${encodeURIComponent(given)}@127.0.0.1:${port}`;
  const mail = deskMail({ smtpUrl, mailFrom: 'Desk <desk@example.org>' })({ payload: {} as Payload });
  const message: SendEmailOptions = noticeMessage(
    { id: 'one', to: { name: 'Emil', address }, subject: 'Work', text: 'Work.', html: '<p>Work.</p>' },
    'example.org',
  );
  return mail.sendEmail(message);
}

it('delivers a notice to a server that asks for a password', async () => {
  await send(password, 'emil@example.org');
  expect(received.splice(0)).toEqual([{ from: 'desk@example.org', to: ['emil@example.org'] }]);
});

it('fails where the password is wrong, or the server knows no such mailbox, so that it is tried again', async () => {
  await expect(send('wrong', 'emil@example.org')).rejects.toMatchObject({ code: 'EAUTH' });
  await expect(send(password, 'nobody@example.org')).rejects.toMatchObject({ code: 'EENVELOPE' });
  expect(received).toEqual([]);
});
