import type { Page } from 'playwright-core';
import { beforeAll, expect, test } from 'vitest';
import { barSays } from '../src/gate-states.ts';
import { focus, tabTo } from '../src/keyboard.ts';
import { siteAndBrowser } from '../src/site-and-browser.ts';

const own = siteAndBrowser();
let page: Page;

beforeAll(async () => {
  page = await own.newPage();
});

const password = 'three words to keep';

test('the first Tab shows a way past the head of the page', async () => {
  await page.goto('/hcpcs/A0425/');
  await tabTo(page, /^Skip to the content$/);
  await page.keyboard.press('Enter');
  await tabTo(page, /./);
  expect(await page.evaluate(() => document.querySelector('main')?.contains(document.activeElement))).toBe(
    true,
  );
});

test('from slash to a page, which opens with the view of a guest', async () => {
  await page.goto('/');
  await page.keyboard.press('/');
  await page.getByRole('combobox', { name: 'Search codes' }).waitFor();
  await page.keyboard.type('doxorubicin');
  await page.getByRole('option').first().waitFor();
  await page.keyboard.press('Escape');
  await page.getByRole('option').first().waitFor({ state: 'hidden' });
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await page.waitForURL('**/hcpcs/J9000/');
  await barSays(page, '0 code page views remaining');
});

test('from a locked page by way of registering back to it, and through its one button to the text', async () => {
  await page.goto('/hcpcs/G0438/');
  await barSays(page, '0 code page views remaining');
  await tabTo(page, /^Create a free account to unlock this content$/);
  await page.keyboard.press('Enter');
  await page.waitForURL('**/register/**');
  await tabTo(page, /^E-mail/);
  await page.keyboard.type('keys@example.org');
  await tabTo(page, /^Password/);
  // Too short: the browser or the form says so, and the focus stays where it can be mended.
  await page.keyboard.type('short');
  await page.keyboard.press('Enter');
  expect((await focus(page)).words).toMatch(/^Password/);
  await page.keyboard.press('Control+A');
  await page.keyboard.type(password);
  await page.keyboard.press('Enter');
  await page.waitForURL('**/hcpcs/G0438/');
  await page.getByRole('button', { name: /^Open this page/ }).waitFor();
  await tabTo(page, /^Open this page/);
  await page.keyboard.press('Enter');
  await barSays(page, '4 code page views remaining');
  expect((await focus(page)).words).toBe('Common Language Description');
});

test('logging out, a log-in with a mistake to mend, and deleting the account', async () => {
  await page.goto('/account/');
  await page.getByText('You are logged in.').waitFor();
  await tabTo(page, /^Log out$/);
  await page.keyboard.press('Enter');
  await page.waitForURL(`${own.installation.site}/`);
  await tabTo(page, /^Log in$/);
  await page.keyboard.press('Enter');
  await page.waitForURL('**/login/**');
  await tabTo(page, /^E-mail/);
  await page.keyboard.type('keys@example.org');
  await tabTo(page, /^Password/);
  await page.keyboard.type('not the password');
  await page.keyboard.press('Enter');
  await page.locator('[role=alert]:visible, [data-error-for]:visible').first().waitFor();
  await page.getByLabel('Password').focus();
  await page.keyboard.press('Control+A');
  await page.keyboard.type(password);
  await page.keyboard.press('Enter');
  await page.waitForURL('**/account/');
  await page.getByText('You are logged in.').waitFor();
  await tabTo(page, /^Delete the account$/);
  await page.keyboard.press('Enter');
  await tabTo(page, /^Your password/);
  await page.keyboard.type(password);
  await page.keyboard.press('Enter');
  await page.waitForURL(`${own.installation.site}/`);
  await page.goto('/account/');
  await page.getByText('You are not logged in.').waitFor();
});
