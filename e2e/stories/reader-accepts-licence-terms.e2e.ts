import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { Page } from 'playwright-core';
import { beforeAll, expect, test } from 'vitest';
import { barSays, register } from '../src/gate-states.ts';
import { root } from '../src/installation.ts';
import { siteAndBrowser } from '../src/site-and-browser.ts';

const codes = readdirSync(join(root, 'demo/explanations/spt'))
  .map((name) => basename(name, '.md'))
  .sort();
const own = siteAndBrowser();
let page: Page;

beforeAll(async () => {
  page = await own.newPage();
});

/** The official descriptor of a code of the sample set, from its release file. */
function descriptorOf(code: string): string {
  const lines = readFileSync(join(root, 'demo/releases/spt/LONGULT_2026.txt'), 'utf8').split(/\r?\n/);
  const line = lines.find((one) => one.startsWith(code));
  if (!line) throw new Error(`the starter holds no code ${code}`);
  return line.slice(code.length).trim();
}

const codePath = (at: number) => `/spt/${codes[at]}/`;
const official = () =>
  page.locator('section', { has: page.getByRole('heading', { name: 'Official Description' }) });
const terms = () => page.getByRole('region', { name: 'Licence terms' });
const left = () => page.locator('[data-views-text]').textContent();

test('a guest is shown the way to an account, and no terms', async () => {
  await page.goto(codePath(0));
  await expect
    .poll(() => official().textContent(), { timeout: 15_000 })
    .toContain('Register to view content');
  expect(await terms().isVisible()).toBe(false);
});

test('a reader with an account opens all that the publisher wrote, and is asked for terms before the descriptor', async () => {
  await page.goto('/register/');
  await page.getByLabel('E-mail').fill('reader@example.org');
  await page.getByLabel('Password').fill('three words to keep');
  await page.getByRole('button', { name: 'Register' }).click();
  await page.waitForURL('**/account/');
  await page.goto(codePath(1));
  await page.getByRole('button', { name: /^Open this page/ }).click();
  await expect.poll(left, { timeout: 15_000 }).toContain('4 code page views remaining');
  await terms().waitFor();
  expect(await terms().textContent()).toContain('You are asked once');
  expect(await page.content()).not.toContain(descriptorOf(codes[1] ?? ''));
  // The guidelines are of the descriptor's tier, and wait for nothing.
  expect(await page.locator('[data-tier="registered"]').count()).toBeGreaterThan(1);
  expect(await page.locator('[data-part][data-tier="registered"]').count()).toBe(1);
  expect(await page.locator('[data-not-printed]').textContent()).toBe(
    'Not printed: Official Description, Compliance (not open to this reader).',
  );
});

test('accepting by keyboard opens the descriptor, takes no view, and leaves the focus there', async () => {
  const accept = page.getByRole('button', { name: 'I accept' });
  await accept.focus();
  await page.keyboard.press('Enter');
  await expect
    .poll(() => official().textContent(), { timeout: 15_000 })
    .toContain(descriptorOf(codes[1] ?? ''));
  expect(await left()).toContain('4 code page views remaining');
  expect(await page.locator(':focus').textContent()).toBe('Official Description');
});

test('a page that was open beside it opens its descriptor too once it is looked at, for no view', async () => {
  const context = await own.browser.newContext({ baseURL: own.installation.site });
  await register(context);
  const [one, two] = [await context.newPage(), await context.newPage()];
  for (const [tab, at] of [
    [one, 1],
    [two, 2],
  ] as const) {
    await tab.goto(codePath(at));
    await tab.getByRole('button', { name: /^Open this page/ }).click();
    await tab.getByRole('button', { name: 'I accept' }).waitFor();
    await barSays(tab, `${5 - at} code page views remaining`);
  }
  await one.getByRole('button', { name: 'I accept' }).click();
  await one
    .getByText(descriptorOf(codes[1] ?? ''))
    .first()
    .waitFor();
  await two.evaluate(() => document.dispatchEvent(new Event('visibilitychange')));
  await two
    .getByText(descriptorOf(codes[2] ?? ''))
    .first()
    .waitFor();
  await barSays(two, '3 code page views remaining');
  expect(await two.getByRole('button', { name: 'I accept' }).count()).toBe(0);
  await context.close();
});

test('the next page of the set asks for nothing more', async () => {
  await page.goto(codePath(2));
  await page.getByRole('button', { name: /^Open this page/ }).click();
  await expect
    .poll(() => official().textContent(), { timeout: 15_000 })
    .toContain(descriptorOf(codes[2] ?? ''));
  expect(await page.getByRole('button', { name: 'I accept' }).count()).toBe(0);
});
