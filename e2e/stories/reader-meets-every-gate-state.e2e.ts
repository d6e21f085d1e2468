import type { BrowserContext, Page } from 'playwright-core';
import { expect, test } from 'vitest';
import {
  barSays,
  type GateState,
  gateStates,
  inGateState,
  lanName,
  register,
  shiftOf,
} from '../src/gate-states.ts';
import { appCommand } from '../src/installation.ts';
import { publishLines } from '../src/site.ts';
import { siteAndBrowser } from '../src/site-and-browser.ts';
import { starterPages } from '../src/starter.ts';

const own = siteAndBrowser({ browserArgs: [`--host-resolver-rules=MAP ${lanName} 127.0.0.1`] });

const [looked, second, ...others] = starterPages('hcpcs').filter(
  ({ registeredWords }) => registeredWords !== null,
);
if (!looked?.registeredWords || !second) throw new Error('the starter explains seven codes');
const { path, meteredWords, registeredWords } = { ...looked, registeredWords: looked.registeredWords };
const elsewhere = others.map((page) => page.path);

const inState = (state: GateState) => inGateState(state, { ...own, path, others: elsewhere });

/** What a page says in a state. */
type Expected = {
  bar: string;
  /** The lock of the description: its title and its one action; null where it is open. */
  description: { title: string; action: string | null } | null;
  /** The lock of the guidelines; null where they are open. */
  guidelines: { title: string; action: string | null } | null;
  announced: string;
};

const account = 'Create a free account to unlock this content';
const mustRegister = { title: 'Register to view content', action: account };
const guestBar = 'Guest accounts are limited to 1 page view. Register free account to get 5 more views.';

const expected: Record<GateState, Expected> = {
  'guest with a view': {
    bar: `0 code page views remaining. ${guestBar}`,
    description: null,
    guidelines: mustRegister,
    announced: 'More of this page is shown now; 6 parts stay locked. You have 0 views left.',
  },
  'guest without views': {
    bar: `0 code page views remaining. ${guestBar}`,
    description: mustRegister,
    guidelines: mustRegister,
    announced: '',
  },
  'registered with views': {
    bar: '5 code page views remaining. Your 5 views start again on',
    description: {
      title: 'This page takes one code page view',
      action: 'Open this page (1 of your 5 views)',
    },
    guidelines: { title: 'Opens with this page', action: 'Go to the Open button' },
    announced: '',
  },
  'registered, opened': {
    bar: '4 code page views remaining. Your 5 views start again on',
    description: null,
    guidelines: null,
    announced: 'This page is open now. You have 4 views left.',
  },
  'registered without views': {
    bar: '0 code page views remaining. Your 5 views start again on',
    description: { title: 'You have no views left', action: 'Go to the pages you opened' },
    guidelines: { title: 'You have no views left', action: 'Go to the pages you opened' },
    announced: '',
  },
  subscriber: {
    bar: 'Your subscription opens every code page.',
    description: null,
    guidelines: null,
    announced: 'The full text of this page is shown.',
  },
  offline: {
    bar: 'You are offline. Open text can be read; locked text opens when you are connected again.',
    description: { title: 'You are offline', action: 'Try again' },
    guidelines: { title: 'You are offline', action: 'Try again' },
    announced: 'The page could not be opened. The reason stands at its first lock.',
  },
  'gate down': {
    bar: 'The account service does not answer right now. Open text can still be read.',
    description: { title: 'The account service does not answer', action: 'Try again' },
    guidelines: { title: 'The account service does not answer', action: 'Try again' },
    announced: '',
  },
  'no JavaScript': {
    bar: 'JavaScript is off in this browser: what is locked cannot be opened in it',
    description: { title: 'The full text opens only where JavaScript is on', action: null },
    guidelines: { title: 'Opens with an account, and only where JavaScript is on', action: null },
    announced: '',
  },
  'cookies blocked': {
    bar: `1 code page view remaining. ${guestBar}`,
    description: { title: 'Cookies are blocked', action: 'Reload the page' },
    guidelines: mustRegister,
    announced: '',
  },
  'clock wrong': {
    bar: '5 code page views remaining. Your 5 views start again on',
    description: {
      title: 'This page takes one code page view',
      action: 'Open this page (1 of your 5 views)',
    },
    guidelines: { title: 'Opens with this page', action: 'Go to the Open button' },
    announced: '',
  },
  'plain HTTP': {
    bar: 'Locked text cannot be opened over this connection. Use the HTTPS address of this site.',
    description: { title: 'This connection cannot open it', action: null },
    guidelines: { title: 'This connection cannot open it', action: null },
    announced: '',
  },
  'page renewed': {
    bar: 'This page has been renewed since you opened it. Reload',
    description: { title: 'This page has been renewed', action: 'Reload the page' },
    guidelines: { title: 'This page has been renewed', action: 'Reload the page' },
    announced: 'The page could not be opened. The reason stands at its first lock.',
  },
};

