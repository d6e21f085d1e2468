import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launchBrowser } from '../src/browser.ts';
import { asStaff, goHome, logInTeam, openExplanation, publishSite, takeStep, write } from '../src/desk.ts';
import { type Installation, startInstallation } from '../src/installation.ts';
import { starterPages } from '../src/starter.ts';

let installation: Installation;
let browser: Browser;
let editor: Page;
let reviewer: Page;
let publisher: Page;

beforeAll(async () => {
  installation = await startInstallation();
  browser = await launchBrowser();
  ({ editor, reviewer, publisher } = await logInTeam(browser, installation));
});

afterAll(async () => {
  await browser?.close();
  await installation?.stop();
});

const [path] = starterPages('hcpcs').map((page) => page.path);
if (!path) throw new Error('the starter explains a code');
const code = path.split('/')[2] ?? '';
const complaint = 'The first sentence says it wrongly.';
const correction = 'The first sentence was wrong. It is right now.';

test('a reader reports an error, an editor mends it, and everybody can read what was corrected', async () => {
  // With JavaScript the reader stays on the page; what is missing is told in place.
  const reader = await (await browser.newContext()).newPage();
  await reader.goto(`${installation.site}${path}`);
  await reader.getByText('Report an error on this page').click();
  await reader.getByLabel('What is wrong?').fill(complaint);
  await reader.getByRole('combobox', { name: 'Where' }).selectOption('Common Language Description');
  await reader.getByLabel('E-mail, if you would like an answer').fill('reader@example');
  await reader.getByRole('button', { name: 'Send report' }).click();
  await reader.getByText('Enter an e-mail address such as name@example.org, or none.').waitFor();
  await reader.getByLabel('E-mail, if you would like an answer').fill('reader@example.org');
  await reader.getByRole('button', { name: 'Send report' }).click();
  await reader.getByText('Thank you. An editor will look at what you reported.').waitFor();

  // Without JavaScript it is an ordinary form.
  const plain = await (await browser.newContext({ javaScriptEnabled: false })).newPage();
  await plain.goto(`${installation.site}/hcpcs/`);
  await plain.goto(`${installation.site}${path}`);
  await plain.getByText('Report an error on this page').click();
  await plain.getByLabel('What is wrong?').fill('A second report without any script.');
  await plain.getByRole('button', { name: 'Send report' }).click();
  await plain.getByRole('heading', { name: 'Thank you' }).waitFor();
  await plain.getByRole('link', { name: 'Back to the page' }).click();
  await plain.waitForURL(`**${path}`);

  // The desk fetches both before long; the editor takes up the first.
  await expect.poll(() => newReports(editor), { timeout: 90_000, interval: 3_000 }).toBe('2');
  await editor
    .getByRole('region', { name: 'Errors that readers report' })
    .getByRole('link', { name: 'New' })
    .click();
  await editor.getByRole('link', { name: path, exact: true }).first().click();
  await editor.getByText(complaint).waitFor();
  await editor.getByRole('button', { name: 'Accept and mend' }).click();
  await editor.waitForURL(/\/collections\/explanations\//);
  await write(editor, 'beginning', 'Mended. ');
  await editor.getByRole('button', { name: 'Correction', exact: true }).click();
  await editor.getByLabel('What was corrected').fill(correction);
  const saved = async () => (await asStaff(editor, 'GET', '?draft=true&depth=0')).text.includes(correction);
  await expect.poll(saved, { timeout: 20_000, interval: 250 }).toBe(true);
  await takeStep(editor, 'Submit for review', 'In review');
  await goHome(editor);

  // Until it is published nobody reads of it.
  await openExplanation(reviewer, 'In review', `HCPCS ${code}`);
  await takeStep(reviewer, 'Approve', 'Approved');
  expect(await page('/corrections/')).toContain('Nothing has been corrected so far.');
  await publishSite(publisher);

  expect(await page(path)).toMatch(new RegExp(`Corrected on <time[^>]*>[^<]*</time>: ${correction}`));
  await reader.goto(`${installation.site}${path}`);
  await reader.getByRole('link', { name: 'Corrections' }).click();
  await reader.getByText(correction).waitFor();
  expect(await reader.getByRole('link', { name: code }).count()).toBe(1);

  // The desk settles the report by itself; the other one still waits.
  const settled = async () => {
    const query = '?depth=0&where[state][equals]=corrected';
    const answer = await editor.context().request.get(`/api/error-reports${query}`, {
      headers: { Origin: installation.desk },
    });
    return ((await answer.json()) as { totalDocs: number }).totalDocs;
  };
  await expect.poll(settled, { timeout: 90_000, interval: 3_000 }).toBe(1);
  expect(await newReports(editor)).toBe('1');
});

/** How many new reports the dashboard shows. */
async function newReports(person: Page): Promise<string | null> {
  await person.reload();
  const part = person.getByRole('region', { name: 'Errors that readers report' });
  return await part.getByRole('link', { name: 'New' }).locator('strong').textContent();
}

/** A page's file, as whoever asks for it gets it. */
async function page(of: string): Promise<string> {
  return await (await fetch(`${installation.site}${of}`)).text();
}
