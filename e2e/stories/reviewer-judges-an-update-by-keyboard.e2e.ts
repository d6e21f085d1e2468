import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launchBrowser } from '../src/browser.ts';
import { askDesk, logInAtDesk } from '../src/desk.ts';
import { type Installation, importNextEdition, nextEdition, startDesk } from '../src/installation.ts';
import { focus, tabTo } from '../src/keyboard.ts';

const edition = nextEdition;

let installation: Installation;
let browser: Browser;
let reviewer: Page;
/** The codes whose text the editor says still holds, in the order of the board. */
let waiting: string[];

beforeAll(async () => {
  installation = await startDesk();
  await importNextEdition(installation);
  browser = await launchBrowser();
  const editor = await logInAtDesk(browser, installation, 'editor');
  waiting = await proposeAll(editor);
  expect(waiting.length).toBeGreaterThan(3);
  reviewer = await logInAtDesk(browser, installation, 'reviewer');
});

afterAll(async () => {
  await browser?.close();
  await installation?.stop();
});

test('a reviewer comes to what waits, judges item after item, and never takes the hand off the keyboard', async () => {
  const page = reviewer;
  await page.goto(`/admin/updates/${edition}?state=in-review`);
  const [first = '', second = '', third = ''] = waiting;
  await page.getByRole('link', { name: first, exact: true }).waitFor();
  await tabTo(page, new RegExp(`^${first}$`));
  await page.keyboard.press('Enter');
  await landsAt(first);
  await page.getByText(`1 of ${waiting.length}`).waitFor();

  // The differences, as one text and beside each other.
  const shown = () => page.locator('.update-item__parts section').first().innerHTML();
  const asOne = await shown();
  await page.keyboard.press('d');
  await expect.poll(shown).not.toBe(asOne);
  await page.keyboard.press('d');
  await expect.poll(shown).toBe(asOne);

  await page.keyboard.press('?');
  await page.getByRole('dialog', { name: 'Keys' }).waitFor();
  // While a dialog is open the keys of the page do nothing.
  await page.keyboard.press('j');
  await page.keyboard.press('Escape');
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  expect(new URL(page.url()).pathname).toContain(first);

  await page.keyboard.press('a');
  await landsAt(second);
  expect(await stateOf(first)).toBe('done');

  await page.keyboard.press('r');
  await page.getByRole('textbox', { name: 'What should be changed?' }).waitFor();
  // What is written is written: an "a" in it approves nothing.
  await page.keyboard.type('Say again what is tested.');
  await tabTo(page, /^Ask for changes$/);
  await page.keyboard.press('Enter');
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  await expect.poll(() => stateOf(second)).not.toBe('in-review');
  expect(await stateOf(second)).not.toBe('done');

  await page.keyboard.press('j');
  await landsAt(third);
  // Both before it have left the list of what waits.
  await page.getByText(`1 of ${waiting.length - 2}`).waitFor();
  await page.keyboard.press('k');
  await page.getByText('This is the first item of the list.').waitFor();
  await page.keyboard.press('u');
  await page.waitForURL((url) => url.pathname.endsWith(`/updates/${edition}`));
  // The board is the one that was left, and shows what still waits.
  await page.getByRole('link', { name: third, exact: true }).waitFor();
  expect(await page.getByRole('link', { name: first, exact: true }).count()).toBe(0);
});

/** The item is there, and whoever listens hears its code first. */
async function landsAt(code: string): Promise<void> {
  await reviewer.waitForURL((url) => url.pathname.endsWith(`/items/${code}`));
  await expect.poll(async () => (await focus(reviewer)).words).toBe(code);
}

type Item = { id: string; code: string; explained: boolean; changeHash: string; state: string };

async function ask<T>(person: Page, path: string, data?: object): Promise<T> {
  const { status, text } = await askDesk(person, data ? 'POST' : 'GET', path, data);
  expect(status, path).toBe(200);
  return JSON.parse(text) as T;
}

const items = async (person: Page, query: string): Promise<Item[]> =>
  (await ask<{ docs: Item[] }>(person, `/work-items?limit=100&depth=0&${query}`)).docs;

/** The editor says of every text of the update that it still holds; answers its codes as the board orders them. */
async function proposeAll(editor: Page): Promise<string[]> {
  for (const { id, explained, changeHash } of await items(editor, `where[edition][equals]=${edition}`))
    if (explained) await ask(editor, `/work-items/${id}/step`, { action: 'propose-keep', changeHash });
  const { found } = await ask<{ found: { at: string }[] }>(
    editor,
    `/updates/${edition}/found?state=in-review`,
  );
  return found.map(({ at }) => at);
}

async function stateOf(code: string): Promise<string | undefined> {
  return (await items(reviewer, `where[key][equals]=${edition}/${code}`))[0]?.state;
}
