import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { PublisherEnv } from './env.ts';

const site = join(import.meta.dirname, '..');

/** Builds the site with Astro into a folder of its own, as `npm run build` does into `dist`. */
export function buildSite(dist: string): void {
  const astro = join(
    dirname(createRequire(import.meta.url).resolve('astro/package.json')),
    'bin',
    'astro.mjs',
  );
  execFileSync(process.execPath, [astro, 'build', '--outDir', dist], {
    cwd: site,
    env: { ...process.env, ASTRO_TELEMETRY_DISABLED: '1', NODE_ENV: 'production' },
    stdio: 'pipe',
  });
}

/** Secrets for tests. */
export const testToken = 'a token for tests, thirty-two letters';
const key = (letter: string) => `${letter}${'A'.repeat(42)}`;
export const testRootKey: string = key('R');

/** A data folder with secrets, and what removes it. */
export function makeData(): { env: PublisherEnv; folder: string; remove(): void } {
  const folder = mkdtempSync(join(tmpdir(), 'plaincode-site-'));
  const secrets = join(folder, 'secrets');
  mkdirSync(secrets, { mode: 0o700 });
  writeFileSync(
    join(secrets, 'root-keys.json'),
    JSON.stringify({ current: 'k1', keys: { k1: testRootKey } }),
  );
  writeFileSync(join(secrets, 'revision-key'), key('V'));
  writeFileSync(join(secrets, 'publisher-token'), `${testToken}\n`);
  const env = { data: folder, port: 0, token: undefined, databaseUrl: undefined, awsRegion: undefined };
  return { env, folder, remove: () => rmSync(folder, { recursive: true, force: true }) };
}
