import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launchBrowser } from '../src/browser.ts';
import { addressOfExplanation, alive, explanationText, logInAtDesk, showsState, write } from '../src/desk.ts';
import { type Installation, startDesk } from '../src/installation.ts';

/** What was pressed is answered by the desk. */
const patience = { timeout: 20_000, interval: 100 };

let installation: Installation;
let browser: Browser;
let editor: Page;
let reviewer: Page;

beforeAll(async () => {
  installation = await startDesk();
  browser = await launchBrowser();
  editor = await logInAtDesk(browser, installation, 'editor');
  reviewer = await logInAtDesk(browser, installation, 'reviewer');
});

afterAll(async () => {
  await browser?.close();
  await installation?.stop();
});

test('the focus stays at the thread, and goes on to the next one where it is settled', async () => {
  await open(reviewer, 'hcpcs/A0425');
  await selectWords(reviewer, 'a base rate');
  const bar = reviewer.getByRole('toolbar', { name: 'The selected passage' });
  await bar.getByRole('button', { name: 'Suggest other words' }).click();
  await reviewer.getByRole('textbox', { name: 'Other words for it' }).fill('a basic rate');
  await reviewer.getByRole('button', { name: 'Suggest', exact: true }).press('Enter');
  await has(reviewer, 'Suggestion by Demo reviewer');
  for (const words of ['First remark', 'Second remark']) {
    await (await alive(reviewer.getByRole('button', { name: /^Comment on/ }))).click();
    await reviewer.getByRole('combobox', { name: /About the whole text|Your comment/ }).fill(words);
    await reviewer.getByRole('button', { name: 'Comment', exact: true }).press('Enter');
    await has(reviewer, 'Comment by Demo reviewer');
  }

  await open(editor, 'hcpcs/A0425');
  const suggestion = editor.getByRole('article', { name: 'Suggestion by Demo reviewer' });
  const decline = await alive(suggestion.getByRole('button', { name: 'Decline…' }));
  await decline.press('Enter');
  await has(editor, 'Why not?');
  await suggestion.getByRole('button', { name: 'Cancel' }).press('Enter');
  await has(editor, 'Decline…');
  await editor.keyboard.press('Enter');
  await editor.keyboard.type('It is called so.');
  await editor.keyboard.press('Escape');
  await has(editor, 'Decline…');
  await editor.keyboard.press('Enter');
  await editor.keyboard.type('It is called so.');
  await suggestion.getByRole('button', { name: 'Decline', exact: true }).press('Enter');
  await has(editor, 'Comment by Demo reviewer');

  const remark = editor.getByRole('article', { name: 'Comment by Demo reviewer' });
  await remark.first().getByRole('button', { name: 'Reply' }).press('Enter');
  await has(editor, 'Your reply');
  await editor.keyboard.type('I see.');
  await remark.first().getByRole('button', { name: 'Reply' }).press('Enter');
  await remark.first().getByText('I see.').waitFor();
  await has(editor, 'Reply');
  await remark.first().getByRole('button', { name: 'Resolve' }).press('Enter');
  await has(editor, 'Comment by Demo reviewer');
  await remark.getByRole('button', { name: 'Resolve' }).press('Enter');
  await has(editor, 'Comments');
});

test('the steps keep the focus, and it is on none of them', async () => {
  await write(editor, 'beginning', 'A new beginning. ');
  await showsState(editor, 'Draft');
  await (await alive(editor.getByRole('button', { name: 'Submit for review' }))).press('Enter');
  await showsState(editor, 'In review');
  await has(editor, 'Steps');

  await open(reviewer, 'hcpcs/A0425');
  await (await alive(reviewer.getByRole('button', { name: 'Approve', exact: true }))).press('Enter');
  await showsState(reviewer, 'Approved');
  await has(reviewer, 'Steps');
});

test('what changes a link is reached only while a link is chosen', async () => {
  await explanationText(editor).click();
  const buttons = editor.locator('.link-edit, .link-trash');
  expect(await buttons.count()).toBeGreaterThan(0);
  expect(await buttons.filter({ visible: true }).count()).toBe(0);

  await explanationText(editor).evaluate((element) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData('text/html', '<a href="https://www.cms.gov/">A page elsewhere</a>');
    element.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
  });
  await editor.keyboard.press('ArrowLeft');
  await expect.poll(() => buttons.filter({ visible: true }).count(), patience).toBe(2);
});

async function open(page: Page, codeKey: string): Promise<void> {
  await page.goto(await addressOfExplanation(page, codeKey));
  await page.getByRole('heading', { name: 'Comments' }).waitFor();
  const takeOver = page.getByRole('button', { name: 'Take over' });
  if (await takeOver.isVisible()) await takeOver.click();
  await explanationText(page).waitFor();
}

/** Waits until what has this name or label has the focus. */
async function has(page: Page, name: string): Promise<void> {
  const named = () =>
    page.evaluate(() => {
      const at = document.activeElement;
      if (!(at instanceof HTMLElement) || at === document.body) return 'nothing';
      const label = at instanceof HTMLTextAreaElement ? at.labels?.[0]?.textContent : null;
      return (at.getAttribute('aria-label') ?? label ?? at.textContent).trim();
    });
  await expect.poll(named, patience).toBe(name);
}

async function selectWords(page: Page, words: string): Promise<void> {
  await explanationText(page).click();
  await explanationText(page).evaluate((text, wanted) => {
    const walker = document.createTreeWalker(text, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const at = node.nodeValue?.indexOf(wanted) ?? -1;
      if (at !== -1) return document.getSelection()?.setBaseAndExtent(node, at, node, at + wanted.length);
    }
    throw new Error(`The text does not say: ${wanted}`);
  }, words);
}
