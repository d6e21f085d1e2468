import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { siteAndBrowser } from '../src/site-and-browser.ts';

const own = siteAndBrowser();

async function open(path: string, options: { javaScriptEnabled?: boolean } = {}): Promise<Page> {
  const context = await own.browser.newContext({ baseURL: own.installation.site, ...options });
  const page = await context.newPage();
  await page.goto(path);
  return page;
}

const box = (page: Page) => page.getByRole('combobox', { name: 'Search codes' });
const option = (page: Page, code: string) => page.getByRole('option').filter({ hasText: code });

test('by keyboard alone: slash, a few letters, an arrow, Enter', async () => {
  const page = await open('/hcpcs/E0986/');
  const requested: string[] = [];
  page.on('request', (request) => requested.push(new URL(request.url()).pathname));
  expect(await page.getByRole('searchbox', { name: 'Search codes' }).count()).toBe(1);
  const top = async () => (await page.locator('main').boundingBox())?.y;
  const before = await top();
  await page.keyboard.press('/');
  await box(page).waitFor();
  await page.keyboard.type('wheelch');
  await option(page, 'K0001').waitFor();
  expect(await page.getByRole('status').filter({ hasText: 'found' }).count()).toBe(1);
  expect(await top()).toBe(before);
  await page.keyboard.press('ArrowDown');
  expect(await box(page).getAttribute('aria-activedescendant')).toBe('search-option-0');
  await page.keyboard.press('Escape');
  expect(await box(page).getAttribute('aria-expanded')).toBe('false');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await page.waitForURL('**/hcpcs/K0001/');
  expect(requested.some((path) => path.startsWith('/api/') && path.includes('search'))).toBe(false);
  await page.context().close();
});

test('a whole code goes to its page, words go to the search page', async () => {
  const page = await open('/');
  await page.keyboard.press('/');
  await box(page).waitFor();
  await page.keyboard.type('e119');
  await option(page, 'E11.9').first().waitFor();
  await page.keyboard.press('Enter');
  await page.waitForURL('**/icd-10-cm/E11.9/');
  await page.keyboard.press('/');
  await box(page).waitFor();
  await page.keyboard.type('htn');
  await page.keyboard.press('Enter');
  await page.waitForURL('**/search/?q=htn');
  expect(await page.getByRole('link').filter({ hasText: 'I10' }).count()).toBe(1);
  await page.context().close();
});

test('several codes, as they are pasted, are shown in the order typed, in the box and without JavaScript', async () => {
  const page = await open('/');
  await page.keyboard.press('/');
  await box(page).waitFor();
  // As a browser pastes lines into a field.
  await box(page).evaluate((field) => {
    field.focus();
    document.execCommand('insertText', false, 'I10\nE11.9, k0001; Q99.99');
  });
  await option(page, 'K0001').waitFor();
  const inBox = await page.locator('[role=option] .code').allTextContents();
  expect(inBox).toEqual(['I10', 'E11.9', 'K0001']);
  const all = page.getByRole('link', { name: 'Not held: Q99.99. All results' });
  expect(await all.count()).toBe(1);
  expect(await page.getByRole('status').filter({ hasText: 'in the order typed' }).textContent()).toBe(
    '3 codes found, in the order typed. Not held: Q99.99',
  );
  expect(await page.getByRole('group', { name: 'HCPCS' }).getByRole('option').count()).toBe(1);
  await page.keyboard.press('Enter');
  await page.waitForURL('**/search/?q=*');
  const plain = await open(page.url(), { javaScriptEnabled: false });
  for (const shown of [page, plain]) {
    expect(await shown.locator('[data-search-results] .code').allTextContents()).toEqual(inBox);
    expect(await shown.getByText('Not held: Q99.99').count()).toBe(1);
  }
  await plain.context().close();
  await page.context().close();
});