test.each(gateStates)('%s: the page says so, offers one action, and nothing moves', async (state) => {
  const page = await inState(state);
  const { bar, description, guidelines, announced } = expected[state];
  expect(await seenIn(page, '.views')).toContain(bar);
  expect(await lockOf(page, 'explanation')).toEqual(description);
  expect(await lockOf(page, 'guidelines')).toEqual(guidelines);
  expect(await shows(page, meteredWords)).toBe(description === null);
  expect(await shows(page, registeredWords)).toBe(guidelines === null);
  expect(await textOf(page, '[data-announcer]')).toBe(announced);
  // What is locked keeps its heading, and one sentence about what is inside.
  expect(await page.getByRole('heading', { name: 'Guidelines', exact: true }).count()).toBe(1);
  if (state !== 'no JavaScript') expect(await shiftOf(page)).toBeLessThan(0.001);
  await page.context().close();
});

test('a reader with a wrong clock is told the day that the site counts by', async () => {
  const page = await inState('clock wrong');
  const { periodEnds } = (await (await page.request.get('/api/views')).json()) as { periodEnds: string };
  const bar = await textOf(page, '[data-views-text]');
  expect(bar).toContain(`${Number(periodEnds.slice(8, 10))}, ${periodEnds.slice(0, 4)}`);
  await page.getByRole('button', { name: /^Open this page/ }).click();
  await barSays(page, '4 code page views remaining');
  await page.context().close();
});

test('whoever presses Open is taken to the text, and hears that it is open', async () => {
  const page = await inState('registered with views');
  const open = page.getByRole('button', { name: /^Open this page/ });
  await page.getByRole('link', { name: 'Go to the Open button' }).first().focus();
  await page.keyboard.press('Enter');
  await open.focus();
  const place = () =>
    page
      .getByRole('heading', { name: 'Common Language Description' })
      .evaluate((heading) => heading.getBoundingClientRect().top + scrollY);
  const before = await place();
  await page.keyboard.press('Enter');
  await barSays(page, '4 code page views remaining');
  expect(await focused(page)).toBe('Common Language Description');
  expect(await place()).toBeCloseTo(before, 1);
  expect(await textOf(page, '[data-announcer]')).toContain('This page is open now.');
  await page.context().close();
});

test('trying again keeps the focus, says when it did not help, and opens nothing by surprise', async () => {
  const page = await inState('offline');
  const again = page.getByRole('button', { name: 'Try again' }).first();
  expect(await focused(page)).toBe('Try again');
  await again.press('Enter');
  await expect.poll(() => textOf(page, '[data-announcer]')).toBe('You are still offline.');
  expect(await focused(page)).toBe('Try again');
  await page.context().setOffline(false);
  await page.getByRole('button', { name: 'Open this page (1 of your 5 views)' }).waitFor();
  expect(await focused(page)).toBe('Open this page (1 of your 5 views)');
  await barSays(page, '5 code page views remaining');
  await page.context().close();
});

test('a gate that comes back opens the page of a guest who tries again', async () => {
  const page = await inState('gate down');
  await page.context().unroute('**/api/**');
  await page.getByRole('button', { name: 'Try again' }).first().press('Enter');
  await barSays(page, '0 code page views remaining');
  expect(await shows(page, meteredWords)).toBe(true);
  expect(await focused(page)).toBe('Common Language Description');
  await page.context().close();
});

test('an old page is renewed by its one action', async () => {
  const page = await inState('page renewed');
  await page.context().unrouteAll();
  await page
    .locator('[data-part=explanation]')
    .getByRole('button', { name: 'Reload the page' })
    .press('Enter');
  await barSays(page, '0 code page views remaining');
  expect(await shows(page, meteredWords)).toBe(true);
  await page.context().close();
});

test('a page of yesterday still opens after a new release, and shows today’s text once reloaded', async () => {
  const page = await inState('gate down');
  const exported = await appCommand(own.installation, 'apps/cms/src/cli/main.ts', ['export']);
  const lines = exported.stdout.replaceAll(meteredWords, 'as today’s release has it.');
  await publishLines(own.installation, lines);
  await page.context().unroute('**/api/**');
  await page.getByRole('button', { name: 'Try again' }).first().click();
  await barSays(page, '0 code page views remaining');
  expect(await shows(page, meteredWords)).toBe(true);
  await page.reload();
  await page.getByText('as today’s release has it.').waitFor();
  expect(await shows(page, meteredWords)).toBe(false);
  await page.context().close();
  await publishLines(own.installation, exported.stdout);
});

