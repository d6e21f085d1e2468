import { randomUUID } from 'node:crypto';
import { hostname } from 'node:os';
import type { Release } from '@plaincode/types/payload';
import type { Payload } from 'payload';

/** Longer than any publish may take. */
export const publishLifetime = 30 * 60 * 1000;

/** Tells this process from an earlier one that had the same number, as in a container that was started again. */
const thisStart = randomUUID();

/** The process that takes a release to readers: this one, or the one with the given number on this machine. */
export function holderOf(pid?: number): string {
  return [hostname(), pid ?? process.pid, pid === undefined ? thisStart : ''].join(' ');
}

type Held = Pick<Release, 'holder' | 'updatedAt'>;

/**
 * Whether another process is at work on a release that is on its way: a command of the operator, or another desk. Of
 * one on another machine only the time tells. What this process left is nobody's: it publishes one thing at a time.
 */
export function isHeldElsewhere({ holder, updatedAt }: Held, now = new Date()): boolean {
  const [host, pid, start] = holder?.split(' ') ?? [];
  if (!host || !pid) return false;
  if (now.getTime() - Date.parse(updatedAt) >= publishLifetime) return false;
  if (host !== hostname()) return true;
  return Number(pid) === process.pid && start !== '' ? false : isAlive(Number(pid));
}

/** Releases on their way, the oldest first. */
export async function onTheirWay(payload: Payload): Promise<Release[]> {
  const { docs } = await payload.find({
    collection: 'releases',
    where: { state: { equals: 'publishing' } },
    // By the index of the state: few are on their way, of all that there ever were.
    sort: 'state',
    depth: 0,
    pagination: false,
  });
  return docs.toSorted((a, b) => a.createdAt.localeCompare(b.createdAt));
}

const lookAgainAfter = 500;

/** Waits until no other process has a release on its way, so that none publishes without what the other one brings. */
export async function waitForTurn(payload: Payload, own: string | null): Promise<void> {
  for (;;) {
    const others = (await onTheirWay(payload)).filter((one) => one.id !== own && isHeldElsewhere(one));
    if (others.length === 0) return;
    await new Promise((resume) => setTimeout(resume, lookAgainAfter));
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}
