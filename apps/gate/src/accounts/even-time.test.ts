import { setTimeout as delay } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { evenTime } from './even-time.ts';

const taken = async (work: Promise<unknown>) => {
  const from = performance.now();
  await work.catch(() => {});
  return performance.now() - from;
};

it('takes the same time whether there is much to do or little, or nothing that can be done', async () => {
  expect(await evenTime(1, async () => 'done')).toBe('done');
  const failing = () => evenTime(50, () => Promise.reject(new Error('no room')));
  await expect(failing()).rejects.toThrow('no room');
  const works = [async () => {}, () => delay(20)].map((work) => () => evenTime(50, work));
  // A timer may fire a little before its time.
  for (const work of [...works, failing]) expect(await taken(work())).toBeGreaterThan(45);
});
