// npm run bench [-- NAME… --json]: builds the page templates, then measures.
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { CommandFailed, exitOf } from './run/processes.ts';
import { root } from './run/settings.ts';
import { ensureTemplatesBuilt } from './run/standing-build.ts';

try {
  await ensureTemplatesBuilt();
  const main = join(root, 'benchmarks/src/main.ts');
  process.exitCode = await exitOf(
    spawn(process.execPath, [main, ...process.argv.slice(2)], { cwd: root, stdio: 'inherit' }),
  );
} catch (error) {
  if (!(error instanceof CommandFailed)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}
