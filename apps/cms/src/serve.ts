import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { env } from './env.ts';

/**
 * Serves the built desk on its own address (loopback unless CMS_HOST says otherwise) until the process is
 * told to stop, and passes that on. Returns the exit status of the server; 1 when the desk is not built.
 */
export async function serve(): Promise<number> {
  const app = join(env.root, 'apps', 'cms');
  if (!existsSync(join(app, '.next', 'BUILD_ID'))) {
    process.stderr.write('The desk is not built yet. Run: pnpm --filter @plaincode/cms build\n');
    return 1;
  }
  const next = createRequire(join(app, 'package.json')).resolve('next/dist/bin/next');
  const address = ['-H', env.host, '-p', String(env.port)];
  const server = spawn(process.execPath, [next, 'start', app, ...address, '--keepAliveTimeout', keptOpen], {
    cwd: app,
    stdio: 'inherit',
    env: {
      ...env.commandVariables,
      PUBLISHER_TOKEN: env.publisherToken,
      ERRATA_TOKEN: env.errataToken,
      NODE_ENV: 'production',
      NEXT_TELEMETRY_DISABLED: '1',
    },
  });
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => end(server, signal));
  return await new Promise((resolve, reject) => {
    server.once('error', reject);
    server.once('exit', (code) => resolve(code ?? 0));
  });
}

/**
 * Milliseconds for which a connection stays open unused: longer than proxies keep theirs (a minute, as a rule). Next's own
 * five seconds end it under a save that is on its way, and the writer is told that the network failed.
 */
const keptOpen = '65000';

/** Next waits for open connections and running jobs; a job that is cut off is swept and run again at the next start. */
const patience = 5_000;

function end(server: ChildProcess, signal: NodeJS.Signals): void {
  server.kill(signal);
  setTimeout(() => server.kill('SIGKILL'), patience).unref();
}
