import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launchBrowser } from '../src/browser.ts';
import type { Installation } from '../src/installation.ts';
import { startSite } from '../src/site.ts';

let installation: Installation;
let browser: Browser;

beforeAll(async () => {
  installation = await startSite();
  browser = await launchBrowser();
});

afterAll(async () => {
  await browser?.close();
  await installation?.stop();
});

async function open(path: string, options: { javaScriptEnabled?: boolean } = {}): Promise<Page> {
  const context = await browser.newContext({ baseURL: installation.site, ...options });
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

test('nothing of the search is fetched before it is wanted', async () => {
  const context = await browser.newContext({ baseURL: installation.site });
  const page = await context.newPage();
  const requested: string[] = [];
  page.on('request', (request) => requested.push(new URL(request.url()).pathname));
  await page.goto('/hcpcs/E0986/', { waitUntil: 'networkidle' });
  expect(
    requested.filter((path) => /\/search\/|search-box|search-index/.test(path)).length,
  ).toBeLessThanOrEqual(1);
  await context.close();
});
