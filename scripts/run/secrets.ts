import { randomBytes } from 'node:crypto';
import { chmodSync, existsSync, mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { SettingsError } from './settings.ts';

/**
 * Makes the secrets that are missing, each in a file of its own (mode 600), so that every process is given
 * only those it needs: the desk never sees the root key, the gate never sees the desk's. Throws a SettingsError where the
 * folder cannot be written, or where keys are gone by which pages were sealed.
 */
export function ensureSecrets(data: string): void {
  const folder = join(data, 'secrets');
  refuseNewKeys(data, folder);
  try {
    makeMissing(folder);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    if (typeof code !== 'string' || !unwritable.has(code)) throw error;
    throw new SettingsError(
      `${folder} cannot be written (${code}): let PLAINCODE_DATA name a folder in which you may write.`,
    );
  }
}

const unwritable = new Set(['EACCES', 'EEXIST', 'ENOENT', 'ENOTDIR', 'EPERM', 'EROFS']);

function makeMissing(folder: string): void {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  chmodSync(folder, 0o700);
  const secrets: Record<string, () => string> = {
    'payload-secret': randomText,
    'publisher-token': randomText,
    'gate-secret': randomText,
    'errata-token': randomText,
    'revision-key': randomText,
    'root-keys.json': () => JSON.stringify({ current: 'k1', keys: { k1: randomText() } }),
  };
  for (const [name, make] of Object.entries(secrets)) {
    const file = join(folder, name);
    if (!existsSync(file)) writeWhole(file, make());
  }
}

/** Keys made anew would open none of the pages that are there, and seal the next ones so that no old key opens them. */
function refuseNewKeys(data: string, folder: string): void {
  const lost = ['root-keys.json', 'revision-key'].filter((name) => !existsSync(join(folder, name)));
  if (lost.length === 0 || !existsSync(join(data, 'store', 'current'))) return;
  throw new SettingsError(
    `${folder} lacks ${lost.join(' and ')}, by which the pages in ${data} were sealed: bring back the secrets that belong to them.`,
  );
}

/** 256 random bits, base64url. */
function randomText(): string {
  return randomBytes(32).toString('base64url');
}

/** A secret is there whole or not at all, even when the machine stops half-way. */
function writeWhole(file: string, text: string): void {
  const half = `${file}.${process.pid}.tmp`;
  writeFileSync(half, text, { mode: 0o600, flush: true });
  renameSync(half, file);
}
