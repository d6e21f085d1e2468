import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launchBrowser } from '../src/browser.ts';
import { barSays } from '../src/gate-states.ts';
import type { Installation } from '../src/installation.ts';
import { startSite } from '../src/site.ts';

let installation: Installation;
let browser: Browser;
let page: Page;

beforeAll(async () => {
  installation = await startSite();
  browser = await launchBrowser();
  page = await (await browser.newContext({ baseURL: installation.site })).newPage();
});

afterAll(async () => {
  await browser?.close();
  await installation?.stop();
});

const password = 'three words to keep';

type Focus = { words: string; visible: boolean; outlined: boolean };

/** What has the focus: its words or its label, whether it can be seen, and whether it shows that it has the focus. */
function focus(): Promise<Focus> {
  return page.evaluate(() => {
    const at = document.activeElement;
    if (!(at instanceof HTMLElement)) return { words: '', visible: false, outlined: false };
    const label = at instanceof HTMLInputElement ? at.labels?.[0]?.textContent : at.textContent;
    const { width, height, top, left, bottom } = at.getBoundingClientRect();
    const { outlineStyle, outlineWidth } = getComputedStyle(at);
    return {
      words: (label ?? '').replaceAll(/\s+/g, ' ').trim(),
      visible: width > 1 && height > 1 && bottom > 0 && top < innerHeight && left >= 0,
      outlined: outlineStyle !== 'none' && Number.parseFloat(outlineWidth) >= 2,
    };
  });
}

/** Presses Tab until something with these words has the focus; everything on the way can be seen and shows its focus. */
async function tabTo(words: RegExp): Promise<void> {
  const passed: string[] = [];
  for (let step = 0; step < 120; step += 1) {
    await page.keyboard.press('Tab');
    const at = await focus();
    expect(at, `after ${passed.slice(-3).join(', ')}`).toMatchObject({ visible: true, outlined: true });
    if (words.test(at.words)) return;
    passed.push(at.words);
  }
  throw new Error(`Tab never came to ${words}, but to ${passed.join(' | ')}`);
}

test('the first Tab shows a way past the head of the page', async () => {
  await page.goto('/hcpcs/A0425/');
  await tabTo(/^Skip to the content$/);
  await page.keyboard.press('Enter');
  await tabTo(/./);
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
  await tabTo(/^Create a free account to unlock this content$/);
  await page.keyboard.press('Enter');
  await page.waitForURL('**/register/**');
  await tabTo(/^E-mail/);
  await page.keyboard.type('keys@example.org');
  await tabTo(/^Password/);
  // Too short: the browser or the form says so, and the focus stays where it can be mended.
  await page.keyboard.type('short');
  await page.keyboard.press('Enter');
  expect((await focus()).words).toMatch(/^Password/);
  await page.keyboard.press('Control+A');
  await page.keyboard.type(password);
  await page.keyboard.press('Enter');
  await page.waitForURL('**/hcpcs/G0438/');
  await page.getByRole('button', { name: /^Open this page/ }).waitFor();
  await tabTo(/^Open this page/);
  await page.keyboard.press('Enter');
  await barSays(page, '4 code page views remaining');
  expect((await focus()).words).toBe('Common Language Description');
});

test('logging out, a log-in with a mistake to mend, and deleting the account', async () => {
  await page.goto('/account/');
  await page.getByText('You are logged in.').waitFor();
  await tabTo(/^Log out$/);
  await page.keyboard.press('Enter');
  await page.waitForURL(`${installation.site}/`);
  await tabTo(/^Log in$/);
  await page.keyboard.press('Enter');
  await page.waitForURL('**/login/**');
  await tabTo(/^E-mail/);
  await page.keyboard.type('keys@example.org');
  await tabTo(/^Password/);
  await page.keyboard.type('not the password');
  await page.keyboard.press('Enter');
  await page.locator('[role=alert]:visible, [data-error-for]:visible').first().waitFor();
  await page.getByLabel('Password').focus();
  await page.keyboard.press('Control+A');
  await page.keyboard.type(password);
  await page.keyboard.press('Enter');
  await page.waitForURL('**/account/');
  await page.getByText('You are logged in.').waitFor();
  await tabTo(/^Delete the account$/);
  await page.keyboard.press('Enter');
  await tabTo(/^Your password/);
  await page.keyboard.type(password);
  await page.keyboard.press('Enter');
  await page.waitForURL(`${installation.site}/`);
  await page.goto('/account/');
  await page.getByText('You are not logged in.').waitFor();
});
