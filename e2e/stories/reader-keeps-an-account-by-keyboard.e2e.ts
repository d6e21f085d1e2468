import type { BrowserContext, Page } from 'playwright-core';
import { beforeEach, expect, test } from 'vitest';
import { barriersOf } from '../src/barriers.ts';
import { register, spendViews } from '../src/gate-states.ts';
import { focus, press, tabTo } from '../src/keyboard.ts';
import { siteAndBrowser } from '../src/site-and-browser.ts';

const own = siteAndBrowser();
let context: BrowserContext;
let page: Page;
let email: string;
const password = 'a long pass phrase';

/** A reader of their own, with two pages opened and two other devices. */
beforeEach(async () => {
  await context?.close();
  context = await newContext();
  email = await register(context);
  await spendViews(context, ['/hcpcs/J9000/', '/icd-10-cm/E11.9/']);
  for (let other = 0; other < 2; other += 1) await elsewhere();
  page = await context.newPage();
  await page.goto('/account/');
  await page.locator('[data-own-sessions] button').nth(1).waitFor();
});

const newContext = () => own.browser.newContext({ baseURL: own.installation.site, bypassCSP: true });

/** Another device on which the reader is logged in. */
async function elsewhere(): Promise<BrowserContext> {
  const other = await newContext();
  const answer = await other.request.post('/api/account/login', { data: { email, password } });
  expect(answer.ok(), await answer.text()).toBe(true);
  return other;
}

const told = (words: string | RegExp) => page.getByRole('status').filter({ hasText: words });

test('Tab goes through the account in the order in which it reads', async () => {
  await tabTo(page, /^Account$/);
  const stops = [];
  do stops.push(await press(page, 'Tab'));
  while (stops.at(-1) !== 'Delete the account' && stops.length < 30);
  expect(stops).toEqual([
    'Log out',
    expect.stringContaining('E11.9'),
    expect.stringContaining('J9000'),
    'Clear the list',
    expect.stringMatching(/^Log out .* on /),
    expect.stringMatching(/^Log out .* on /),
    'Log out all other devices',
    'Your name (optional)',
    'Change the name',
    'Your password',
    'New password',
    'Change the password',
    'Send the link again',
    'New address',
    'Your password',
    'Change the address',
    'Download all of it',
    'Delete the account',
  ]);
  expect(await barriersOf(page)).toEqual([]);
});

test('clearing the list and logging out devices is told where it was asked for, and the focus stays there', async () => {
  await tabTo(page, /^Clear the list$/);
  await page.keyboard.press('Enter');
  await told('The list is cleared.').waitFor();
  await page.getByText('You have opened no page yet.').waitFor();
  expect(await focus(page)).toEqual({ words: 'Clear the list', visible: true, outlined: true });
  await tabTo(page, /^Log out .* on /);
  await page.keyboard.press('Enter');
  await page.getByText('is logged out.').waitFor();
  expect(await focus(page)).toMatchObject({
    words: expect.stringMatching(/ is logged out\.$/),
    visible: true,
  });
  await tabTo(page, /^Log out all other devices$/);
  await page.keyboard.press('Enter');
  await told('All other devices are logged out.').waitFor();
  expect(await focus(page)).toEqual({ words: 'Log out all other devices', visible: true, outlined: true });
  await expect.poll(() => page.locator('[data-own-sessions] li').count()).toBe(1);
  expect(await barriersOf(page)).toEqual([]);
});

test('a mistake in a form takes the focus to its field, which says it', async () => {
  await tabTo(page, /^New address$/);
  await page.keyboard.type('other@example.org');
  await page.keyboard.press('Tab');
  await page.keyboard.type('not the password');
  await page.keyboard.press('Enter');
  await page.locator('[data-error-for]:visible, [data-form-error]:visible').waitFor();
  expect((await focus(page)).words).toBe('Your password');
  const field = page.locator('#email-password');
  expect(await field.getAttribute('aria-invalid')).toBe('true');
  expect(await page.locator(`#${await field.getAttribute('aria-describedby')}`).isVisible()).toBe(true);
  expect(await barriersOf(page)).toEqual([]);
  await page.keyboard.press('Control+A');
  await page.keyboard.type(password);
  await page.keyboard.press('Enter');
  await told('your address changes when its link is opened').waitFor();
  expect((await focus(page)).words).toBe('Your password');
  await tabTo(page, /^Delete the account$/);
  await page.keyboard.press('Enter');
  await tabTo(page, /^Your password$/);
  await page.keyboard.type('not the password');
  await page.keyboard.press('Enter');
  await page.locator('#delete-password-error:visible').waitFor();
  expect((await focus(page)).words).toBe('Your password');
  expect(await barriersOf(page)).toEqual([]);
});

