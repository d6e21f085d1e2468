import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launchBrowser } from '../src/browser.ts';
import {
  chooseByName,
  explanationText,
  goHome,
  logInTeam,
  openExplanation,
  publishSite,
  takeStep,
  write,
} from '../src/desk.ts';
import { type Installation, startInstallation } from '../src/installation.ts';

let installation: Installation;
let browser: Browser;
let editor: Page;
let reviewer: Page;
let publisher: Page;
/** Where the desk has the family's text. */
let family: string;

beforeAll(async () => {
  installation = await startInstallation();
  browser = await launchBrowser();
  ({ editor, reviewer, publisher } = await logInTeam(browser, installation));
});

afterAll(async () => {
  await browser?.close();
  await installation?.stop();
});

/** The starter has a text for E66.813 alone of the codes below it. */
const root = 'E66.81';
const text =
  '{{Grade}} obesity is one of three grades that a doctor can give. The grade follows from weight and height. ' +
  'Whoever codes it looks for the words {{grade}} in the record, and asks where they are missing.';
const belongs = /This explanation is written for <a [^>]*>E66\.81 [^<]*<\/a> and the codes below it/;
const own = 'This code has words of its own.';

test('an editor writes one text for a family, and each code’s page reads it in its own words', async () => {
  await beginFamily();
  await fillSlot();
  await readsAs('E66.811', 'Class 1 obesity is one of three grades');
  await readsAs('E66.812', 'looks for the words class 2 in the record');
  await editor.getByText('3 codes read this text, 1 has a text of its own.').waitFor();
  await editor.getByText('own text', { exact: true }).waitFor();
  await takeStep(editor, 'Submit for review', 'In review');
  family = editor.url();
  await goHome(editor);

  await openExplanation(reviewer, 'In review', 'ICD-10-CM E66.81');
  await takeStep(reviewer, 'Approve', 'Approved');
  await goHome(reviewer);
  await publish();

  for (const [code, words] of [
    ['E66.811', 'Class 1 obesity is one of'],
    ['E66.812', 'Class 2 obesity is one of'],
  ] as const) {
    const page = await siteText(code);
    expect(page).toContain(words);
    expect(page).toMatch(belongs);
  }
  expect(await siteText('E66.813')).not.toMatch(belongs);
  const reader = await (await browser.newContext()).newPage();
  await reader.goto(`${installation.site}/icd-10-cm/E66.811/`);
  await reader.getByText('looks for the words class 1 in the record').waitFor();
});

test('a code that is broken out reads its own text, and the others go on reading the family’s', async () => {
  await editor.goto(family);
  await tab('Family');
  await editor.getByRole('button', { name: /^E66\.812/ }).click();
  await editor.getByRole('button', { name: 'Break E66.812 out: begin a text of its own' }).click();
  await editor.waitForURL((url) => url.href !== family);
  await explanationText(editor).getByText('Class 2 obesity').waitFor();
  await write(editor, 'beginning', `${own} `);
  await takeStep(editor, 'Submit for review', 'In review');
  await openExplanation(reviewer, 'In review', 'ICD-10-CM E66.812');
  await takeStep(reviewer, 'Approve', 'Approved');
  await publish();

  const brokenOut = await siteText('E66.812');
  expect(brokenOut).toContain(own);
  expect(brokenOut).not.toMatch(belongs);
  expect(await siteText('E66.811')).toMatch(belongs);
});

/** A new explanation, as the form takes it. */
async function beginFamily(): Promise<void> {
  await editor.goto('/admin/collections/explanations/create');
  await editor.waitForURL((url) => !url.pathname.endsWith('/create'));
  // A press before the page has come alive does nothing: a person presses again.
  const forFamily = editor.getByRole('radio', { name: 'This code and those below it' });
  const offered = async () => {
    await forFamily.check({ force: true, timeout: 1_000 }).catch(() => undefined);
    return await editor.getByRole('button', { name: 'Family', exact: true }).count();
  };
  await expect.poll(offered, { timeout: 30_000, interval: 500 }).toBe(1);
  await chooseByName(editor, 'Code set', 'ICD-10-CM');
  await editor.getByLabel('Code', { exact: true }).fill(root);
  await editor.getByLabel('Plain title').fill('Obesity, {{grade}}');
  await chooseByName(editor, 'Applies from edition', 'ICD-10-CM 2025');
  await editor.locator('#field-notice').getByRole('combobox').click();
  await editor.getByText('example-coding-press', { exact: true }).click();
  await write(editor, 'end', text);
}

/** The table of the slot: a row for each value that the family's codes have. */
async function fillSlot(): Promise<void> {
  await tab('Family');
  await editor.getByRole('button', { name: 'Add a slot' }).click();
  await editor.getByLabel('Name', { exact: true }).fill('grade');
  await editor.getByLabel('Filled from').selectOption({ label: 'What else the descriptor says' });
  await editor.getByLabel('Words for No value').fill('graded');
  for (const grade of ['class 1', 'class 2'])
    await editor.getByLabel(`Words for Obesity, ${grade}`).fill(grade);
}

/** What the desk says that the page of a code will read. */
async function readsAs(code: string, words: string): Promise<void> {
  await editor.getByRole('button', { name: new RegExp(`^${code.replace('.', '\\.')}`) }).click();
  const reading = editor.locator('.family__reading');
  await reading.getByRole('heading', { name: new RegExp(code) }).waitFor();
  await reading.getByText(words).waitFor();
}

async function tab(name: string): Promise<void> {
  await editor.getByRole('button', { name, exact: true }).click();
}

async function publish(): Promise<void> {
  await publisher.reload();
  await publishSite(publisher);
}

/** A page's file, as whoever asks for it gets it. */
async function siteText(code: string): Promise<string> {
  return await (await fetch(`${installation.site}/icd-10-cm/${code}/`)).text();
}
