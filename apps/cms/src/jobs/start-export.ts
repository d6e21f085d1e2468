import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import type { CmsEnv } from '../env.ts';

const keptErrorText = 4000;

export type RunningExport = {
  /** The page records. Breaks off with an error when the export fails, so that nobody takes it for whole. */
  records: Readable;
  /** What went wrong, once the export has ended; null when nothing did, or when nobody wanted the rest. */
  failure: Promise<string | null>;
};

/** Starts the export in a process of its own: it reads the whole database and must not slow the desk. */
export function startExport(
  env: Pick<CmsEnv, 'root' | 'commandVariables'>,
  reason: string,
  release: string | null,
): RunningExport {
  const command = join(env.root, 'apps', 'cms', 'src', 'cli', 'main.ts');
  const child = spawn(
    process.execPath,
    [command, 'export', '--reason', reason, ...(release ? ['--release', release] : [])],
    {
      cwd: env.root,
      env: env.commandVariables,
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  );
  let errors = '';
  let unwanted = false;
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    errors = (errors + text).slice(-keptErrorText);
  });
  const failure = new Promise<string | null>((resolve) => {
    child.once('error', (error) => resolve(`The export did not start: ${error.message}`));
    child.once('close', (code) =>
      resolve(code === 0 || unwanted ? null : `The export stopped (status ${code}). ${errors.trim()}`),
    );
  });
  async function* records() {
    try {
      yield* child.stdout;
      if ((await failure) !== null) throw new Error('the export failed');
    } finally {
      unwanted = child.exitCode === null;
      child.kill();
    }
  }
  return { records: Readable.from(records(), { objectMode: false }), failure };
}
