import { setTimeout as delay } from 'node:timers/promises';

/**
 * Answers, or throws, what the work does, and no sooner than these milliseconds after it began: whether there was anything
 * to write or to mail is not told by how long it took.
 */
export async function evenTime<T>(leastMs: number, work: () => Promise<T>): Promise<T> {
  const [done] = await Promise.allSettled([work(), delay(leastMs)]);
  if (done.status === 'rejected') throw done.reason;
  return done.value;
}
