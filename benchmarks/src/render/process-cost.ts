import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { open } from 'node:fs/promises';

/** What a command cost: by the clock, in processor time of it and all that it started, and the most memory it held. */
export type Cost = { seconds: number; cpu: number; peakMemory: number };

export type Command = {
  file: string;
  args: string[];
  cwd?: string;
  env?: Record<string, string>;
  /** A file for its standard input. */
  input?: string;
};

/** A command that needed more memory than it was given. */
export class OutOfMemory extends Error {}

/** Whether costs can be read here: they come from `/proc` of Linux. */
export const costsAreKnown = existsSync('/proc/self/stat');

/** Ticks of the clock that `/proc` counts by: 100 on every Linux that Node runs on. */
const ticksPerSecond = 100;
const lookEveryMs = 100;

/** Characters that are kept of the beginning and of the end of what a command says: Go tells why it dies first, others last. */
const mostSaid = 4_000;

/** Runs a command to its end. Throws with the beginning and the end of what it said where it fails; an `OutOfMemory`
 * where that was why. */
export async function costOf({ file, args, cwd, env = {}, input }: Command): Promise<Cost> {
  const stdin = input === undefined ? null : await open(input);
  try {
    const started = performance.now();
    // The shell counts what its child took, which nobody else can ask for once that has ended. `exec` would leave no shell.
    const script = '"$0" "$@" 1>&2; status=$?; cat /proc/$$/stat; exit $status';
    const child = spawn('/bin/sh', ['-c', script, file, ...args], {
      cwd,
      env: { ...process.env, ...env },
      stdio: [stdin?.fd ?? 'ignore', 'pipe', 'pipe'],
    });
    let [counted, said] = ['', ''];
    child.stdout?.setEncoding('utf8').on('data', (text: string) => {
      counted += text;
    });
    child.stderr?.setEncoding('utf8').on('data', (text: string) => {
      said = ends(said + text);
    });
    let peakMemory = 0;
    const look = setInterval(() => {
      peakMemory = Math.max(peakMemory, peakOfChildren(child.pid ?? 0));
    }, lookEveryMs);
    const status = await new Promise<number | null>((answer, fail) => {
      child.once('error', fail);
      child.once('close', answer);
    });
    clearInterval(look);
    const seconds = (performance.now() - started) / 1000;
    if (status !== 0) throw failure(file, status, said);
    return { seconds, cpu: childTime(counted), peakMemory };
  } finally {
    await stdin?.close();
  }
}

const ends = (text: string): string =>
  text.length > 2 * mostSaid ? text.slice(0, mostSaid) + text.slice(-mostSaid) : text;

/** What the shell says of a child that was killed: by the system where its memory ends. */
const killed = 137;

function failure(file: string, status: number | null, said: string): Error {
  const message = `${file} ended with status ${status}:\n${said}`;
  const outOfMemory =
    status === killed ||
    /heap out of memory|runtime: (?:cannot allocate|out of) memory|fatal error: out of memory/.test(said);
  return outOfMemory ? new OutOfMemory(message) : new Error(message);
}

/** Seconds of all ended children, from a line of `/proc/PID/stat` (proc(5): cutime and cstime, fields 16 and 17). */
function childTime(line: string): number {
  const fields = line.slice(line.lastIndexOf(')') + 2).split(' ');
  return (Number(fields[13]) + Number(fields[14])) / ticksPerSecond;
}

function peakOfChildren(shell: number): number {
  try {
    const children = readFileSync(`/proc/${shell}/task/${shell}/children`, 'utf8').trim().split(' ');
    return Math.max(0, ...children.filter(Boolean).map(peakOf));
  } catch {
    return 0;
  }
}

function peakOf(pid: string): number {
  const kilobytes = /^VmHWM:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
  return Number(kilobytes ?? 0) * 1024;
}
