import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Browser, type RunningGate, startGate } from '../testing/running-gate.ts';

const password = 'correct horse battery';
const knownCookie = 'plaincode-known';
let gate: RunningGate;
beforeAll(async () => {
  gate = await startGate({
    passwords: { hash: async (text) => text, verify: async ({ hash, password: given }) => hash === given },
  });
});
afterAll(() => gate.stop());
// Each test has a stretch of its own: all of them come from one address.
beforeEach(() => {
  gate.clock.now = new Date(gate.clock.now.getTime() + 3_600_000);
});

const post = async (browser: Browser, path: string, body: unknown = {}) =>
  (await browser.post(`/api/account/${path}`, body)).status;
const login = (browser: Browser, email: string, word = password) =>
  post(browser, 'login', { email, password: word });

async function registered(email: string): Promise<Browser> {
  const browser = gate.browser();
  expect(await post(browser, 'register', { email, password })).toBe(200);
  return browser;
}

async function strangerGuesses(email: string): Promise<void> {
  const stranger = gate.browser();
  for (let i = 0; i < 11; i++) await login(stranger, email, `guess number ${i}`);
  expect(await login(stranger, email)).toBe(429);
}

function tokenTo(email: string): string {
  const { text } = gate.mails.findLast(({ to }) => to === email) ?? { text: '' };
  return decodeURIComponent(/token=([^\s"]+)/.exec(text)?.[1] ?? '');
}

describe('while a stranger guesses at a password', () => {
  it('a browser that was logged in before logs in, and guesses no more often than the stranger', async () => {
    const browser = await registered('owner@example.org');
    await post(browser, 'logout');
    await strangerGuesses('owner@example.org');
    expect(await login(browser, 'owner@example.org')).toBe(200);
    const statuses: number[] = [];
    for (let i = 0; i < 10; i++) statuses.push(await login(browser, 'owner@example.org', `guess ${i}`));
    expect(statuses).toEqual([...Array(9).fill(401), 429]);
  });

  it('whoever is signed in deletes the account and changes its address', async () => {
    const browser = await registered('signed-in@example.org');
    await strangerGuesses('signed-in@example.org');
    expect(await post(browser, 'email', { email: 'moved-on@example.org', password })).toBe(200);
    expect(await post(browser, 'delete', { password })).toBe(200);
  });

  it('a browser that chose a new password by mail logs in with it', async () => {
    await registered('by-mail@example.org');
    await strangerGuesses('by-mail@example.org');
    const browser = gate.browser();
    await post(browser, 'reset/ask', { email: 'by-mail@example.org' });
    const chosen = 'another good password';
    expect(await post(browser, 'reset', { token: tokenTo('by-mail@example.org'), password: chosen })).toBe(
      200,
    );
    expect(await login(browser, 'by-mail@example.org', chosen)).toBe(200);
  });

  it('a browser that knows the password of before is a stranger again', async () => {
    const former = await registered('former@example.org');
    await post(gate.browser(), 'reset/ask', { email: 'former@example.org' });
    const chosen = 'another good password';
    await post(gate.browser(), 'reset', { token: tokenTo('former@example.org'), password: chosen });
    await strangerGuesses('former@example.org');
    expect(await login(former, 'former@example.org', chosen)).toBe(429);
  });

  it('an account of one’s own makes nobody known to another', async () => {
    await registered('victim@example.org');
    const browser = await registered('guesser@example.org');
    await strangerGuesses('victim@example.org');
    expect(await login(browser, 'victim@example.org')).toBe(429);
    browser.cookies.set(knownCookie, `${'A'.repeat(22)}.${'A'.repeat(22)}`);
    expect(await login(browser, 'victim@example.org')).toBe(429);
    expect(await login(browser, 'nobody-at-all@example.org')).toBe(401);
  });
});

describe('while a stranger asks for mails', () => {
  it('a known browser asks for a reset, and a signed-in reader for the link that confirms', async () => {
    const browser = await registered('flooded@example.org');
    const ask = (who: Browser) => post(who, 'reset/ask', { email: 'flooded@example.org' });
    const stranger = gate.browser();
    for (let i = 0; i < 5; i++) expect(await ask(stranger)).toBe(200);
    expect(await ask(stranger)).toBe(429);
    for (let i = 0; i < 5; i++) expect(await ask(browser)).toBe(200);
    expect(await ask(browser)).toBe(429);
    expect(await post(browser, 'verify/send')).toBe(200);
  });

  it('an address that they were sent to can still be changed to', async () => {
    const browser = await registered('moves@example.org');
    for (let i = 0; i < 6; i++) await post(gate.browser(), 'reset/ask', { email: 'target@example.org' });
    expect(await post(browser, 'email', { email: 'target@example.org', password })).toBe(200);
  });

  it('changes to one address come to an end, however many accounts ask', async () => {
    const statuses: number[] = [];
    for (let i = 0; i < 6; i++) {
      const browser = await registered(`many-${i}@example.org`);
      statuses.push(await post(browser, 'email', { email: 'bombed@example.org', password }));
    }
    expect(statuses).toEqual([...Array(5).fill(200), 429]);
  });
});

describe('the cookie of known browsers', () => {
  it('names nobody, and is for the gate alone', async () => {
    const browser = gate.browser();
    const entered = await browser.post('/api/account/register', { email: 'quiet@example.org', password });
    const [, cookie] = entered.headers.getSetCookie();
    expect(cookie).toMatch(
      /^plaincode-known=[\w-]{22}; Path=\/api; Max-Age=34560000; HttpOnly; SameSite=Lax$/,
    );
  });

  it('holds the last five accounts, each once', async () => {
    const browser = gate.browser();
    for (let i = 0; i < 6; i++)
      await post(browser, 'register', { email: `shared-${i}@example.org`, password });
    await login(browser, 'shared-5@example.org');
    const tags = browser.cookies.get(knownCookie)?.split('.') ?? [];
    expect(new Set(tags).size).toBe(5);
    await strangerGuesses('shared-1@example.org');
    expect(await login(browser, 'shared-1@example.org')).toBe(200);
    await strangerGuesses('shared-0@example.org');
    expect(await login(browser, 'shared-0@example.org')).toBe(429);
  });

  it('leaves with the account', async () => {
    const browser = await registered('leaves@example.org');
    await post(browser, 'delete', { password });
    expect(browser.cookies.size).toBe(0);
  });
});
