import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { AxeResults, RunOptions } from 'axe-core';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { launchBrowser } from '../src/browser.ts';
import { gateStates, inGateState, lanName } from '../src/gate-states.ts';
import { appCommand, type Installation } from '../src/installation.ts';
import { startSite } from '../src/site.ts';
import { openTemplate, type Template, templates } from '../src/templates.ts';

let installation: Installation;
let browser: Browser;
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

beforeAll(async () => {
  installation = await startSite();
  browser = await launchBrowser([`--host-resolver-rules=MAP ${lanName} 127.0.0.1`]);
});

afterAll(async () => {
  await browser?.close();
  await installation?.stop();
});

// In the dark only the colours are others, so only they are looked at again.
const screens = [
  { width: 1280, colorScheme: 'light', rules: null },
  { width: 1280, colorScheme: 'dark', rules: ['color-contrast'] },
  { width: 390, colorScheme: 'light', rules: null },
  { width: 390, colorScheme: 'dark', rules: ['color-contrast'] },
] as const;

test.each(Object.keys(templates) as Template[])('%s', async (template) => {
  const page = await openTemplate(browser, installation.site, template, { bypassCSP: true });
  await expectNoBarrier(page);
});

// axe-core is JavaScript itself: without it, the page is the one whose scripts do not arrive.
test.each(gateStates.filter((state) => state !== 'no JavaScript'))('a code page, %s', async (state) => {
  const page = await inGateState(state, {
    browser,
    installation,
    path: '/hcpcs/J9000/',
    others: ['/hcpcs/A0425/', '/hcpcs/A4253/', '/hcpcs/B4150/', '/hcpcs/E0143/', '/hcpcs/E0601/'],
    options: { bypassCSP: true },
  });
  await expectNoBarrier(page);
});

test('a code page whose scripts do not arrive', async () => {
  const context = await browser.newContext({ baseURL: installation.site, bypassCSP: true });
  await context.route('**/*.js', (route) => route.abort());
  const page = await context.newPage();
  await page.goto('/hcpcs/J9000/');
  await expectNoBarrier(page);
});

test('the list under the search box', async () => {
  const page = await openTemplate(browser, installation.site, 'code set', { bypassCSP: true });
  await page.keyboard.press('/');
  await page.keyboard.type('diabetes');
  await page.getByRole('option').first().waitFor();
  await page.keyboard.press('ArrowDown');
  await expectNoBarrier(page);
});

test('forms that have something to mend', async () => {
  const page = await openTemplate(browser, installation.site, 'login', { bypassCSP: true });
  await page.getByLabel('E-mail').fill('nobody@example.org');
  await page.getByLabel('Password').fill('not the password');
  await page.getByRole('button', { name: 'Log in' }).click();
  await page.locator('[data-form-error]:visible, [data-error-for]:visible').first().waitFor();
  await expectNoBarrier(page);
});

test('a page that was taken down', async () => {
  const path = '/hcpcs/J1030/';
  const asked = ['takedown', path, '--reason', 'asked by the rights holder'];
  const down = await appCommand(installation, 'apps/site/build/main.ts', asked);
  expect(down, down.stderr).toMatchObject({ status: 0 });
  const page = await (await browser.newContext({ baseURL: installation.site, bypassCSP: true })).newPage();
  const isGone = async () => (await page.goto(path))?.status() === 410;
  await vi.waitUntil(isGone, { timeout: 60_000, interval: 500 });
  await expectNoBarrier(page);
});

type Axe = { run(context: Document, options: RunOptions): Promise<AxeResults> };

/** Looks at a page on every screen: axe-core finds nothing, and nothing is wider than the page, down to 320 pixels. */
async function expectNoBarrier(page: Page): Promise<void> {
  await page.evaluate(axe);
  const found: string[] = [];
  for (const { width, colorScheme, rules } of screens) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    await page.setViewportSize({ width, height: 900 });
    const { violations, passes } = await page.evaluate(
      (only) => (window as unknown as { axe: Axe }).axe.run(document, only ? { runOnly: [...only] } : {}),
      rules,
    );
    expect(passes.length).toBeGreaterThan(0);
    for (const { id, nodes } of violations)
      for (const { target, failureSummary } of nodes)
        found.push(`${width} ${colorScheme} ${id}: ${target.join(' ')}: ${failureSummary}`);
  }
  await page.setViewportSize({ width: 320, height: 640 });
  const wider = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  if (wider > 0) found.push(`320: the page is ${wider} pixels too wide`);
  await page.context().close();
  expect(found).toEqual([]);
}
