import type { Page } from 'playwright-core';
import { beforeAll, expect, test } from 'vitest';
import { mailedLink } from '../src/mailed-link.ts';
import { startSite } from '../src/site.ts';
import { siteAndBrowser } from '../src/site-and-browser.ts';
import { starterPages } from '../src/starter.ts';

const own = siteAndBrowser({ start: () => startSite({ REQUIRE_VERIFIED_EMAIL: 'true' }) });
const email = 'reader@example.org';
const password = 'three words to keep';
let page: Page;

beforeAll(async () => {
  page = await own.newPage();
});

/** What the site says to whoever registers an address and then logs in with the same words. */
async function registerAndLogIn(on: Page, address: string, words: string): Promise<string | null> {
  await on.goto('/register/');
  await on.getByLabel('E-mail').fill(address);
  await on.getByLabel('Password').fill(words);
  await on.getByRole('button', { name: 'Register' }).click();
  await on.getByRole('heading', { name: 'Look into your mail' }).waitFor();
  await logIn(on, address, words);
  const refused = on.getByRole('alert').filter({ hasText: /./ });
  await refused.waitFor();
  return refused.textContent();
}

async function logIn(on: Page, address: string, words: string): Promise<void> {
  await on.goto('/login/');
  await on.getByLabel('E-mail').fill(address);
  await on.getByLabel('Password').fill(words);
  await on.getByRole('button', { name: 'Log in' }).click();
}

test('a reader who logs in before confirming the address is told so, and gets in by the mailed link', async () => {
  expect(await registerAndLogIn(page, email, password)).toContain('not confirmed yet');
  await page.goto('/account/');
  await page.getByText('You are not logged in.').waitFor();
  await page.goto(await mailedLink(own.installation, 'verify'));
  await page.getByRole('button', { name: 'Confirm this address' }).click();
  await page.waitForURL('**/login/');
  await logIn(page, email, password);
  await page.waitForURL('**/account/');
  const [code] = starterPages('hcpcs');
  await page.goto(code?.path ?? '/');
  await page.getByRole('button', { name: /^Open/ }).first().click();
  await page.locator('[data-announcer]').filter({ hasText: /./ }).waitFor({ state: 'attached' });
  await page.goto('/account/');
  await page.locator('[data-own-history] a').waitFor();
});

test('a stranger is told the same of that address and of one that nobody has', async () => {
  const stranger = await own.newPage();
  const told = await registerAndLogIn(stranger, email, 'words of a stranger');
  expect(told).toContain('not confirmed yet');
  expect(await registerAndLogIn(stranger, 'nobody@example.org', 'words of a stranger')).toBe(told);
});

test('who lost the message chooses a new password by mail, which confirms the address as well', async () => {
  const other = await own.newPage();
  await registerAndLogIn(other, 'forgetful@example.org', password);
  await other.getByRole('link', { name: 'Forgot your password?' }).click();
  await other.getByLabel('E-mail').fill('forgetful@example.org');
  await other.getByRole('button', { name: 'Send the link' }).click();
  await other.goto(await mailedLink(own.installation, 'reset'));
  await other.getByLabel(/password/i).fill('four other words to keep');
  await other.getByRole('button', { name: 'Save the password' }).click();
  await other.waitForURL('**/login/');
  await logIn(other, 'forgetful@example.org', 'four other words to keep');
  await other.waitForURL('**/account/');
});
