import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launchBrowser } from '../src/browser.ts';
import { asStaff, chooseByName, explanationText, logInAtDesk, openExplanation, write } from '../src/desk.ts';
import { type Installation, root, startDesk } from '../src/installation.ts';

let installation: Installation;
let browser: Browser;
let editor: Page;

const template = 'Say which strips the meter takes.';
const picture = readFileSync(join(root, 'docs/images/code-page.webp'));

beforeAll(async () => {
  installation = await startDesk();
  browser = await launchBrowser();
  editor = await logInAtDesk(browser, installation, 'editor');
});
afterAll(async () => {
  await browser?.close();
  await installation?.stop();
});

const stored = async () => (await asStaff(editor, 'GET', '?draft=true&depth=0')).text;

test('an empty part of a text begins with the template of its code set', async () => {
  await editor.goto('/admin/collections/text-templates/create');
  await chooseByName(editor, 'Code set', 'HCPCS');
  await choose('Part of the page', 'Compliance');
  await explanationText(editor).click();
  await editor.keyboard.insertText(template);
  await editor.getByRole('button', { name: 'Save', exact: true }).click();
  await editor.waitForURL(/text-templates\/[0-9a-f-]{36}/);

  await editor.goto('/admin');
  await openExplanation(editor, 'Published', 'HCPCS B4150');
  await editor.getByText('Into what is empty: Compliance.').waitFor();
  await editor.getByRole('button', { name: 'Begin with the template of HCPCS' }).click();
  await expect.poll(stored, { timeout: 20_000 }).toContain(template);
  await editor.getByText('Into what is empty').waitFor({ state: 'detached' });
});

test('a word that nobody knows is pointed out until it is a word of the house', async () => {
  await write(editor, 'end', ' A glucometter reads the strip.');
  const hints = editor.locator('.desk-spelling');
  await hints.getByText('glucometter').waitFor();
  await hints.getByRole('button', { name: 'Add to house words: glucometter' }).press('Enter');
  await editor.getByText('“glucometter” is a word of the house now.').waitFor();
  await hints.getByText('glucometter').waitFor({ state: 'detached' });
});

test('an image says what it shows, and stands in the text in the formats that browsers choose from', async () => {
  const text = editor.url();
  await editor.goto('/admin/collections/media/create');
  const file = { name: 'code-page.webp', mimeType: 'image/webp', buffer: picture };
  await editor.locator('input[type=file]').setInputFiles(file);
  await editor.getByRole('button', { name: 'Save', exact: true }).click();
  await editor.getByText('Say what the image shows, for those who cannot see it.').waitFor();
  await editor.getByLabel('What the image shows').fill('The page of a code');
  await editor.getByRole('button', { name: 'Save', exact: true }).click();
  await editor.waitForURL(/media\/[0-9a-f-]{36}/);
  const image = editor.url().split('/').at(-1);

  await editor.goto(text);
  await explanationText(editor).click();
  await editor.keyboard.press('Control+End');
  await editor.keyboard.press('Enter');
  await editor.keyboard.type('/upload');
  await editor
    .getByRole('option', { name: 'Upload' })
    .or(editor.locator('.slash-menu-popup__item'))
    .first()
    .click();
  await editor.getByRole('dialog').getByText('code-page.webp').first().click();
  await expect.poll(stored, { timeout: 20_000 }).toContain(image);
  const headers = { Origin: installation.desk };
  const made = await editor.context().request.get(`/api/media/${image}`, { headers });
  const { sizes } = (await made.json()) as { sizes: Record<string, { url: string; mimeType: string }> };
  expect([sizes.avif480?.mimeType, sizes.webp480?.mimeType]).toEqual(['image/avif', 'image/webp']);
  const avif = await editor.context().request.get(sizes.avif480?.url ?? '', { headers });
  expect([avif.status(), avif.headers()['content-type']]).toEqual([200, 'image/avif']);
});

/** Chooses in one of the desk's lists by keyboard. */
async function choose(label: string, option: string): Promise<void> {
  await editor.getByLabel(label).click();
  await editor.keyboard.type(option);
  await editor.keyboard.press('Enter');
}
