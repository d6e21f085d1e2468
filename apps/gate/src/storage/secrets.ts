import { createSecretKey, hkdfSync, type KeyObject } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Environment, SettingError } from '../env.ts';

/** One key per purpose, all from the gate's secret: a signature made for one is worth nothing to another. */
export interface GateSecrets {
  guestCookie: KeyObject;
  knownBrowsers: KeyObject;
  /** For pseudonyms of addresses and of e-mail addresses. */
  pseudonyms: KeyObject;
  /** For better-auth, as text. */
  sessions: string;
  /** What the desk shows itself with; null where there is none: the gate then hands no reports out. */
  errataToken: string | null;
}

/** The gate's secret, from the environment or from its file. Throws a `SettingError` when there is none. */
export function readGateSecrets({
  gateSecret,
  errataToken,
  data,
}: Pick<Environment, 'gateSecret' | 'errataToken' | 'data'>): GateSecrets {
  const secret = gateSecret ?? readSecretFile(data);
  const purpose = (name: string) => Buffer.from(hkdfSync('sha256', secret, 'plaincode gate', name, 32));
  return {
    guestCookie: createSecretKey(purpose('guest cookie')),
    knownBrowsers: createSecretKey(purpose('known browsers')),
    pseudonyms: createSecretKey(purpose('pseudonyms')),
    sessions: purpose('reader sessions').toString('base64url'),
    errataToken: errataToken ?? readErrataToken(data),
  };
}

function readErrataToken(data: string): string | null {
  const file = join(data, 'secrets', 'errata-token');
  return existsSync(file) ? readOrRefuse(file).trim() || null : null;
}

function readSecretFile(data: string): string {
  const file = join(data, 'secrets', 'gate-secret');
  const secret = readOrRefuse(file).trim();
  if (secret.length < 32) throw new SettingError(`${file} is too short: it needs 32 characters or more`);
  return secret;
}

/** The text of `secrets/root-keys.json`. Throws a `SettingError` when it cannot be read. */
export function readRootKeys(data: string): string {
  return readOrRefuse(join(data, 'secrets', 'root-keys.json'));
}

function readOrRefuse(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    throw new SettingError(`${file} cannot be read: "npm start" makes it at the first start`);
  }
}