test('the box filters, by keyboard and pointer, and forgets it with the page', async () => {
  const page = await open('/');
  await page.setViewportSize({ width: 320, height: 640 });
  await page.keyboard.press('/');
  await box(page).waitFor();
  await page.keyboard.type('E11');
  const header = option(page, 'Header');
  await header.first().waitFor();
  await page.keyboard.press('Tab');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Tab');
  const billable = page.getByRole('checkbox', { name: 'only codes that can be submitted' });
  expect(await billable.evaluate((one) => one === document.activeElement)).toBe(true);
  await page.keyboard.press('Space');
  await header.first().waitFor({ state: 'detached' });
  await option(page, 'E11.9').first().waitFor();
  expect(await page.getByRole('link', { name: 'All results' }).getAttribute('href')).toBe(
    '/search/?q=E11&billable=1',
  );
  await page.getByText('only codes that can be submitted', { exact: true }).click();
  await header.first().waitFor();
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
  await billable.check();
  await page.keyboard.press('Escape');
  expect(await box(page).evaluate((one) => one === document.activeElement)).toBe(true);
  expect(await box(page).getAttribute('aria-expanded')).toBe('false');
  await page.keyboard.press('Enter');
  await page.waitForURL('**/search/?q=E11&billable=1');
  await page.goto('/');
  await page.keyboard.press('/');
  await box(page).fill('E11');
  await header.first().waitFor();
  expect(await billable.isChecked()).toBe(false);
  await page.context().close();
});

test('a slow answer to earlier letters is not shown over a newer one', async () => {
  const page = await open('/');
  let held = 0;
  await page.route('**/assets/search/words-*', async (route) => {
    if (held++ === 0) await new Promise((resolve) => setTimeout(resolve, 1_500));
    await route.continue();
  });
  await page.keyboard.press('/');
  await box(page).waitFor();
  await page.keyboard.type('wheelchair');
  await page.waitForTimeout(300);
  await box(page).fill('insulin');
  const insulin = page.getByRole('option').filter({ hasText: /insulin/i });
  await insulin.first().waitFor();
  await page.waitForTimeout(2_000);
  expect(await insulin.count()).toBeGreaterThan(0);
  expect(
    await page
      .getByRole('option')
      .filter({ hasText: /wheelchair/i })
      .count(),
  ).toBe(0);
  await page.context().close();
});

test('the search page says the same without JavaScript as the box does with it', async () => {
  const plain = await open('/', { javaScriptEnabled: false });
  await plain.getByRole('searchbox', { name: 'Search codes' }).fill('diabetes');
  await plain.getByRole('searchbox', { name: 'Search codes' }).press('Enter');
  await plain.waitForURL('**/search/?q=diabetes');
  const onPage = await plain.locator('[data-search-results] .code').allTextContents();
  const page = await open('/');
  await page.keyboard.press('/');
  await box(page).waitFor();
  await page.keyboard.type('diabetes');
  await option(page, 'E11.9').first().waitFor();
  const inBox = await page.locator('[role=option] .code').allTextContents();
  expect(inBox.length).toBeGreaterThan(2);
  expect(onPage.slice(0, inBox.length)).toEqual(inBox);
  await plain.context().close();
  await page.context().close();
});

test('on a host of plain files the search page finds by itself what it is asked', async () => {
  const page = await open('/');
  // Such a host gives the page as it stands, whatever follows its path.
  await page.route('**/search/?q=*', async (route) =>
    route.fulfill({ response: await route.fetch({ url: `${own.installation.site}/search/` }) }),
  );
  await page.goto('/search/?q=diabetes&billable=1');
  await page.locator('[data-search-results] .code').filter({ hasText: 'E11.9' }).first().waitFor();
  expect(await page.getByRole('searchbox').inputValue()).toBe('diabetes');
  expect(await page.getByRole('checkbox', { name: 'only codes that can be submitted' }).isChecked()).toBe(
    true,
  );
  await page.context().close();
});

test('nothing of the search is fetched before it is wanted', async () => {
  const context = await own.browser.newContext({ baseURL: own.installation.site });
  const page = await context.newPage();
  const requested: string[] = [];
  page.on('request', (request) => requested.push(new URL(request.url()).pathname));
  await page.goto('/hcpcs/E0986/', { waitUntil: 'networkidle' });
  expect(requested.filter((path) => /\/search\/|search-box|search-index/.test(path))).toEqual([]);
  await context.close();
});
