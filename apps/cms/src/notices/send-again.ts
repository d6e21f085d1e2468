import type { Mail } from '@plaincode/types/payload';
import type { Payload } from 'payload';
import type { Actor } from '../access/actor.ts';
import { WorkflowRefused } from '../access/refused.ts';
import { recordAudit } from '../audit/record-audit.ts';
import { refusal } from '../workflow/refusal.ts';
import { queueMail } from './gather-mail.ts';

const stands: Record<Mail['state'], string[]> = {
  waiting: ['It is waiting to be sent.'],
  sent: ['It was sent.'],
  'not-wanted': ['Nobody wants it.'],
  failed: [],
};

/**
 * Puts a failed mail back into the outbox, with all its attempts before it. The condition stands in the write, so of two
 * who press at once one is refused. Throws `WorkflowRefused`.
 */
export async function sendAgain(payload: Payload, actor: Actor, id: string): Promise<void> {
  const mail = await payload.db.findOne<Mail>({ collection: 'mails', where: { id: { equals: id } } });
  if (!mail) throw new WorkflowRefused(refusal('mail-unknown'));
  const data = { state: 'waiting', attempts: 0, error: null, at: new Date().toISOString() };
  const where = { and: [{ id: { equals: id } }, { state: { equals: 'failed' } }] };
  if (!(await payload.db.updateOne({ collection: 'mails', where, data }))) {
    const now = mail.state === 'failed' ? 'waiting' : mail.state;
    throw new WorkflowRefused(refusal('mail-state', stands[now]));
  }
  await queueMail(payload, id);
  await recordAudit(payload, { actor, action: 'mail-again', subject: `mails/${id}` });
}
