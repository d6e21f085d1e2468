import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launchBrowser } from '../src/browser.ts';
import {
  alive,
  asStaff,
  explanationText,
  goToExplanation,
  logInAtDesk,
  showsState,
  type,
  write,
} from '../src/desk.ts';
import { type Installation, startInstallation } from '../src/installation.ts';

let installation: Installation;
let browser: Browser;
let editor: Page;
let reviewer: Page;

beforeAll(async () => {
  installation = await startInstallation();
  browser = await launchBrowser();
  editor = await logInAtDesk(browser, installation, 'editor');
  reviewer = await logInAtDesk(browser, installation, 'reviewer');
});

afterAll(async () => {
  await browser?.close();
  await installation?.stop();
});

test('who comes second sees what the first one changed, and keeps their own words on top of it', async () => {
  await goToExplanation(editor, 'hcpcs/A0425');
  await write(editor, 'beginning', 'The editor was here. ');
  await retitle('A title by the reviewer');
  await type(editor, 'beginning', 'And went on writing. ');

  const told = editor.getByRole('dialog', { name: 'This text was changed meanwhile' });
  await told.getByText(/Demo reviewer saved it at/).waitFor();
  expect(await told.locator('ins').textContent()).toContain('A title by the reviewer');
  await told.getByRole('button', { name: 'Keep mine on top' }).click();
  await opensAnew(told);
  await expect.poll(() => editor.getByLabel('Plain title').inputValue()).toBe('A title by the reviewer');
  expect(await explanationText(editor).textContent()).toContain('And went on writing.');

  // The form is on the newest revision: writing goes on, and nobody is told anything.
  await write(editor, 'beginning', 'Without a word in between. ');
  expect(await told.count()).toBe(0);
  const { text } = await asStaff(editor, 'GET', '?draft=true&depth=0');
  expect(text).toContain('And went on writing.');
  expect(text).toContain('A title by the reviewer');
});

test('who comes second can take the other text instead', async () => {
  await goToExplanation(editor, 'hcpcs/A4253');
  await write(editor, 'beginning', 'The editor was here. ');
  await retitle('Another title by the reviewer');
  await type(editor, 'beginning', 'These words are given up. ');

  const told = editor.getByRole('dialog', { name: 'This text was changed meanwhile' });
  await told.getByRole('button', { name: 'Take their text' }).click();
  await opensAnew(told);
  await expect
    .poll(() => editor.getByLabel('Plain title').inputValue())
    .toBe('Another title by the reviewer');
  await expect.poll(() => explanationText(editor).textContent()).not.toContain('These words are given up.');
  expect((await asStaff(editor, 'GET', '?draft=true&depth=0')).text).not.toContain('given up');
});

test('who writes on while a slow save is on its way is not in their own way, and loses nothing', async () => {
  await goToExplanation(editor, 'hcpcs/A9270');
  const saves: number[] = [];
  await editor.route(/\/api\/explanations\/.*autosave=true/, async (route) => {
    const answer = await route.fetch();
    // Longer than the form waits before it saves again: the next save queues behind this one.
    await new Promise((resolve) => setTimeout(resolve, 4_000));
    saves.push(answer.status());
    await route.fulfill({ response: answer });
  });
  const sent = editor.waitForRequest(/autosave=true/);
  await type(editor, 'beginning', 'First words. ');
  await sent;
  await editor.getByLabel('Plain title').fill('A title in between');
  await type(editor, 'beginning', 'Second words. ');
  const all = async () => {
    const { text } = await asStaff(editor, 'GET', '?draft=true&depth=0');
    return ['First words.', 'A title in between', 'Second words.'].every((words) => text.includes(words));
  };
  await expect.poll(all, { timeout: 20_000, interval: 250 }).toBe(true);
  await expect.poll(() => saves.length, { timeout: 20_000, interval: 250 }).toBeGreaterThanOrEqual(2);
  // On a busy machine the title and the words may be saved apart: none is on its way when the browser closes.
  await editor.unrouteAll({ behavior: 'wait' });
  expect(new Set(saves)).toEqual(new Set([200]));
  expect(await editor.getByRole('dialog').count()).toBe(0);
  expect(await editor.getByLabel('Plain title').inputValue()).toBe('A title in between');
});

test('who submits an older text than the desk has is shown what changed, and loads it', async () => {
  await goToExplanation(editor, 'hcpcs/J9000');
  await write(editor, 'beginning', 'First words. ');
  await showsState(editor, 'Draft');
  const stale = await editor.context().newPage();
  await stale.goto(editor.url());
  await explanationText(stale).waitFor();
  await write(editor, 'beginning', 'Later words. ');

  await (await alive(stale.getByRole('button', { name: 'Submit for review' }))).click();
  const told = stale.getByRole('dialog', { name: 'This text was changed meanwhile' });
  await told.waitFor();
  expect(await told.locator('ins').textContent()).toContain('Later words.');
  await told.getByRole('button', { name: 'Load the newer text' }).click();
  await told.waitFor({ state: 'detached' });
  await expect
    .poll(() => explanationText(stale).textContent(), { timeout: 20_000, interval: 250 })
    .toContain('Later words.');
  await (await alive(stale.getByRole('button', { name: 'Submit for review' }))).click();
  await showsState(stale, 'In review');
});

/** The reviewer opens the same text and changes its title; the desk's notice of who has it open is no fence. */
async function retitle(title: string): Promise<void> {
  await reviewer.goto(editor.url());
  await reviewer.getByLabel('Plain title').waitFor();
  const takeOver = reviewer.getByRole('button', { name: 'Take over' });
  if (await takeOver.isVisible()) await takeOver.click();
  await reviewer.getByLabel('Plain title').fill(title);
  const saved = async () => (await asStaff(reviewer, 'GET', '?draft=true&depth=0')).text.includes(title);
  await expect.poll(saved, { timeout: 20_000, interval: 250 }).toBe(true);
}

/** What was chosen in the dialog opens the page anew. */
async function opensAnew(dialog: Locator): Promise<void> {
  await dialog.waitFor({ state: 'detached' });
  await explanationText(dialog.page()).waitFor();
}
