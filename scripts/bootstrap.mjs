// The door of every root command. It runs on the Node.js and npm that the machine has (20.9 or newer) with no
// dependency of its own: it sees to the toolchain and the installed packages, then hands over to a script that
// Node 24 runs. What an earlier run did is not done again.
import { spawn } from 'node:child_process';
import { constants } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ensurePackages } from './bootstrap/packages.mjs';
import { Refusal } from './bootstrap/refusal.mjs';
import { ensureToolchain } from './bootstrap/toolchain.mjs';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const commands = ['start', 'build', 'test', 'plaincode', 'bench', 'fuzz', 'check', 'exec'];

/** Runs the command and answers its exit status. */
async function main([command, ...rest]) {
  if (!commands.includes(command)) {
    console.error(`Unknown command "${command ?? ''}". Known: ${commands.join(', ')}.`);
    return 2;
  }
  const toolchain = ensureToolchain(root);
  ensurePackages(root, toolchain);
  const windows = process.platform === 'win32';
  const [file, args] =
    command === 'exec'
      ? [windows ? `${rest[0]}.cmd` : rest[0], rest.slice(1)]
      : [toolchain.node, [join(root, 'scripts', `${command}.ts`), ...rest]];
  const child = spawn(file, args, {
    cwd: command === 'exec' ? process.cwd() : root,
    stdio: 'inherit',
    env: { ...process.env, ...toolchain.env, PLAINCODE_CWD: process.env.INIT_CWD ?? process.cwd() },
    shell: command === 'exec' && windows,
  });
  endWith(child);
  return new Promise((answer, fail) => {
    child.once('error', (error) => fail(new Refusal(`${file} could not be started: ${error.message}`)));
    child.once('close', (status, signal) => answer(status ?? statusOfSignal(signal, child)));
  });
}

/**
 * Whoever stops us stops the command too. Ctrl-C reaches both by itself. npm hands a signal on to its shell
 * only, so that we are left without a parent and are not told: that is looked for.
 */
function endWith(child) {
  process.on('SIGINT', () => {});
  for (const signal of ['SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
  const parent = process.ppid;
  const watch = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(watch);
    console.error('Ended: the process that started this one is gone.');
    child.kill('SIGTERM');
  }, 250);
  watch.unref();
}

/** What a signal ended could say nothing itself. Its status is the shell's: 128 and the signal's number. */
function statusOfSignal(signal, { killed }) {
  if (signal !== 'SIGINT' && !killed)
    console.error(`The command was ended by ${signal}, before it was done.`);
  return 128 + (constants.signals[signal] ?? 0);
}

try {
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  if (!(error instanceof Refusal)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}
