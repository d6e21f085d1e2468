import type { Page } from 'playwright-core';
import { expect, test, vi } from 'vitest';
import { barriersOf } from '../src/barriers.ts';
import { gateStates, inGateState, lanName } from '../src/gate-states.ts';
import { appCommand } from '../src/installation.ts';
import { siteAndBrowser } from '../src/site-and-browser.ts';
import { openTemplate, type Template, templates } from '../src/templates.ts';

const own = siteAndBrowser({ browserArgs: [`--host-resolver-rules=MAP ${lanName} 127.0.0.1`] });

test.each(Object.keys(templates) as Template[])('%s', async (template) => {
  const page = await openTemplate(own.browser, own.installation.site, template, { bypassCSP: true });
  await expectNoBarrier(page);
});

// axe-core is JavaScript itself: without it, the page is the one whose scripts do not arrive.
test.each(gateStates.filter((state) => state !== 'no JavaScript'))('a code page, %s', async (state) => {
  const page = await inGateState(state, {
    ...own,
    path: '/hcpcs/J9000/',
    others: ['/hcpcs/A0425/', '/hcpcs/A4253/', '/hcpcs/B4150/', '/hcpcs/E0143/', '/hcpcs/E0601/'],
    options: { bypassCSP: true },
  });
  await expectNoBarrier(page);
});

test('a code page whose scripts do not arrive', async () => {
  const context = await own.browser.newContext({ baseURL: own.installation.site, bypassCSP: true });
  await context.route('**/*.js', (route) => route.abort());
  const page = await context.newPage();
  await page.goto('/hcpcs/J9000/');
  await expectNoBarrier(page);
});

test('the list under the search box', async () => {
  const page = await openTemplate(own.browser, own.installation.site, 'code set', { bypassCSP: true });
  await page.keyboard.press('/');
  await page.keyboard.type('diabetes');
  await page.getByRole('option').first().waitFor();
  await page.keyboard.press('ArrowDown');
  await expectNoBarrier(page);
});

test('forms that have something to mend', async () => {
  const page = await openTemplate(own.browser, own.installation.site, 'login', { bypassCSP: true });
  await page.getByLabel('E-mail').fill('nobody@example.org');
  await page.getByLabel('Password').fill('not the password');
  await page.getByRole('button', { name: 'Log in' }).click();
  await page.locator('[data-form-error]:visible, [data-error-for]:visible').first().waitFor();
  await expectNoBarrier(page);
});

test.each(['register', 'login', 'code without text'] as const)(
  '%s: no empty field is told as wrong',
  async (template) => {
    const page = await openTemplate(own.browser, own.installation.site, template);
    // A required field is "invalid" to screen readers as long as it is empty, unless it says that it is not.
    const fields = page.locator('input:invalid, textarea:invalid, select:invalid');
    expect(await fields.count()).toBeGreaterThan(0);
    for (const field of await fields.all()) expect(await field.getAttribute('aria-invalid')).toBe('false');
    await page.context().close();
  },
);

test('a page that was taken down', async () => {
  const path = '/hcpcs/J1030/';
  const asked = ['takedown', path, '--reason', 'asked by the rights holder'];
  const down = await appCommand(own.installation, 'apps/site/build/main.ts', asked);
  expect(down, down.stderr).toMatchObject({ status: 0 });
  const page = await own.newPage({ bypassCSP: true });
  const isGone = async () => (await page.goto(path))?.status() === 410;
  await vi.waitUntil(isGone, { timeout: 60_000, interval: 500 });
  await expectNoBarrier(page);
});

async function expectNoBarrier(page: Page): Promise<void> {
  const found = await barriersOf(page);
  await page.context().close();
  expect(found).toEqual([]);
}
