import { createTransport } from 'nodemailer';
import type { EmailAdapter, SendEmailOptions } from 'payload';
import type { CmsEnv } from './env.ts';

/** Marks the desk's own notices: nothing else leaves it. */
const mark = 'X-Plaincode-Notice';
/** A mail server that does not answer is tried again later; no job waits for it much longer than this. */
const patience = { connectionTimeout: 10_000, greetingTimeout: 10_000, socketTimeout: 30_000 };

export type DeskMessage = {
  id: string;
  to: { name: string; address: string };
  subject: string;
  text: string;
  html: string;
};

/** A notice as Payload's e-mail takes it. */
export function noticeMessage({ id, ...message }: DeskMessage, domain: string): SendEmailOptions {
  /* The id stays the same when a mail is sent again, so that a reader's program shows it once. */
  return {
    ...message,
    messageId: `<${id}@${domain}>`,
    headers: { [mark]: id, 'Auto-Submitted': 'auto-generated' },
  };
}

/**
 * Sends the desk's notices through the operator's mail server, and writes them to the console where there is none.
 * Payload's own messages are not sent: they carry links that reset a password, made of whatever host a request names.
 * Admins set passwords under "Staff".
 */
export function deskMail(env: Pick<CmsEnv, 'smtpUrl' | 'mailFrom'>): EmailAdapter {
  const transport = env.smtpUrl ? createTransport(env.smtpUrl) : null;
  if (transport) Object.assign(transport.options, patience);
  return ({ payload }) => ({
    name: 'desk-mail',
    defaultFromAddress: 'desk@localhost',
    defaultFromName: 'Plaincode desk',
    sendEmail: async (message) => {
      if (!isNotice(message))
        return payload.logger.warn(
          'A message was not sent: the desk mails notices only. An admin can set a new password under Staff.',
        );
      if (transport) return await transport.sendMail({ ...message, from: env.mailFrom });
      payload.logger.info(`Mail (no SMTP_URL is set): ${message.subject}\n${message.text}`);
    },
  });
}

function isNotice({ headers }: SendEmailOptions): boolean {
  return typeof headers === 'object' && !Array.isArray(headers) && mark in headers;
}
