import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { startAsOperator } from '../src/installation.ts';
import { siteAndBrowser } from '../src/site-and-browser.ts';
import { starterPages } from '../src/starter.ts';

const own = siteAndBrowser({ start: startAsOperator });

const pages = starterPages('hcpcs').filter(({ registeredWords }) => registeredWords !== null);

test('a guest reads one page, meets the lock on the second, registers, and uses up the views', async () => {
  const reader = await own.newPage();
  const [first, second, ...others] = pages;
  if (!first?.registeredWords || !second?.registeredWords) throw new Error('the starter explains two codes');

  // The first page opens by itself and takes the guest's only view.
  await visit(reader, first.path);
  await seen(reader, first.meteredWords);
  await seen(reader, '0 code page views remaining');
  expect(await shows(reader, first.registeredWords)).toBe(false);

  // Reloading costs nothing and shows the same.
  await reader.reload();
  await seen(reader, first.meteredWords);

  // The second is locked, and says how to go on.
  await visit(reader, second.path);
  await seen(
    reader,
    '0 code page views remaining. Guest accounts are limited to 1 page view. Register free account to get 5 more views.',
  );
  await seen(reader, 'Register to view content');
  expect(await shows(reader, second.meteredWords)).toBe(false);

  // Registering leads back to the page, still locked, with five views and a button.
  await reader
    .getByRole('link', { name: /create a free account/i })
    .first()
    .click();
  await reader.waitForURL(/\/register\//);
  await reader.getByLabel('E-mail').fill('story@example.org');
  await reader.getByLabel('Password').fill('a long pass phrase');
  await reader.getByRole('button', { name: 'Register' }).click();
  await reader.waitForURL(`${own.installation.site}${second.path}`);
  await seen(reader, '5 code page views remaining');
  expect(await shows(reader, second.meteredWords)).toBe(false);

  // Opening shows the description and the sections for registered readers.
  await reader.getByRole('button', { name: /^Open/ }).first().click();
  await seen(reader, second.meteredWords);
  await seen(reader, second.registeredWords);
  await seen(reader, '4 code page views remaining');

  // The guest's page came along: it opens again at no cost, now with its sections.
  await visit(reader, first.path);
  await seen(reader, first.meteredWords);
  await seen(reader, first.registeredWords);
  await seen(reader, '4 code page views remaining');

  // The rest is used up, and the next page says what comes next.
  for (const [index, page] of others.slice(0, 4).entries()) {
    await visit(reader, page.path);
    await reader.getByRole('button', { name: /^Open/ }).first().click();
    await seen(reader, page.meteredWords);
    await seen(reader, `${3 - index} code page view${3 - index === 1 ? '' : 's'} remaining`);
  }
  const last = others[4];
  if (!last) throw new Error('the starter explains seven codes');
  await visit(reader, last.path);
  await seen(reader, '0 code page views remaining');
  expect(await reader.getByRole('button', { name: /^Open/ }).count()).toBe(0);
  expect(await reader.locator('[data-views-text]').textContent()).toMatch(/subscri|again|until/i);
});

test('a page reads well with JavaScript off: open text and honest locks', async () => {
  const [page] = pages;
  if (!page?.registeredWords) throw new Error('the starter explains a code');
  const reader = await own.newPage({ javaScriptEnabled: false });
  await visit(reader, page.path);
  await seen(reader, 'Official Description');
  await seen(reader, 'Common Language Description');
  await seen(reader, 'Register to view content');
  expect(await shows(reader, page.meteredWords)).toBe(false);
});

async function visit(reader: Page, path: string): Promise<void> {
  const answer = await reader.goto(`${own.installation.site}${path}`);
  expect(answer?.status()).toBe(200);
}

/** Waits until the page shows the words, however its markup and line breaks divide them. */
async function seen(reader: Page, words: string): Promise<void> {
  await expect
    .poll(() => shows(reader, words), { timeout: 15_000, message: `"${words}" on ${reader.url()}` })
    .toBe(true);
}

async function shows(reader: Page, words: string): Promise<boolean> {
  const text = await reader.locator('body').textContent();
  return (text ?? '').replaceAll(/\s+/g, ' ').includes(words);
}