test('a name that is held stands in its field, and goes where the field is emptied', async () => {
  const field = page.getByRole('textbox', { name: /^Your name/ });
  const shown = page.locator('[data-account-name]');
  await field.fill('Grace');
  await field.press('Enter');
  await told('The name is changed.').waitFor();
  expect(await field.inputValue()).toBe('Grace');
  await page.reload();
  await expect.poll(() => field.inputValue()).toBe('Grace');
  await page.getByRole('button', { name: 'Change the name' }).click();
  await told('The name is changed.').waitFor();
  expect(await (await context.request.get('/api/account')).json()).toMatchObject({ name: 'Grace' });
  await field.fill('');
  await field.press('Enter');
  await told('The name is removed.').waitFor();
  await expect.poll(() => shown.textContent()).toBe('–');
  expect(await field.inputValue()).toBe('');
});

test('name and password change where they are asked for, and other devices are logged out', async () => {
  const other = await elsewhere();
  await tabTo(page, /^Your name/);
  await page.keyboard.type('Grace');
  await page.keyboard.press('Enter');
  await told('The name is changed.').waitFor();
  await expect.poll(() => page.locator('[data-account-name]').textContent()).toBe('Grace');
  expect((await focus(page)).words).toMatch(/^Your name/);
  await tabTo(page, /^Your password$/);
  await page.keyboard.type('not the password');
  await page.keyboard.press('Tab');
  await page.keyboard.type('another pass phrase');
  await page.keyboard.press('Enter');
  await page.locator('#old-password-error:visible').waitFor();
  expect((await focus(page)).words).toBe('Your password');
  expect(await page.locator('#old-password-error').textContent()).toBe(
    'That is not the password of this account.',
  );
  expect(await barriersOf(page)).toEqual([]);
  await page.keyboard.press('Control+A');
  await page.keyboard.type(password);
  await page.keyboard.press('Enter');
  await told('The password is changed. All other devices are logged out.').waitFor();
  await expect.poll(() => page.locator('[data-own-sessions] li').count()).toBe(1);
  expect(await barriersOf(page)).toEqual([]);
  const there = await other.newPage();
  await there.goto('/account/');
  await there.getByText('You are not logged in.').waitFor();
  const answer = await other.request.post('/api/account/login', { data: { email, password } });
  expect(answer.status()).toBe(401);
  await other.close();
});

test('news from another tab change what is shown, and not where the reader stands', async () => {
  await tabTo(page, /^Log out .* on /);
  await press(page, 'Tab');
  const stands = () => page.locator(':focus').getAttribute('data-session');
  const before = await stands();
  expect(before).toMatch(/^\S+$/);
  const other = await context.newPage();
  await other.goto('/hcpcs/A0425/');
  await other.getByRole('button', { name: /^Open this page/ }).click();
  await page.getByRole('link', { name: /A0425/ }).waitFor();
  expect(await stands()).toBe(before);
  await other.close();
});

test('whoever is logged out elsewhere stands where the page says so', async () => {
  await tabTo(page, /^New address$/);
  const other = await elsewhere();
  const ended = await other.request.post('/api/account/sessions/end-others', { data: {} });
  expect(ended.ok(), await ended.text()).toBe(true);
  await other.close();
  const tab = await context.newPage();
  await tab.goto('/account/');
  await page.getByText('You are not logged in.').waitFor();
  expect(await focus(page)).toMatchObject({ words: 'You are not logged in.', visible: true });
  expect(await press(page, 'Tab')).toBe('Log in');
  expect(await barriersOf(page)).toEqual([]);
  await tab.close();
});
