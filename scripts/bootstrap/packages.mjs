// The workspace's packages, as the lockfile has them.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Refusal } from './refusal.mjs';

/** Installs from the frozen lockfile unless that was done since the lockfile or a manifest last changed. */
export function ensurePackages(root, { node, pnpm, env }) {
  const stampFile = join(root, 'node_modules', '.plaincode-installed');
  const wanted = fingerprint(root);
  if (existsSync(stampFile) && readFileSync(stampFile, 'utf8') === wanted) return;
  console.error('Installing packages (frozen lockfile)');
  const done = spawnSync(node, [pnpm, 'install', '--frozen-lockfile', '--reporter=append-only'], {
    cwd: root,
    stdio: ['inherit', 2, 2],
    env: { ...process.env, ...env, CI: 'true' },
  });
  if (done.status !== 0)
    throw new Refusal(
      'The packages could not be installed: read the lines above, then run the command again.',
    );
  writeFileSync(stampFile, wanted);
}

function fingerprint(root) {
  const hash = createHash('sha256');
  for (const file of ['pnpm-lock.yaml', 'pnpm-workspace.yaml', 'package.json'])
    hash.update(readFileSync(join(root, file)));
  hash.update(process.platform + process.arch);
  return hash.digest('hex');
}
