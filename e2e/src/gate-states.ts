import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core';
import type { Installation } from './installation.ts';
import { envelopesIn } from './page-envelopes.ts';

/** Everything that can be between a reader and the text of a code page. */
export const gateStates = [
  'guest with a view',
  'guest without views',
  'registered with views',
  'registered, opened',
  'registered without views',
  'subscriber',
  'offline',
  'gate down',
  'no JavaScript',
  'cookies blocked',
  'clock wrong',
  'plain HTTP',
  'page renewed',
] as const;
export type GateState = (typeof gateStates)[number];

/** A name of the local network, on which browsers keep WebCrypto from pages without HTTPS. */
export const lanName = 'codes.lan';

export interface Reading {
  browser: Browser;
  installation: Pick<Installation, 'site' | 'data'>;
  /** The page to look at. */
  path: string;
  /** Pages with an envelope that a reader may spend views on first. */
  others: readonly string[];
  options?: BrowserContextOptions;
}

/** Brings a page into a state, as the reader meets it; resolves once the page says so. */
export async function inGateState(state: GateState, reading: Reading): Promise<Page> {
  const { browser, installation, options } = reading;
  const context = await browser.newContext({
    baseURL: installation.site,
    ...options,
    ...(state === 'no JavaScript' ? { javaScriptEnabled: false } : {}),
  });
  const page = await context.newPage();
  if (state !== 'no JavaScript') await watchShifts(page);
  await arrange[state](page, context, reading);
  return page;
}

type Arrange = (page: Page, context: BrowserContext, reading: Reading) => Promise<void>;

const arrange: Record<GateState, Arrange> = {
  'guest with a view': async (page, _, { path }) => {
    await page.goto(path);
    await barSays(page, '0 code page views remaining');
  },
  'guest without views': async (page, context, { path, others }) => {
    await spendViews(context, others.slice(0, 1));
    await page.goto(path);
    await barSays(page, '0 code page views remaining');
  },
  'registered with views': async (page, context, { path }) => {
    await register(context);
    await page.goto(path);
    await barSays(page, '5 code page views remaining');
  },
  'registered, opened': async (page, context, { path }) => {
    await register(context);
    await page.goto(path);
    await page.getByRole('button', { name: /^Open this page/ }).click();
    await barSays(page, '4 code page views remaining');
  },
  'registered without views': async (page, context, { path, others }) => {
    await register(context);
    await spendViews(context, others.slice(0, 5));
    await page.goto(path);
    await barSays(page, '0 code page views remaining');
  },
  subscriber: async (page, context, { path, installation }) => {
    await subscribe(installation, await register(context));
    await page.goto(path);
    await barSays(page, 'Your subscription opens every code page.');
    await page.locator('[data-announcer]').filter({ hasText: /./ }).waitFor({ state: 'attached' });
  },
  offline: async (page, context, { path }) => {
    await register(context);
    await page.goto(path);
    const open = page.getByRole('button', { name: /^Open this page/ });
    await open.waitFor();
    await context.setOffline(true);
    await open.click();
    await barSays(page, 'You are offline.');
  },
  'gate down': async (page, context, { path }) => {
    await context.route('**/api/**', (route) => route.fulfill({ status: 502, body: 'Bad gateway' }));
    await page.goto(path);
    await barSays(page, 'The account service does not answer right now.');
  },
  'no JavaScript': async (page, _, { path }) => {
    await page.goto(path);
  },
  'cookies blocked': async (page, context, { path }) => {
    const session = await context.newCDPSession(page);
    await session.send('Emulation.setDocumentCookieDisabled', { disabled: true });
    await page.goto(path);
    await page.getByText('Cookies are blocked').first().waitFor();
  },
  'clock wrong': async (page, context, { path }) => {
    await context.clock.setFixedTime('2031-05-06T07:08:09Z');
    await register(context);
    await page.goto(path);
    await barSays(page, '5 code page views remaining');
  },
  'plain HTTP': async (page, _, { path, installation }) => {
    const address = new URL(path, installation.site);
    address.hostname = lanName;
    await page.goto(address.href);
    await barSays(page, 'cannot be opened over this connection');
  },
  'page renewed': async (page, context, { path, installation }) => {
    await context.route(new URL(path, installation.site).href, async (route) => {
      const answer = await route.fetch();
      const html = await answer.text();
      // As it looks to a gate whose releases no longer hold what this page was sealed with.
      const [first] = envelopesIn(html);
      if (!first) throw new Error(`${path} has no envelope`);
      const older = [...first.revision].reverse().join('');
      await route.fulfill({ response: answer, body: html.replaceAll(first.revision, older) });
    });
    await page.goto(path);
    await barSays(page, 'This page has been renewed');
  },
};

/** Waits until the views bar says these words. */
export async function barSays(page: Page, words: string): Promise<void> {
  await page.locator('[data-views-text]').filter({ hasText: words }).waitFor();
}

/** Registers a reader of their own in this browser; answers the e-mail address. */
export async function register(context: BrowserContext): Promise<string> {
  const email = `reader-${randomBytes(3).toString('hex')}@example.org`;
  const answer = await context.request.post('/api/account/register', {
    data: { email, password: 'a long pass phrase' },
  });
  if (!answer.ok()) throw new Error(await answer.text());
  return email;
}

/** Opens pages with the cookies of a browser, and no browser. */
export async function spendViews(context: BrowserContext, paths: readonly string[]): Promise<void> {
  for (const page of paths) {
    const envelopes = envelopesIn(await (await context.request.get(page)).text());
    const answer = await context.request.post('/api/grants', {
      data: { page, envelopes: envelopes.map(({ tier, revision }) => ({ tier, revision })) },
    });
    if (!answer.ok()) throw new Error(`${page}: ${await answer.text()}`);
  }
}

/** Writes a subscription where those who sell them do. */
async function subscribe({ data }: Reading['installation'], email: string): Promise<void> {
  const database = new DatabaseSync(join(data, 'gate/gate.sqlite'), { timeout: 10_000 });
  const account = database.prepare('SELECT id FROM user WHERE email = ?').get(email);
  const until = Date.now() + 86_400_000;
  database
    .prepare(
      `INSERT INTO paid_subscriptions (id, customer, account, state, period_ends, opens_until, as_of)
       VALUES (?, ?, ?, 'active', ?, ?, ?)`,
    )
    .run(`sub_${email}`, `cus_${email}`, String(account?.id), until, until, Date.now());
  database.close();
}

/** Adds up what moves on a page while nobody acts, as Chromium counts it for the Core Web Vitals. */
export async function watchShifts(page: Page): Promise<void> {
  await page.addInitScript(() => {
    Object.assign(window, { shifts: [] });
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries())
        if (!(entry as unknown as { hadRecentInput: boolean }).hadRecentInput)
          (window as unknown as { shifts: number[] }).shifts.push(
            (entry as unknown as { value: number }).value,
          );
    }).observe({ type: 'layout-shift', buffered: true });
  });
}

/** The Cumulative Layout Shift of a page so far. */
export function shiftOf(page: Page): Promise<number> {
  return page.evaluate(() =>
    (window as unknown as { shifts: number[] }).shifts.reduce((sum, value) => sum + value, 0),
  );
}
