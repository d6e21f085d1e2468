import type { Mail, Staff } from '@plaincode/types/payload';
import type { Payload, TaskConfig } from 'payload';
import type { CmsEnv } from '../env.ts';
import { noticeMessage } from '../mail.ts';
import { composeMail } from './compose-mail.ts';

export type SendMailTask = { input: { mail: string }; output: { mail: string } };

/** A queue of its own: a publish takes minutes, and neither waits for the other. It is polled as `default` is. */
export const mailQueue = 'mail';

/** Half a minute, then twice as long each time: a quarter of an hour for a mail server to come back. */
const retries = { attempts: 5, backoff: { type: 'exponential' as const, delay: 30_000 } };
const mostError = 500;

/** Sends one mail of the outbox, and tries again. */
export function sendMailTask(env: CmsEnv): TaskConfig<SendMailTask> {
  return {
    slug: 'send-mail',
    label: 'Send a mail',
    inputSchema: [{ name: 'mail', type: 'text', required: true }],
    outputSchema: [{ name: 'mail', type: 'text', required: true }],
    retries,
    concurrency: { key: ({ input }) => `send-mail/${input.mail}`, exclusive: true },
    handler: async ({ input, req }) => {
      await sendMail(env, req.payload, input.mail);
      return { output: { mail: input.mail } };
    },
  };
}

/**
 * Sends a mail that waits; one that has ended is left alone. Throws when it could not be sent, and writes down why; the
 * last attempt ends it. A crash between sending and writing sends it twice, under the same id.
 */
export async function sendMail(env: CmsEnv, payload: Payload, id: string): Promise<void> {
  const mail = await payload.findByID({ collection: 'mails', id, depth: 1 });
  if (mail.state !== 'waiting') return;
  const person = typeof mail.to === 'object' ? mail.to : null;
  const notices = await noticesOf(payload, id);
  if (!person || !wantsMail(person) || notices.length === 0)
    return await write(payload, id, { state: 'not-wanted' });
  const { subject, text, html } = composeMail(person.name, notices, env.url);
  try {
    const to = { name: person.name, address: person.email };
    await payload.sendEmail(noticeMessage({ id, to, subject, text, html }, new URL(env.url).hostname));
  } catch (error) {
    await writeFailure(payload, mail, subject, error);
    throw error;
  }
  const attempts = (mail.attempts ?? 0) + 1;
  await write(payload, id, {
    state: 'sent',
    subject,
    attempts,
    error: null,
    sentAt: new Date().toISOString(),
  });
}

/** Whether somebody works here still and has not turned their mail off. */
export function wantsMail({ active, mail }: Pick<Staff, 'active' | 'mail'>): boolean {
  return active === true && mail !== false;
}

async function writeFailure(payload: Payload, mail: Mail, subject: string, error: unknown): Promise<void> {
  const attempts = (mail.attempts ?? 0) + 1;
  const state = attempts > retries.attempts ? 'failed' : 'waiting';
  const said = (error instanceof Error ? error.message : String(error)).slice(0, mostError);
  await write(payload, mail.id, { state, subject, attempts, error: said });
}

async function write(payload: Payload, id: string, data: Partial<Mail>): Promise<void> {
  await payload.db.updateOne({ collection: 'mails', id, data, returning: false });
}

async function noticesOf(payload: Payload, mail: string) {
  const { docs } = await payload.find({
    collection: 'notices',
    where: { mail: { equals: mail } },
    sort: 'at',
    depth: 0,
    pagination: false,
  });
  return docs.map(({ kind, by, title, path, quote, words }) => ({
    kind,
    by,
    title,
    path,
    quote: quote || null,
    words: words || null,
  }));
}
