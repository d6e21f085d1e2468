import { randomBytes } from 'node:crypto';
import { chmodSync, existsSync, mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Makes the secrets that are missing, each in a file of its own (mode 600), so that every process is given
 * only those it needs: the desk never sees the root key, the gate never sees the desk's.
 */
export function ensureSecrets(data: string): void {
  const folder = join(data, 'secrets');
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
