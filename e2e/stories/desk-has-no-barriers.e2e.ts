import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { deskBarriersOf } from '../src/barriers.ts';
import { launchBrowser } from '../src/browser.ts';
import { alive, explanationText, logInAtDesk, openExplanation } from '../src/desk.ts';
import { type Installation, importNextEdition, nextEdition, startDesk } from '../src/installation.ts';

const edition = nextEdition;

let installation: Installation;
let browser: Browser;
let editor: Page;
let publisher: Page;

beforeAll(async () => {
  installation = await startDesk();
  await importNextEdition(installation);
  browser = await launchBrowser();
  editor = await logInAtDesk(browser, installation, 'editor', { bypassCSP: true });
  publisher = await logInAtDesk(browser, installation, 'publisher', { bypassCSP: true });
});

afterAll(async () => {
  await browser?.close();
  await installation?.stop();
});

test.each([
  ['the dashboard of an editor', '/admin', 'heading', 'My drafts'],
  ['the updates', '/admin/updates', 'link', 'SPT® 2027'],
  ['the board of an update', `/admin/updates/${edition}`, 'link', '9X141'],
  ['an item of an update', `/admin/updates/${edition}/items/9X141`, 'button', 'Start writing'],
  ['an update that there is not', '/admin/updates/hcpcs-2040-01-01', 'link', 'All updates'],
  ['coverage', '/admin/coverage', 'button', 'Modifiers'],
  ['find and replace', '/admin/replace', 'button', 'Find'],
  ['bringing texts in', '/admin/bring-in', 'button', 'Check'],
  ['the list of explanations', '/admin/collections/explanations', 'button', 'Next page'],
  ['a template to write', '/admin/collections/text-templates/create', 'combobox', 'Part of the page'],
] as const)('%s', async (_, address, role, name) => {
  expect(await barriersAt(editor, address, role, name)).toEqual([]);
});

test('a text that is written', async () => {
  await editor.goto('/admin');
  await openExplanation(editor, 'Published', 'HCPCS J2405');
  await editor.getByRole('heading', { name: 'HCPCS J2405' }).waitFor();
  await explanationText(editor).click();
  expect(await deskBarriersOf(editor)).toEqual([]);
});

test.each([
  ['the dashboard of a publisher', '/admin', 'button', 'Publish the site'],
  ['the list of releases', '/admin/collections/releases', 'textbox', 'Search by'],
  ['the list of notices', '/admin/collections/copyright-notices', 'textbox', 'Search by'],
] as const)('%s', async (_, address, role, name) => {
  expect(await barriersAt(publisher, address, role, name)).toEqual([]);
});

type Role = Parameters<Page['getByRole']>[0];

/** The barriers of a view, once the control by which it is known is alive. */
async function barriersAt(page: Page, address: string, role: Role, name: string) {
  await page.goto(address);
  await alive(page.getByRole(role, { name }).first());
  return await deskBarriersOf(page);
}
