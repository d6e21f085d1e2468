import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launchBrowser } from '../src/browser.ts';
import { alive, logInTeam } from '../src/desk.ts';
import { type Installation, startDesk } from '../src/installation.ts';

let installation: Installation;
let browser: Browser;
let editor: Page;
let reviewer: Page;

beforeAll(async () => {
  installation = await startDesk();
  browser = await launchBrowser();
  ({ editor, reviewer } = await logInTeam(browser, installation));
});
afterAll(async () => {
  await browser?.close();
  await installation?.stop();
});

const head = 'Code,Plain title,Explanation';
const good =
  'A0428,Ambulance ride without an emergency,A0428 is a ride in an ambulance that nobody had to hurry for.';
const mended =
  'A0429,Ambulance ride in an emergency,A0429 is a ride in an ambulance to which every minute counts.';

test('a file with a row that is wrong is refused with its place, and comes in once it is mended', async () => {
  await editor.goto('/admin/bring-in');
  await (await alive(editor.getByLabel('Code set'))).selectOption({ label: 'HCPCS' });
  await editor.getByLabel('Applies from edition').selectOption({ index: 1 });
  await editor.getByLabel('Notice').selectOption({ index: 1 });
  await check([good, mended.replace('A0429,', 'A9Z99,')]);
  await editor.getByText('Line 3, column A').waitFor();
  await editor.getByText('A9Z99 is no code of HCPCS.').waitFor();
  expect(await editor.getByRole('button', { name: 'Bring in' }).isDisabled()).toBe(true);

  await check([good, mended]);
  await editor.getByText('2 new texts').waitFor();
  await editor.getByRole('button', { name: 'Bring in' }).press('Enter');
  await editor.getByRole('heading', { name: 'Brought in' }).waitFor();
  expect(await texts('draft', ['hcpcs/A0428', 'hcpcs/A0429'])).toBe(2);
});

test('words are found in many texts, changed in those that are left ticked, and approved as one by somebody else', async () => {
  await editor.goto('/admin/replace');
  await (await alive(editor.getByLabel('Find', { exact: true }))).fill('ambulance');
  await editor.getByLabel('Replace with').fill('rescue car');
  await editor.keyboard.press('Enter');
  const hit = (name: string) => editor.getByRole('checkbox', { name: new RegExp(`^${name} `) });
  await hit('HCPCS A0425').waitFor();
  await hit('HCPCS A0428').uncheck();
  await hit('HCPCS A0429').uncheck();
  await editor.getByRole('button', { name: 'Change 1 text' }).press('Enter');
  await editor.getByText('1 submitted for review as one change').waitFor();
  await editor.getByRole('link', { name: 'See the change' }).click();
  await editor.getByText('Somebody else approves it').waitFor();
  expect(await editor.getByRole('button', { name: /^Approve/ }).count()).toBe(0);

  await reviewer.goto('/admin/replace');
  await reviewer.getByRole('link', { name: '“ambulance” → “rescue car”' }).click();
  await reviewer.locator('ins', { hasText: 'rescue car' }).first().waitFor();
  await reviewer.getByRole('button', { name: 'Approve 1 text' }).press('Enter');
  await reviewer.getByText('approved by Demo reviewer').waitFor();
  expect(await texts('approved', ['hcpcs/A0425'])).toBe(1);
});

/** Has the desk look at a file of these rows. */
async function check(rows: string[]): Promise<void> {
  const buffer = Buffer.from([head, ...rows].join('\n'));
  await editor
    .getByLabel('File', { exact: true })
    .setInputFiles({ name: 'texts.csv', mimeType: 'text/csv', buffer });
  await editor.getByRole('button', { name: 'Check' }).press('Enter');
}

/** How many of these codes have a text in that state. */
async function texts(state: string, codeKeys: string[]): Promise<number> {
  const query = codeKeys.map((key, index) => `where[codeKey][in][${index}]=${key}`).join('&');
  const answer = await editor
    .context()
    .request.get(`/api/explanations?draft=true&depth=0&where[state][equals]=${state}&${query}`, {
      headers: { Origin: installation.desk },
    });
  return ((await answer.json()) as { totalDocs: number }).totalDocs;
}
