import { type ChildProcess, spawn } from 'node:child_process';
import { constants } from 'node:os';
import { basename, join } from 'node:path';
import { createInterface } from 'node:readline';
import { root } from './settings.ts';

/** The commands of the apps: each app is started as a process, never imported. */
export const appCommand = {
  cms: join(root, 'apps/cms/src/cli/main.ts'),
  publisher: join(root, 'apps/site/build/main.ts'),
  gate: join(root, 'apps/gate/src/main.ts'),
} as const;

export type App = keyof typeof appCommand;

/**
 * The gate's answers are small and short-lived: without its options its memory grows as far as the machine lets it. The
 * publisher has a thread for each core already: threads beside them that collect garbage cost a fifth more of the processor.
 */
export const nodeOptions: Record<App, readonly string[]> = {
  cms: [],
  publisher: ['--single-threaded-gc'],
  gate: ['--max-semi-space-size=8', '--max-old-space-size=256'],
};

const nodeArguments = (app: App, args: readonly string[]) => [...nodeOptions[app], appCommand[app], ...args];

export class CommandFailed extends Error {
  readonly status: number;
  constructor(message: string, status: number) {
    super(message);
    this.status = status;
  }
}

type Options = { env?: Record<string, string>; cwd?: string };

/** Runs one app command to its end with this process's own standard streams; answers its exit status. */
export async function runApp(app: App, args: string[], options: Options = {}): Promise<number> {
  const child = spawn(process.execPath, nodeArguments(app, args), {
    ...spawnOptions(options),
    stdio: 'inherit',
  });
  const [status = 1] = await endingWithUs([child]);
  return status;
}

/** The exit statuses of commands. Whoever ends us ends them too: they would go on unseen. */
async function endingWithUs(children: ChildProcess[]): Promise<number[]> {
  const signals = ['SIGTERM', 'SIGHUP'] as const;
  const handOn = (signal: NodeJS.Signals) => {
    console.error(`Ended by ${signal}, before it was done.`);
    for (const child of children) child.kill(signal);
  };
  for (const signal of signals) process.on(signal, handOn);
  try {
    return await Promise.all(children.map(exitOf));
  } finally {
    for (const signal of signals) process.off(signal, handOn);
  }
}

