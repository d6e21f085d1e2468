// The door of every root command. It runs on the Node.js and npm that the machine has (20.9 or newer) with no
// dependency of its own: it sees to the toolchain and the installed packages, then hands over to a script that
// Node 24 runs. What an earlier run did is not done again.
import { spawnSync } from 'node:child_process';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ensurePackages } from './bootstrap/packages.mjs';
import { Refusal } from './bootstrap/refusal.mjs';
import { ensureToolchain } from './bootstrap/toolchain.mjs';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const commands = ['start', 'test', 'plaincode', 'bench', 'check', 'exec'];

/** Runs the command and answers its exit status. */
function main([command, ...rest]) {
  if (!commands.includes(command)) {
    console.error(`Unknown command "${command ?? ''}". Known: ${commands.join(', ')}.`);
    return 2;
  }
  const toolchain = ensureToolchain(root);
  ensurePackages(root, toolchain);
  const [file, args] =
    command === 'exec'
      ? [process.platform === 'win32' ? `${rest[0]}.cmd` : rest[0], rest.slice(1)]
      : [toolchain.node, [join(root, 'scripts', `${command}.ts`), ...rest]];
  const child = spawnSync(file, args, {
    cwd: command === 'exec' ? process.cwd() : root,
    stdio: 'inherit',
    env: { ...process.env, ...toolchain.env, PLAINCODE_CWD: process.env.INIT_CWD ?? process.cwd() },
    shell: command === 'exec' && process.platform === 'win32',
  });
  if (child.error) throw new Refusal(`${file} could not be started: ${child.error.message}`);
  return child.status ?? 128;
}

// Ctrl-C reaches the whole process group; the child ends itself and its exit status is ours.
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => {});
try {
  process.exitCode = main(process.argv.slice(2));
} catch (error) {
  if (!(error instanceof Refusal)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}
