import { SMTPServer } from 'smtp-server';

/** A mail server on a free port of this machine, which asks for a password and knows no mailbox named `nobody`. */
export interface MailServer {
  /** The address for somebody who logs in with this password. */
  url(password: string): string;
  password: string;
  received: { from: string; to: string[]; text: string }[];
  stop(): Promise<void>;
}

export async function startMailServer(): Promise<MailServer> {
  const password = 'p@ss/word';
  const received: MailServer['received'] = [];
  const server = new SMTPServer({
    disabledCommands: ['STARTTLS'],
    allowInsecureAuth: true,
    onAuth: (auth, _session, done) => {
      if (auth.username === 'gate' && auth.password === password) done(null, { user: 'gate' });
      else done(new Error('Invalid username or password'));
    },
    onRcptTo: ({ address }, _session, done) => {
      done(address.startsWith('nobody@') ? new Error('No such mailbox') : null);
    },
    onData: (stream, { envelope: { mailFrom, rcptTo } }, done) => {
      let text = '';
      stream.setEncoding('utf8').on('data', (more: string) => {
        text += more;
      });
      stream.once('end', () => {
        received.push({
          from: mailFrom ? mailFrom.address : '',
          to: rcptTo.map(({ address }) => address),
          text: text.replaceAll(/=\r?\n/g, '').replaceAll('=3D', '='),
        });
        done();
      });
    },
  });
  // A client that is refused may hang up first.
  server.on('error', () => undefined);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  return {
    url: (given) => `smtp://gate:${encodeURIComponent(given)}@127.0.0.1:${port}`,
    password,
    received,
    stop: () => new Promise((resolve) => server.close(resolve)),
  };
}
