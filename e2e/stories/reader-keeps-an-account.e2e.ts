import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright-core';
import { beforeAll, expect, test, vi } from 'vitest';
import { mailedLink } from '../src/mailed-link.ts';
import { siteAndBrowser } from '../src/site-and-browser.ts';
import { starterPages } from '../src/starter.ts';

const own = siteAndBrowser();
let page: Page;
const email = 'reader@example.org';
const [password, newPassword] = ['three words to keep', 'four other words to keep'];

beforeAll(async () => {
  page = await own.newPage();
});

async function logIn(on: Page, words: string): Promise<void> {
  await on.goto('/login/');
  await on.getByLabel('E-mail').fill(email);
  await on.getByLabel('Password').fill(words);
  await on.getByRole('button', { name: 'Log in' }).click();
  await on.waitForURL('**/account/');
}

test('a reader registers, opens a page, and finds it in the account', async () => {
  await page.goto('/register/');
  await page.getByLabel('E-mail').fill(email);
  await page.getByLabel('Password').fill(password);
  await page.getByRole('button', { name: 'Register' }).click();
  await page.waitForURL('**/account/');
  const [code] = starterPages('hcpcs');
  await page.goto(code?.path ?? '/');
  await page.getByRole('button', { name: /^Open/ }).first().click();
  await page.locator('[data-announcer]').filter({ hasText: /./ }).waitFor({ state: 'attached' });
  await page.goto('/account/');
  await page.locator('[data-own-history] a').waitFor();
  expect(await page.locator('[data-own-history] a').getAttribute('href')).toBe(code?.path);
  await page.getByRole('button', { name: 'Clear the list' }).click();
  await page.getByText('You have opened no page yet.').waitFor();
});

test('another device is seen, and ended', async () => {
  const other = await own.browser.newContext({ baseURL: own.installation.site });
  const there = await other.newPage();
  await logIn(there, password);
  await page.goto('/account/');
  await page.getByRole('button', { name: /^Log out .* on / }).click();
  await page.getByText('is logged out.').waitFor();
  await vi.waitUntil(
    async () => {
      await there.goto('/account/');
      await there.getByText(/You are( not)? logged in\./).waitFor();
      return there.getByText('You are not logged in.').isVisible();
    },
    { timeout: 30_000, interval: 500 },
  );
  await other.close();
});

test('a forgotten password is set anew, in the same words for an address without an account', async () => {
  const ask = async (address: string) => {
    await page.goto('/forgot-password/');
    await page.getByLabel('E-mail').fill(address);
    await page.getByRole('button', { name: 'Send the link' }).click();
    const done = page.locator('[data-form-done]').filter({ hasText: /./ });
    await done.waitFor();
    return done.textContent();
  };
  expect(await ask('nobody@example.org')).toBe(await ask(email));
  await page.goto(await mailedLink(own.installation, 'reset'));
  await page.getByLabel(/password/i).fill(newPassword);
  await page.getByRole('button', { name: 'Save the password' }).click();
  await page.waitForURL('**/login/');
  await logIn(page, newPassword);
});

test('the account goes, with what it knew, and the address may begin again', async () => {
  await page.goto('/account/');
  const download = page.waitForEvent('download');
  await page.getByRole('link', { name: 'Download all of it' }).click();
  const data = JSON.parse(await readFile(await (await download).path(), 'utf8'));
  expect(data.account.email).toBe(email);
  await page.getByText('Delete the account').first().click();
  await page.locator('#delete-password').fill(newPassword);
  await page.getByRole('button', { name: 'Delete the account' }).click();
  await page.waitForURL(`${own.installation.site}/`);
  await page.goto('/account/');
  await page.getByText('You are not logged in.').waitFor();
});
