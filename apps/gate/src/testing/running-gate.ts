import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { BlockList } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createKey } from '@plaincode/sealing/keys';
import type { Passwords } from '../accounts/passwords.ts';
import { createGate, type Gate } from '../app.ts';
import type { Mail, Mailer } from '../mail/mailer.ts';
import type { Payments } from '../payments/payments.ts';
import { serveGate } from '../serve.ts';
import { type GateStorage, openGateStorage } from '../storage/gate-storage.ts';
import { readGateSecrets } from '../storage/secrets.ts';

/** What the desk of a test shows itself with. */
export const madeErrataToken = 'an errata token of the tests';

/** A whole gate in a data folder of its own. */
export interface MadeGate extends Gate {
  data: string;
  store: string;
  origin: string;
  rootKey: string;
  storage: GateStorage;
  /** What the operator was told. */
  lines: string[];
  /** What readers were mailed. */
  mails: Mail[];
  clock: { now: Date };
  remove(): Promise<void>;
}

/** A gate that is asked over real HTTP. */
export interface RunningGate extends Omit<MadeGate, 'remove'> {
  url: string;
  /** A browser with a cookie jar of its own. */
  browser(): Browser;
  stop(): Promise<void>;
}

export interface GateChoices {
  origin?: string;
  trustedProxies?: string[];
  verifiedEmailRequired?: boolean;
  graceDays?: number;
  passwords?: Passwords;
  payments?: Payments;
  privacyContact?: string;
  /** Another way to send mails than to keep them. */
  mailer?: Mailer;
}

export async function makeGate(choices: GateChoices = {}): Promise<MadeGate> {
  const data = mkdtempSync(join(tmpdir(), 'plaincode-gate-'));
  const rootKey = createKey();
  mkdirSync(join(data, 'secrets'), { mode: 0o700 });
  writeFileSync(
    join(data, 'secrets', 'root-keys.json'),
    JSON.stringify({ current: 'k1', keys: { k1: rootKey } }),
  );
  const clock = { now: new Date() };
  const trustedProxies = new BlockList();
  for (const address of choices.trustedProxies ?? []) trustedProxies.addAddress(address);
  const lines: string[] = [];
  const mails: Mail[] = [];
  const origin = choices.origin ?? 'http://localhost:8080';
  const storage = await openGateStorage({ databaseUrl: null, data }, () => clock.now);
  const gate = createGate({
    environment: {
      data,
      origin,
      trustedProxies,
      verifiedEmailRequired: choices.verifiedEmailRequired ?? false,
      graceDays: choices.graceDays ?? 7,
      cacheBytes: 16 * 1024 * 1024,
      privacyContact: choices.privacyContact ?? null,
      smtpUrl: null,
    },
    secrets: readGateSecrets({ gateSecret: createKey(), errataToken: madeErrataToken, data }),
    storage,
    clock: () => clock.now,
    report: (line) => lines.push(line),
    mailer: choices.mailer ?? { send: (mail) => mails.push(mail) },
    payments: choices.payments ?? null,
    passwords: choices.passwords,
  });
  return {
    ...gate,
    data,
    store: join(data, 'store'),
    origin,
    rootKey,
    storage,
    lines,
    mails,
    clock,
    async remove() {
      await storage.close();
      rmSync(data, { recursive: true });
    },
  };
}

/** A whole gate over real HTTP, on a free loopback port. */
export async function startGate(choices: GateChoices = {}): Promise<RunningGate> {
  const { remove, ...made } = await makeGate(choices);
  const server = await serveGate(made, 0, '127.0.0.1');
  const url = `http://127.0.0.1:${server.port}`;
  return {
    ...made,
    url,
    browser: () => new Browser((path, init) => fetch(url + path, init), made.origin),
    async stop() {
      await server.stop(1_000);
      await remove();
    },
  };
}

type Ask = (path: string, init: RequestInit) => Response | Promise<Response>;

/** Sends what a browser would send: its cookies and, with writes, its origin. Follows no redirect. */
export class Browser {
  readonly cookies = new Map<string, string>();
  readonly #ask: Ask;
  readonly #origin: string;

  constructor(ask: Ask, origin: string) {
    this.#ask = ask;
    this.#origin = origin;
  }

  async send(path: string, init: RequestInit & { headers?: Record<string, string> } = {}): Promise<Response> {
    const cookie = [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const response = await this.#ask(path, {
      redirect: 'manual',
      ...init,
      headers: {
        ...(cookie && path.startsWith('/api') && { cookie }),
        ...(init.method && init.method !== 'GET' && { origin: this.#origin }),
        ...init.headers,
      },
    });
    for (const line of response.headers.getSetCookie()) this.#keep(line);
    return response;
  }

  get(path: string, headers: Record<string, string> = {}): Promise<Response> {
    return this.send(path, { headers });
  }

  post(path: string, body: unknown, headers: Record<string, string> = {}): Promise<Response> {
    const sent = { 'content-type': 'application/json', ...headers };
    return this.send(path, { method: 'POST', body: JSON.stringify(body), headers: sent });
  }

  submit(
    path: string,
    fields: Record<string, string>,
    headers: Record<string, string> = {},
  ): Promise<Response> {
    return this.send(path, { method: 'POST', body: new URLSearchParams(fields), headers });
  }

  #keep(line: string): void {
    const [pair = '', ...attributes] = line.split(';').map((part) => part.trim());
    const at = pair.indexOf('=');
    const name = pair.slice(0, at);
    if (attributes.some((attribute) => /^max-age=0$/i.test(attribute))) this.cookies.delete(name);
    else this.cookies.set(name, pair.slice(at + 1));
  }
}
