import { expect } from 'vitest';
import { madeEnvelope, madePage, writeMadeRelease } from './made-release.ts';
import { type Browser, type GateChoices, type RunningGate, startGate } from './running-gate.ts';

export const password = 'correct horse battery';

/** The codes of the pages. */
export const codes = Array.from({ length: 8 }, (_, i) => `J900${i}`);
const passwords = {
  hash: async (text: string) => `plain ${text}`,
  verify: async (stored: { hash: string; password: string }) => stored.hash === `plain ${stored.password}`,
};

/** What a reader's browser asks of an account: the status and the answer. */
export const post = async (browser: Browser, path: string, body: unknown = {}) => {
  const response = await browser.post(`/api/account/${path}`, body);
  return [response.status, await response.json()] as const;
};
export const account = async (browser: Browser) => (await browser.get('/api/account')).json();

/** Asks for the keys of one of the pages. */
export const open = (browser: Browser, code: string) =>
  browser.post('/api/grants', {
    page: `/hcpcs/${code}/`,
    envelopes: [madeEnvelope('metered', `${code} & more`)],
  });

/** A gate with a release of eight metered pages, and what readers do at it. */
export interface ReadersGate {
  gate: RunningGate;
  registered(email: string): Promise<Browser>;
  loggedIn(email: string, word?: string): Promise<Browser>;
  mailsTo(email: string): RunningGate['mails'];
  /** The token of the link in the last mail to an address. */
  tokenTo(email: string): string;
}

export async function startReadersGate(choices: GateChoices = {}): Promise<ReadersGate> {
  const gate = await startGate({ passwords, ...choices });
  const pages = codes.map((code) => [`/hcpcs/${code}/`, madePage(`${code} & more`, 'metered')] as const);
  writeMadeRelease(gate.store, { '/': madePage('Home'), ...Object.fromEntries(pages) });
  const mailsTo = (email: string) => gate.mails.filter(({ to }) => to === email);
  const entered = async (path: string, body: unknown) => {
    const browser = gate.browser();
    expect(await post(browser, path, body)).toMatchObject([200, {}]);
    return browser;
  };
  return {
    gate,
    registered: (email) => entered('register', { email, password, name: 'Ada' }),
    loggedIn: (email, word = password) => entered('login', { email, password: word }),
    mailsTo,
    tokenTo(email) {
      const token = /token=([^\s"]+)/.exec(mailsTo(email).at(-1)?.text ?? '')?.[1];
      if (!token) throw new Error(`no link was mailed to ${email}`);
      return decodeURIComponent(token);
    },
  };
}
