import { execFileSync } from 'node:child_process';
import { existsSync, linkSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { PublishRefused } from '../refusal.ts';

const holder = z.object({ pid: z.int(), started: z.string(), since: z.string() });
type Holder = z.infer<typeof holder>;

/**
 * Takes the publisher's lock in a folder, so that one publisher writes at a time, and gives the function that
 * releases it. A lock whose process is gone, or whose number now belongs to another process, is taken over.
 * Throws `busy` while another publisher lives.
 */
export function takeLock(folder: string): () => void {
  mkdirSync(folder, { recursive: true });
  const file = join(folder, 'lock');
  const mine: Holder = {
    pid: process.pid,
    started: startOf(process.pid) ?? '',
    since: new Date().toISOString(),
  };
  for (let attempt = 0; attempt < 5; attempt += 1) {
    if (tryTake(file, mine)) return () => letGo(file, mine);
    const other = readHolder(file);
    if (other && isAlive(other))
      throw new PublishRefused(
        'busy',
        `Another publisher is at work since ${other.since} (process ${other.pid}).`,
      );
    putAside(file, other);
  }
  throw new PublishRefused('busy', 'Another publisher is at work.');
}

/** Whether a publisher that lives has the lock of a folder. Takes nothing and changes nothing. */
export function isLocked(folder: string): boolean {
  const file = join(folder, 'lock');
  if (!existsSync(file)) return false;
  const other = readHolder(file);
  return other !== null && isAlive(other);
}

/** Keeps old releases from being pruned while something reads them. Throws `busy` while another reads, or prunes. */
export const takeKeepLock = (folder: string): (() => void) => takeLock(join(folder, 'keep'));

/** A link to a whole file either appears or does not: nobody reads half a lock. */
function tryTake(file: string, mine: Holder): boolean {
  const own = `${file}.${process.pid}`;
  writeFileSync(own, JSON.stringify(mine));
  try {
    linkSync(own, file);
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false;
    throw error;
  } finally {
    rmSync(own, { force: true });
  }
}

/** Removes a dead publisher's lock, or one that cannot be read; puts it back where it is another's by now. */
function putAside(file: string, dead: Holder | null): void {
  const aside = `${file}.${process.pid}.dead`;
  try {
    renameSync(file, aside);
    if (!isSame(readHolder(aside), dead)) linkSync(aside, file);
  } catch {
    // Another publisher was faster; the next attempt sees how it stands.
  } finally {
    rmSync(aside, { force: true });
  }
}

function letGo(file: string, mine: Holder): void {
  if (isSame(readHolder(file), mine)) rmSync(file, { force: true });
}

function readHolder(file: string): Holder | null {
  try {
    return holder.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch {
    return null;
  }
}

const isSame = (a: Holder | null, b: Holder | null) =>
  a?.pid === b?.pid && a?.started === b?.started && a?.since === b?.since;

/** This very process counts as alive: two publishers may share one. */
function isAlive({ pid, started }: Holder): boolean {
  const start = startOf(pid);
  return start !== null && start === started;
}

/** When a process started, in the system's own words; null when there is no such process. */
function startOf(pid: number): string | null {
  try {
    if (process.platform === 'linux') {
      // proc(5): the 22nd field, counted after the name in brackets, which may hold blanks.
      const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
      const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
      // A process that was killed and not yet reaped by its parent holds nothing any more.
      return fields[0] === 'Z' || fields[0] === 'X' ? null : (fields[19] ?? null);
    }
    return execFileSync('ps', ['-o', 'lstart=', '-p', String(pid)], { encoding: 'utf8' }).trim() || null;
  } catch {
    return null;
  }
}