test('two tabs of a new guest that open at once spend one view', async () => {
  for (let round = 0; round < 3; round += 1) {
    const context = await own.browser.newContext({ baseURL: own.installation.site });
    const [one, two] = await Promise.all([context.newPage(), context.newPage()]);
    const granted = watchGrants(context);
    await Promise.all([one.goto(path), two.goto(second.path)]);
    await Promise.all([
      barSays(one, '0 code page views remaining'),
      barSays(two, '0 code page views remaining'),
    ]);
    const opened = await Promise.all([shows(one, meteredWords), shows(two, second.meteredWords)]);
    expect(opened.filter(Boolean)).toHaveLength(1);
    expect((await granted()).filter(({ charged }) => charged)).toHaveLength(1);
    await context.close();
  }
});

test('a page is charged once in a period, however often it is read', async () => {
  const page = await inGateState('registered, opened', { ...own, path, others: elsewhere });
  const granted = watchGrants(page.context());
  for (let visit = 0; visit < 3; visit += 1) {
    await page.goto(path);
    await page.getByText(registeredWords).waitFor();
    await barSays(page, '4 code page views remaining');
  }
  expect(await granted()).toEqual([{ charged: false }, { charged: false }, { charged: false }]);
  await page.context().close();
});

test('what one tab spends, the bar of every other tab says', async () => {
  const one = await inState('registered with views');
  const two = await one.context().newPage();
  await two.goto(second.path);
  await two.getByRole('button', { name: /^Open this page/ }).click();
  await barSays(two, '4 code page views remaining');
  await barSays(one, '4 code page views remaining');
  await one.getByRole('button', { name: 'Open this page (1 of your 4 views)' }).waitFor();
  await one.context().close();
});

test('who logs out in one tab leaves no opened text in another', async () => {
  const page = await inGateState('registered, opened', { ...own, path, others: elsewhere });
  const other = await page.context().newPage();
  await other.goto('/account/');
  await other.getByText('You are logged in.').waitFor();
  await other.getByRole('button', { name: 'Log out', exact: true }).click();
  await other.waitForURL(`${own.installation.site}/`);
  await barSays(page, guestBar);
  expect(await shows(page, registeredWords)).toBe(false);
  await page.context().close();
});

test('a page that comes back from the back/forward cache says what is true now', async () => {
  const page = await inState('guest without views');
  await register(page.context());
  await comeBack(page);
  await barSays(page, '5 code page views remaining');
  await page.getByRole('button', { name: 'Open this page (1 of your 5 views)' }).waitFor();
  expect(await page.getByRole('link', { name: 'Account', exact: true }).isVisible()).toBe(true);
  await page.context().close();
});

test('the account that comes back from the back/forward cache is nobody’s after logging out', async () => {
  const context = await own.browser.newContext({ baseURL: own.installation.site });
  const email = await register(context);
  const page = await context.newPage();
  await page.goto('/account/');
  await page.getByText(email).waitFor();
  await context.request.post('/api/account/logout', { data: {} });
  await comeBack(page);
  await page.getByText('You are not logged in.').waitFor();
  expect(await shows(page, email)).toBe(false);
  await context.close();
});

/** What Chromium tells a page that it takes out of its back/forward cache, which it does not keep while it is driven. */
async function comeBack(page: Page): Promise<void> {
  await page.evaluate(() => {
    dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }));
  });
}

async function textOf(page: Page, selector: string): Promise<string> {
  return ((await page.locator(selector).textContent()) ?? '').replaceAll(/\s+/g, ' ').trim();
}

async function seenIn(page: Page, selector: string): Promise<string> {
  const seen = await page.locator(`${selector} p:visible`).allTextContents();
  return seen.join(' ').replaceAll(/\s+/g, ' ').trim();
}

/** The words of a lock as they are seen; null where the part is open. */
async function lockOf(page: Page, part: string): Promise<Expected['description']> {
  const lock = page.locator(`[data-part=${part}] [data-lock]`);
  if ((await lock.count()) === 0) return null;
  const actions = lock.locator('a:visible, button:visible');
  expect(await actions.count()).toBeLessThanOrEqual(1);
  return {
    title: (await lock.locator('.lock-title:visible').textContent()) ?? '',
    action: (await actions.count()) === 0 ? null : await actions.textContent(),
  };
}

async function shows(page: Page, words: string): Promise<boolean> {
  return (await textOf(page, 'body')).includes(words);
}

function focused(page: Page): Promise<string | null> {
  return page.evaluate(() => document.activeElement?.textContent ?? null);
}

/** Listens to the gate's grants; answers which of them were charged so far. */
function watchGrants(context: BrowserContext): () => Promise<{ charged: boolean }[]> {
  const answers: Promise<{ charged: boolean }[]>[] = [];
  context.on('response', (response) => {
    if (new URL(response.url()).pathname !== '/api/grants') return;
    answers.push(
      response.json().then(({ outcome, charged }) => (outcome === 'granted' ? [{ charged }] : [])),
    );
  });
  return async () => (await Promise.all(answers)).flat();
}
