// npm run fuzz [-- --reader NAME --count N --seed S --index I --json]: puts mutated files to the readers.
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { exitOf } from './run/processes.ts';
import { root } from './run/settings.ts';

const main = join(root, 'packages/code-sets/fuzz/run.ts');
const child = spawn(process.execPath, [main, ...process.argv.slice(2)], { cwd: root, stdio: 'inherit' });
// A long run does not go on without whoever asked for it. Ctrl-C reaches it by itself.
process.on('SIGINT', () => {});
for (const signal of ['SIGTERM', 'SIGHUP'] as const) process.on(signal, () => child.kill(signal));
process.exitCode = await exitOf(child);
