import { linkSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { SettingsError } from './settings.ts';

/** The `npm start` that has a data folder: its process, its program and where readers find its site. */
type Holder = { pid: number; program: string; siteUrl: string };

/**
 * Takes a data folder for this `npm start`, and gives the function that lets it go: two desks on one database would
 * each believe to be alone. What a process left that is gone is taken over. Throws a SettingsError while another lives.
 */
export function takeData(data: string, siteUrl: string, program = process.argv[1] ?? ''): () => void {
  const file = join(data, 'started.json');
  const mine: Holder = { pid: process.pid, program: basename(program), siteUrl };
  mkdirSync(data, { recursive: true });
  while (!linked(file, mine)) {
    const other = readHolder(file);
    if (other && isRunning(other))
      throw new SettingsError(
        `${data} is in use: another npm start (process ${other.pid}) serves ${other.siteUrl}/ from it. Stop that one, or let PLAINCODE_DATA name another folder.`,
      );
    putAside(file);
  }
  return () => {
    if (readHolder(file)?.pid === mine.pid) rmSync(file, { force: true });
  };
}

/** A link to a whole file either appears or does not: nobody reads half of it. */
function linked(file: string, mine: Holder): boolean {
  const own = `${file}.${mine.pid}`;
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

function putAside(file: string): void {
  const aside = `${file}.${process.pid}.left`;
  try {
    renameSync(file, aside);
  } catch {
    // Another start was faster; the next attempt sees how it stands.
  }
  rmSync(aside, { force: true });
}

function readHolder(file: string): Holder | null {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Holder;
  } catch {
    return null;
  }
}

/** Whether the process lives and is such a program still: its number may be another's by now. */
function isRunning({ pid, program }: Holder): boolean {
  try {
    process.kill(pid, 0);
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes(program);
  } catch {
    // No such folder on this system: the number has to do.
    return true;
  }
}