/** Runs one app command and answers what it printed on standard output besides its exit status. */
export async function runAppForOutput(
  app: App,
  args: string[],
  options: Options = {},
): Promise<{ status: number; stdout: string }> {
  const child = spawn(process.execPath, nodeArguments(app, args), {
    ...spawnOptions(options),
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const printed: Buffer[] = [];
  child.stdout.on('data', (chunk: Buffer) => printed.push(chunk));
  const [status = 1] = await endingWithUs([child]);
  return { status, stdout: Buffer.concat(printed).toString('utf8') };
}

/** Runs a program of the workspace (found on PATH); throws CommandFailed when it does not exit with 0. */
export async function runTool(name: string, args: string[], options: Options = {}): Promise<void> {
  const status = await exitOf(
    spawn(name, args, {
      ...spawnOptions(options),
      stdio: ['ignore', 2, 2],
      shell: process.platform === 'win32',
    }),
  );
  if (status !== 0) throw new CommandFailed(`${name} ${args.join(' ')} ended with status ${status}`, status);
}

/** The same, silent unless it fails: then everything it printed is shown. */
export async function runToolQuietly(name: string, args: string[]): Promise<void> {
  await runToolForOutput(name, args);
}

/** The same, and answers what it printed on standard output. */
export async function runToolForOutput(name: string, args: string[]): Promise<string> {
  const child = spawn(name, args, {
    ...spawnOptions({}),
    stdio: ['ignore', 'pipe', 'pipe'],
    shell: process.platform === 'win32',
  });
  const [all, output]: [Buffer[], Buffer[]] = [[], []];
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => all.push(chunk));
  child.stdout.on('data', (chunk: Buffer) => output.push(chunk));
  const status = await exitOf(child);
  if (status === 0) return Buffer.concat(output).toString('utf8');
  process.stderr.write(Buffer.concat(all));
  throw new CommandFailed(`${name} ${args.join(' ')} ended with status ${status}`, status);
}

/**
 * Runs `from | into`. Either side's failure fails both, and a writer that fails never lets the reader take
 * what it got for the whole: the stream then lacks its end line, which the reader refuses.
 */
export async function pipeApps(
  from: { app: App; args: string[] },
  into: { app: App; args: string[] },
  options: Options = {},
): Promise<number> {
  const writer = spawn(process.execPath, nodeArguments(from.app, from.args), {
    ...spawnOptions(options),
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const reader = spawn(process.execPath, nodeArguments(into.app, into.args), {
    ...spawnOptions(options),
    stdio: [writer.stdout, 'inherit', 'inherit'],
  });
  // This process's own copy of the pipe must not keep it open once both ends are gone.
  writer.stdout.destroy();
  const [written = 1, read = 1] = await endingWithUs([writer, reader]);
  return read !== 0 ? read : written;
}

export type Tell = (line: string) => void;

/** Starts an app that stays; every line it prints gets its name in front. */
export function startApp(
  app: App,
  args: string[],
  name: string,
  options: Options & { tell?: Tell } = {},
): ChildProcess {
  const { tell = console.log } = options;
  const child = spawn(process.execPath, nodeArguments(app, args), {
    ...spawnOptions(options),
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  for (const stream of [child.stdout, child.stderr])
    createInterface({ input: stream }).on('line', (line) => tell(`${name.padEnd(9)} ${line}`));
  return child;
}

/** Asks a process to end, and ends it after `patience` milliseconds if it does not. */
export async function stopApp(child: ChildProcess, patience = 10_000): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  // Not `close`: a grandchild that outlives the child can keep the pipes open.
  const ended = new Promise((answer) => child.once('exit', answer));
  child.kill('SIGTERM');
  const timer = setTimeout(() => child.kill('SIGKILL'), patience);
  await ended;
  clearTimeout(timer);
}

/**
 * The exit status of a process, once it has ended. One that a signal ended could say nothing itself: that is told
 * here, and its status is the shell's, 128 and the signal's number.
 */
export function exitOf(child: ChildProcess): Promise<number> {
  return new Promise((answer, fail) => {
    const end = (status: number | null, signal: NodeJS.Signals | null) =>
      answer(status ?? statusOfSignal(signal, child));
    if (child.exitCode !== null || child.signalCode !== null) return end(child.exitCode, child.signalCode);
    child.once('error', fail);
    child.once('close', end);
  });
}

function statusOfSignal(signal: NodeJS.Signals | null, { killed, spawnargs }: ChildProcess): number {
  // Whoever pressed Ctrl-C knows, and so do we of what we ended ourselves.
  if (signal !== 'SIGINT' && !killed) {
    const memory = signal === 'SIGKILL' ? ' A machine that is short of memory does that.' : '';
    console.error(`${nameOf(spawnargs)} was ended by ${signal}, before it was done.${memory}`);
  }
  return 128 + (signal === null ? 0 : constants.signals[signal]);
}

/** An app by its name and command, whatever options Node got before them; else the file that was run, or the program. */
function nameOf([program = '', ...args]: readonly string[]): string {
  for (const [app, file] of Object.entries(appCommand)) {
    const at = args.indexOf(file);
    if (at >= 0) return [app === 'cms' ? 'desk' : app, ...args.slice(at + 1, at + 2)].join(' ');
  }
  return basename(args.find((arg) => !arg.startsWith('-')) ?? program);
}

/** What Node has made of our files is kept: a command then starts in half of the time. */
const compiled = { NODE_COMPILE_CACHE: join(root, '.toolchain', 'compiled') };

function spawnOptions({ env, cwd }: Options) {
  return { cwd: cwd ?? root, env: { ...compiled, ...process.env, ...env } };
}

/** Waits until the address answers at all with a status below 500, or throws after `patience` milliseconds. */
export async function waitUntilAnswers(url: string, child: ChildProcess, patience = 60_000): Promise<void> {
  const end = Date.now() + patience;
  while (Date.now() < end) {
    if (child.exitCode !== null)
      throw new CommandFailed(`The process behind ${url} ended before it answered`, 1);
    const status = await fetch(url, { redirect: 'manual' }).then(
      (answer) => answer.status,
      () => 0,
    );
    if (status > 0 && status < 500) return;
    await new Promise((resume) => setTimeout(resume, 150));
  }
  throw new CommandFailed(`${url} did not answer within ${Math.round(patience / 1000)} s`, 1);
}
