import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

export interface Mail {
  to: string;
  subject: string;
  text: string;
  html: string;
}

export interface Mailer {
  /** Takes a mail and sends it when the answer is out: how long that takes tells nobody whether an account exists. */
  send(mail: Mail): void;
}

export interface MailSettings {
  /** The operator's mail server; null: mails are written into the data folder. */
  smtpUrl: string | null;
  from: string;
  data: string;
}

/** A mail server that does not answer holds nothing up. */
const patience = { connectionTimeout: 10_000, greetingTimeout: 10_000, socketTimeout: 30_000 };

/** Sends mails to readers. `report` never holds an address, nor what a mail says. */
export function createMailer({ smtpUrl, from, data }: MailSettings, report: (line: string) => void): Mailer {
  const deliver =
    smtpUrl === null ? toFolder(join(data, 'gate', 'mail'), from, report) : overSmtp(smtpUrl, from);
  return {
    send(mail) {
      setImmediate(() => {
        deliver(mail).catch((error: unknown) => {
          const code = error instanceof Error && 'code' in error ? ` (${String(error.code)})` : '';
          report(`A mail to a reader, "${mail.subject}", could not be sent${code}.`);
        });
      });
    },
  };
}

function overSmtp(url: string, from: string): (mail: Mail) => Promise<void> {
  return async (mail) => {
    // Loaded with the first mail: installations without a mail server do without it.
    const { createTransport } = await import('nodemailer');
    const transport = createTransport(url);
    Object.assign(transport.options, patience);
    await transport.sendMail({ ...mail, from, headers: { 'Auto-Submitted': 'auto-generated' } });
  };
}

function toFolder(
  folder: string,
  from: string,
  report: (line: string) => void,
): (mail: Mail) => Promise<void> {
  let count = 0;
  return async ({ to, subject, text }) => {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    const file = join(folder, `${Date.now()}-${process.pid}-${count++}.txt`);
    writeFileSync(file, `From: ${from}\nTo: ${to}\nSubject: ${subject}\n\n${text}`, { mode: 0o600 });
    report(`Mail (no SMTP_URL is set): ${file}`);
  };
}
