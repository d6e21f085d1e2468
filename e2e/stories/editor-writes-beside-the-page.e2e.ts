import type { Browser, FrameLocator, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launchBrowser } from '../src/browser.ts';
import { alive, asStaff, explanationText, logInAtDesk, openExplanation, write } from '../src/desk.ts';
import { type Installation, startInstallation } from '../src/installation.ts';
import { starterPages } from '../src/starter.ts';

let installation: Installation;
let browser: Browser;
let editor: Page;
let page: FrameLocator;
/** How long the first rendering took, in milliseconds: the measure of this machine. */
let opened: number;

const starter = starterPages('hcpcs').find(({ path }) => path === '/hcpcs/J9000/');
const words = ' A sentence that only the preview shows.';

beforeAll(async () => {
  installation = await startInstallation();
  browser = await launchBrowser();
  editor = await logInAtDesk(browser, installation, 'editor');
  page = editor.frameLocator('.desk-preview iframe');
});
afterAll(async () => {
  await browser.close();
  await installation.stop();
});

const seenBy = (reader: string) => editor.getByRole('radio', { name: reader, exact: true }).press('Space');

test('an editor opens the real page beside the text, as three kinds of reader have it', async () => {
  await openExplanation(editor, 'Published', 'HCPCS J9000');
  const pressed = Date.now();
  await (await alive(editor.getByRole('button', { name: 'Preview', exact: true }))).press('Enter');
  await page.getByRole('heading', { level: 1, name: /J9000/ }).waitFor();
  opened = Date.now() - pressed;
  await page.getByText('0 code page views remaining.').waitFor();
  await page.getByText(starter?.meteredWords ?? '').waitFor();
  expect(await page.getByText(starter?.registeredWords ?? '').count()).toBe(0);
  await seenBy('Registered reader');
  await page.getByText('4 code page views remaining.').waitFor();
  await page.getByText(starter?.registeredWords ?? '').waitFor();
  await seenBy('Subscriber');
  await page.getByText('Your subscription opens every code page.').waitFor();
  expect(await page.locator('[data-lock]').count()).toBe(0);
});

test('what is written stands in it a moment after it was saved, and the place is kept', async () => {
  const scrolled = () => page.locator('html').evaluate((html) => html.scrollTop);
  await page.locator('html').evaluate((html) => html.scrollTo(0, 200));
  const before = await scrolled();
  expect(before).toBeGreaterThan(0);
  await write(editor, 'end', words);
  const saved = Date.now();
  await page.getByText(words.trim()).waitFor();
  expect(Date.now() - saved).toBeLessThan(Math.max(5_000, 2 * opened));
  expect(await scrolled()).toBe(before);
  await editor.getByText('Not yet approved: readers do not see this.').waitFor();
});

test('nobody else frames it, no address of it can be made up, and the site knows nothing of it', async () => {
  const address = (await editor.locator('.desk-preview iframe').getAttribute('src')) ?? '';
  const { origin } = new URL(address);
  expect(origin).not.toBe(installation.desk);
  const shown = await fetch(address);
  expect(shown.headers.get('content-security-policy')).toContain(`frame-ancestors ${installation.desk} `);
  expect(shown.headers.get('cache-control')).toBe('no-store');
  expect((await fetch(address.replace(/\.[^./]+\/$/, '.forged/'))).status).toBe(410);
  const site = await fetch(`${installation.site}/hcpcs/J9000/`);
  expect(await site.text()).not.toContain(words.trim());
});

test('its links lead nowhere, and the desk says so; closing gives the focus back', async () => {
  await page.getByRole('link', { name: 'HCPCS Level II' }).first().click();
  await editor.getByText('This one leads to /hcpcs/').waitFor();
  await editor.locator('.desk-preview').getByRole('button', { name: 'Close' }).press('Enter');
  await editor.locator('.desk-preview').waitFor({ state: 'detached' });
  expect(await editor.locator(':focus').textContent()).toBe('Preview');
});

test('a code typed behind [[ becomes a link to its page, which shows how the code stands', async () => {
  await explanationText(editor).click();
  await editor.keyboard.press('Control+End');
  await editor.keyboard.type(' Compare [[S01');
  await editor
    .locator('.desk-picker')
    .getByRole('option', { name: /^S0144/ })
    .waitFor();
  await editor.keyboard.press('Enter');
  await editor.locator('a[data-standing="deleted"]', { hasText: 'S0144' }).waitFor();
  const stored = async () => (await asStaff(editor, 'GET', '?draft=true&depth=0')).text;
  await expect.poll(stored, { timeout: 10_000 }).toContain('"url":"/hcpcs/S0144/"');
  await editor.getByText('/hcpcs/S0144/ leads to a code that is deleted.').waitFor();
});
