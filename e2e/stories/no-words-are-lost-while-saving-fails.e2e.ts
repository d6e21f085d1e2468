import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { launchBrowser } from '../src/browser.ts';
import { alive, asStaff, explanationText, goToExplanation, logInAtDesk, type } from '../src/desk.ts';
import { type Installation, startDesk } from '../src/installation.ts';

/** A save comes a moment after the words. */
const patience = { timeout: 20_000, interval: 250 };

let installation: Installation;
let browser: Browser;
let editor: Page;

beforeAll(async () => {
  installation = await startDesk();
  browser = await launchBrowser();
});

beforeEach(async () => {
  editor = await logInAtDesk(browser, installation, 'editor');
});

afterEach(async () => {
  await editor.context().close();
});

afterAll(async () => {
  await browser?.close();
  await installation?.stop();
});

test('what a page cannot show is left out of what is pasted, and the words are saved', async () => {
  await goToExplanation(editor, 'hcpcs/A0425');
  await paste(`
    <h2>Pasted heading</h2>
    <p>Before <img src="file:///C:/picture.png"> after, <a href="file:///C:/a.docx">a file</a>,
      <a href="tel:+1555">a phone</a>, <a href="javascript:alert(1)">a script</a> and
      <a href="https://www.cms.gov/">a page</a>.</p>
    <p><img src="https://www.example.com/picture.png" alt="A lung"></p>
    <ul><li><p>first <img src="https://www.example.com/b.png"></p></li><li>second<ul><li>nested</li></ul></li></ul>
    <img src="https://www.example.com/c.png" alt="A heart">
    <table><tr><td>a cell</td><td>another</td></tr></table><hr>
  `);
  await editor.getByText(/4 pictures were left out.* 3 links were turned into plain words/).waitFor();
  await type(editor, 'beginning', 'Written after. ');
  await expect.poll(() => stored('Written after.', 'a phone', 'nested', 'a cell'), patience).toBe(true);
  const { text } = await asStaff(editor, 'GET', '?draft=true&depth=0');
  expect(text).toContain('https://www.cms.gov/');
  expect(await explanationText(editor).textContent()).toContain('Before after, a file, a phone');
  expect(text).not.toMatch(/"pending"|tel:|file:|javascript:/);
  expect(await notSaved()).toBe('');

  // An address laid over words that are selected is a link too.
  await editor.keyboard.press('Control+Shift+ArrowLeft');
  await paste('', 'tel:+1555');
  await editor.getByText(/^1 link was turned into plain words/).waitFor();
  await type(editor, 'beginning', 'And after that. ');
  await expect.poll(() => stored('And after that.'), patience).toBe(true);
});

const refused =
  'The text holds something that a page cannot show. "tel:1,2" is no address a page may link to: write /path, https://… or mailto:…, so that it leads where it looks.';

test('a save that the desk refuses is told for as long as it is so, and the next edit saves', async () => {
  await goToExplanation(editor, 'hcpcs/A4253');
  await paste('<a href="https://www.cms.gov/">A page elsewhere</a>');
  // A link that the editor would not have let in.
  await editor.route(/autosave=true/, (route) => {
    const postData = route.request().postData()?.replace('https://www.cms.gov/', 'tel:1,2') ?? '';
    return route.continue({ postData });
  });
  await type(editor, 'beginning', 'Refused words. ');
  await expect.poll(notSaved, patience).toBe(`Not saved: ${refused}`);
  await editor.locator('.payload-toast-item').getByText(refused, { exact: true }).first().waitFor();
  expect(await editor.getByText(/^Last saved/).isVisible()).toBe(false);
  expect(await asksBeforeItCloses()).toBe(true);

  let asked = '';
  editor.once('dialog', (dialog) => {
    asked = dialog.message();
    void dialog.dismiss();
  });
  await editor.getByRole('link', { name: 'Plaincode desk' }).click();
  await expect.poll(() => asked, patience).toContain(`What you wrote last is not saved. ${refused}`);
  expect(await explanationText(editor).textContent()).toContain('Refused words.');

  await editor.unroute(/autosave=true/);
  await type(editor, 'beginning', 'Taken words. ');
  await expect.poll(() => stored('Refused words.', 'Taken words.'), patience).toBe(true);
  await expect.poll(notSaved, patience).toBe('');
  await expect.poll(asksBeforeItCloses, patience).toBe(false);
});

test('what was written offline is saved when the connection is back', async () => {
  await goToExplanation(editor, 'hcpcs/A9270');
  await editor.context().setOffline(true);
  await type(editor, 'beginning', 'Written offline. ');
  await expect.poll(notSaved, patience).toMatch(/^Not saved: The desk cannot be reached/);
  expect(await asksBeforeItCloses()).toBe(true);

  await editor.context().setOffline(false);
  await expect.poll(() => stored('Written offline.'), patience).toBe(true);
  await expect.poll(notSaved, patience).toBe('');
  await expect.poll(asksBeforeItCloses, patience).toBe(false);
});

test('who leaves within a second of writing loses nothing', async () => {
  await goToExplanation(editor, 'hcpcs/A0425');
  await type(editor, 'beginning', 'Last words. ');
  expect(await asksBeforeItCloses()).toBe(true);
  const address = editor.url();
  await editor.getByRole('link', { name: 'Plaincode desk' }).click();
  await editor.locator('.desk-dashboard').waitFor();
  await editor.goto(address);
  await explanationText(editor).waitFor();
  expect(await stored('Last words.')).toBe(true);
});

test('who goes back in the browser within a second of writing loses nothing', async () => {
  await editor.goto('/admin/collections/explanations?search=A0425');
  await (await alive(editor.getByRole('link', { name: 'HCPCS A0425' }))).click();
  await explanationText(editor).waitFor();
  const address = editor.url();
  await type(editor, 'beginning', 'Words before Back. ');
  await editor.evaluate(() => window.history.back());
  await editor.waitForURL(/[?&]search=/);
  await editor.goto(address);
  await explanationText(editor).waitFor();
  expect(await stored('Words before Back.')).toBe(true);
});

/** Pastes at the caret what another program put on the clipboard. */
async function paste(html: string, text = 'words of another program'): Promise<void> {
  const place = explanationText(editor);
  await place.focus();
  await place.evaluate(
    (element, held) => {
      const clipboardData = new DataTransfer();
      if (held.html) clipboardData.setData('text/html', held.html);
      clipboardData.setData('text/plain', held.text);
      element.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
    },
    { html, text },
  );
}

async function notSaved(): Promise<string> {
  return (await editor.locator('.desk-not-saved').textContent()) ?? '';
}

async function stored(...words: string[]): Promise<boolean> {
  const { text } = await asStaff(editor, 'GET', '?draft=true&depth=0');
  return words.every((each) => text.includes(each));
}

/** Whether the browser would ask a person who closes the page now. */
function asksBeforeItCloses(): Promise<boolean> {
  return editor.evaluate(() => !window.dispatchEvent(new Event('beforeunload', { cancelable: true })));
}
