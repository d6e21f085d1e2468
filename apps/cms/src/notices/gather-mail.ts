import type { Notice } from '@plaincode/types/payload';
import type { Payload } from 'payload';
import { relationId } from '../relation-id.ts';
import { mailQueue } from './send-mail.ts';

/** What happens to somebody within this time is told in one mail, in milliseconds. */
export const gatheringTime: number = 2 * 60 * 1000;
/** Longer than all attempts at a mail take: one that still waits then has lost its job. */
const lostAfter = 60 * 60 * 1000;
const mostAtOnce = 5_000;

/**
 * Makes one mail for each person whose oldest notice has waited long enough, out of all their notices, and a job for
 * it. Asking twice makes nothing twice: a notice belongs to the first mail that takes it. A crash in between leaves a
 * mail without a job, which is given one here later. Returns how many jobs there were.
 */
export async function gatherMail(payload: Payload, now = new Date()): Promise<number> {
  const { docs } = await payload.find({
    collection: 'notices',
    where: { mail: { exists: false }, at: { less_than_equal: now.toISOString() } },
    sort: 'at',
    depth: 0,
    limit: mostAtOnce,
    pagination: false,
  });
  const people = Map.groupBy(docs, ({ person }) => relationId(person));
  const due = [...people].filter(([, [oldest]]) => isDue(oldest, now));
  for (const [person, notices] of due) await makeMail(payload, person, notices, now);
  return due.length + (await takeUpLost(payload, now));
}

function isDue(oldest: Notice | undefined, now: Date): boolean {
  return oldest !== undefined && now.getTime() - new Date(oldest.at).getTime() >= gatheringTime;
}

async function makeMail(payload: Payload, to: string, notices: readonly Notice[], now: Date): Promise<void> {
  const mail: { id: string } = await payload.db.create({
    collection: 'mails',
    data: { to, state: 'waiting', notices: notices.length, attempts: 0, at: now.toISOString() },
  });
  await payload.db.updateMany({
    collection: 'notices',
    where: { id: { in: notices.map(({ id }) => id) }, mail: { exists: false } },
    data: { mail: mail.id },
    returning: false,
  });
  await queueMail(payload, mail.id);
}

async function takeUpLost(payload: Payload, now: Date): Promise<number> {
  const before = new Date(now.getTime() - lostAfter).toISOString();
  const { docs } = await payload.find({
    collection: 'mails',
    where: { state: { equals: 'waiting' }, at: { less_than: before } },
    depth: 0,
    limit: 100,
    pagination: false,
  });
  for (const { id } of docs) {
    await payload.db.updateOne({
      collection: 'mails',
      id,
      data: { at: now.toISOString() },
      returning: false,
    });
    await queueMail(payload, id);
  }
  return docs.length;
}

/** Gives a mail a job that sends it. */
export async function queueMail(payload: Payload, mail: string): Promise<void> {
  await payload.jobs.queue({ task: 'send-mail', input: { mail }, queue: mailQueue });
}
