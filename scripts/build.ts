// npm run build: the desk and the page templates, where something changed.
import { CommandFailed } from './run/processes.ts';
import { ensureBuilt } from './run/standing-build.ts';

try {
  await ensureBuilt();
} catch (error) {
  if (!(error instanceof CommandFailed)) throw error;
  console.error(error.message);
  process.exitCode = error.status;
}
