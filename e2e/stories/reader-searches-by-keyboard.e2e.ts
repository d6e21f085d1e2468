import type { BrowserContextOptions, Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { barriersOf } from '../src/barriers.ts';
import { focus, press, tabTo } from '../src/keyboard.ts';
import { siteAndBrowser } from '../src/site-and-browser.ts';

const own = siteAndBrowser();

const inForce = 'only codes in force';
const billable = 'only codes that can be submitted';

async function open(path: string, options: BrowserContextOptions = {}): Promise<Page> {
  const context = await own.browser.newContext({
    baseURL: own.installation.site,
    bypassCSP: true,
    ...options,
  });
  const page = await context.newPage();
  await page.goto(path);
  return page;
}

/** Stands in the search box of a page with the list for these letters open. */
async function typed(words: string): Promise<Page> {
  const page = await open('/hcpcs/E0986/');
  await page.keyboard.press('/');
  await page.getByRole('combobox', { name: 'Search codes' }).waitFor();
  await page.keyboard.type(words);
  // Not what an earlier letter found.
  const all = page.getByRole('link', { name: 'All results' });
  await expect.poll(() => all.getAttribute('href')).toBe(`/search/?q=${words}`);
  return page;
}

const options = (page: Page) => page.locator('.search-panel [role=option]');
const told = (page: Page) => page.locator('.search-box [role=status]');
const expanded = (page: Page) => page.locator('#site-search').getAttribute('aria-expanded');

/** The options that are marked as chosen: their places, and whether all of each can be seen. */
function chosen(page: Page): Promise<{ at: number; seen: boolean }[]> {
  return page.evaluate(() => {
    const panel = document.querySelector('.search-panel')?.getBoundingClientRect();
    const active = document.querySelector('#site-search')?.getAttribute('aria-activedescendant') ?? null;
    return [...document.querySelectorAll('.search-panel [role=option]')].flatMap((option, at) => {
      const { top, bottom } = option.getBoundingClientRect();
      const is = option.getAttribute('aria-selected') === 'true';
      if (is !== (option.id === active)) throw new Error(`${option.id} is chosen for eyes or for ears alone`);
      const seen = panel !== undefined && top >= panel.top - 1 && bottom <= panel.bottom + 1;
      return is ? [{ at, seen }] : [];
    });
  });
}

test('arrows walk the list around, the box keeps the focus, and Escape closes and then empties it', async () => {
  const page = await typed('diab');
  const count = await options(page).count();
  expect(count).toBeGreaterThan(3);
  for (let at = 0; at < count; at += 1) {
    expect(await press(page, 'ArrowDown')).toBe('Search codes');
    expect(await chosen(page)).toEqual([{ at, seen: true }]);
  }
  await press(page, 'ArrowDown');
  expect(await chosen(page)).toEqual([]);
  await press(page, 'ArrowUp');
  expect(await chosen(page)).toEqual([{ at: count - 1, seen: true }]);
  await page.keyboard.type('e');
  await expect.poll(() => chosen(page)).toEqual([]);
  expect(await press(page, 'Escape')).toBe('Search codes');
  expect(await expanded(page)).toBe('false');
  expect(await page.locator('#site-search').inputValue()).toBe('diabe');
  expect(await press(page, 'Escape')).toBe('Search codes');
  expect(await page.locator('#site-search').inputValue()).toBe('');
  await page.context().close();
});

test('Tab goes from the box through its filters and out of it again, and the list closes behind it', async () => {
  const page = await typed('E11');
  const stops = [];
  for (let step = 0; step < 4; step += 1) stops.push(await press(page, 'Tab'));
  expect(stops).toEqual(['Search', inForce, billable, 'All results']);
  expect(await expanded(page)).toBe('true');
  const back = [];
  for (let step = 0; step < 4; step += 1) back.push(await press(page, 'Shift+Tab'));
  expect(back).toEqual([billable, inForce, 'Search', 'Search codes']);
  await tabTo(page, /^All results$/);
  expect(await press(page, 'Tab')).toBe('Log in');
  expect(await expanded(page)).toBe('false');
  expect(await options(page).first().isVisible()).toBe(false);
  await page.context().close();
});

test('filters are set where they stand, told with what they leave, and kept by Enter', async () => {
  const page = await typed('E11');
  await expect
    .poll(() => told(page).textContent())
    .toMatch(/^(\d+ codes found, the best first|The best \d+ codes of more: type on to narrow them)$/);
  await tabTo(page, new RegExp(`^${billable}$`));
  expect(await press(page, 'Space')).toBe(billable);
  await expect
    .poll(() => told(page).textContent())
    .toMatch(new RegExp(`^\\d+ codes? found, .*, ${billable}$`));
  expect(await barriersOf(page)).toEqual([]);
  expect((await focus(page)).words).toBe(billable);
  expect(await press(page, 'Shift+Tab')).toBe(inForce);
  await press(page, 'Space');
  await expect.poll(() => told(page).textContent()).toContain(`, ${inForce}, ${billable}`);
  await page.keyboard.press('Enter');
  await page.waitForURL('**/search/?q=E11&active=1&billable=1');
  await page.context().close();
});

test('where nothing is found, that is told, and the focus stays', async () => {
  const page = await typed('E11.2');
  await page.keyboard.press('Control+A');
  await page.keyboard.type('zzzzqqq');
  await expect.poll(() => told(page).textContent()).toBe('No code found');
  await page.getByText('No code found for “zzzzqqq”').waitFor();
  expect(await barriersOf(page)).toEqual([]);
  expect((await focus(page)).words).toBe('Search codes');
  await tabTo(page, new RegExp(`^${billable}$`));
  expect(await press(page, 'Tab')).toBe('Log in');
  await page.context().close();
});

test('an index that cannot be read is told, and takes nobody’s focus away', async () => {
  const page = await typed('E11');
  let go = () => {};
  const held = new Promise<void>((answer) => {
    go = answer;
  });
  await page.route('**/assets/search/**', async (route) => {
    await held;
    await route.abort();
  });
  await page.keyboard.press('Control+A');
  await page.keyboard.type('wheelchair');
  await tabTo(page, new RegExp(`^${inForce}$`));
  go();
  await expect
    .poll(() => told(page).textContent())
    .toBe('No list can be shown right now. Press Enter to search.');
  expect(await focus(page)).toEqual({ words: inForce, visible: true, outlined: true });
  expect(await barriersOf(page)).toEqual([]);
  expect(await press(page, 'Escape')).toBe('Search codes');
  expect(await expanded(page)).toBe('false');
  await page.context().close();
});

test.each([true, false])(
  'the search page, its filters and results, with JavaScript: %s',
  async (javaScriptEnabled) => {
    const page = await open('/search/', { javaScriptEnabled });
    if (javaScriptEnabled) await page.keyboard.press('/');
    else await page.getByRole('searchbox').focus();
    await page.keyboard.type('E11');
    const stops = [];
    for (let step = 0; step < 3; step += 1) {
      await page.keyboard.press('Tab');
      stops.push(await page.locator(':focus').evaluate((one) => one.getAttribute('name') ?? one.textContent));
    }
    expect(stops).toEqual(['Search', 'active', 'billable']);
    await page.keyboard.press('Space');
    await page.keyboard.press('Enter');
    await page.waitForURL('**/search/?q=E11&billable=1');
    expect(await page.getByRole('checkbox', { name: billable }).isChecked()).toBe(true);
    expect(await page.getByRole('status').filter({ hasText: 'found, the best first' }).count()).toBe(1);
    expect(await page.locator('[data-search-results]').getByText('Header').count()).toBe(0);
    await page.getByRole('checkbox', { name: billable }).focus();
    await page.keyboard.press('Tab');
    const first = page.locator('[data-search-results] a').first();
    expect(await first.evaluate((one) => one === document.activeElement)).toBe(true);
    if (javaScriptEnabled) expect(await barriersOf(page)).toEqual([]);
    await page.keyboard.press('Enter');
    await page.waitForURL('**/icd-10-cm/E11*/');
    await page.context().close();
  },
);
