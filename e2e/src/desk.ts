import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, BrowserContextOptions, Locator, Page } from 'playwright-core';
import { expect, vi } from 'vitest';
import type { Installation } from './installation.ts';

/** Logs in as the starter's person of that role, in a browser context of their own. */
export async function logInAtDesk(
  browser: Browser,
  { desk, data }: Installation,
  role: 'editor' | 'reviewer' | 'publisher' | 'admin',
  options: BrowserContextOptions = {},
): Promise<Page> {
  const viewport = { width: 1280, height: 900 };
  const context = await browser.newContext({ baseURL: desk, viewport, ...options });
  const page = await context.newPage();
  const { password, accounts } = starterLogins(data);
  const email = accounts.find((account) => account.role === role)?.email;
  if (!email) throw new Error(`The starter has no ${role}.`);
  await page.goto('/admin/login');
  await alive(page.getByLabel('Email'));
  await page.getByLabel('Email').fill(email);
  await page.getByLabel('Password').fill(password);
  await page.getByRole('button', { name: 'Login' }).click();
  await page.locator('.desk-dashboard').waitFor();
  return page;
}

/**
 * Waits until the page's script has taken a control over, and answers with it: what is pressed or filled in before
 * that is lost.
 */
export async function alive(control: Locator): Promise<Locator> {
  const taken = () =>
    control.evaluate((element) => Object.keys(element).some((key) => key.startsWith('__reactProps$')));
  await vi.waitUntil(taken, { timeout: 60_000, interval: 50 });
  return control;
}

/** The starter's three people, each in a browser context of their own. */
export async function logInTeam(
  browser: Browser,
  installation: Installation,
): Promise<{ editor: Page; reviewer: Page; publisher: Page }> {
  const [editor, reviewer, publisher] = await Promise.all([
    logInAtDesk(browser, installation, 'editor'),
    logInAtDesk(browser, installation, 'reviewer'),
    logInAtDesk(browser, installation, 'publisher'),
  ]);
  return { editor, reviewer, publisher };
}

/** Leaves what is open for the dashboard; whoever stays keeps others waiting at the document. */
export async function goHome(page: Page): Promise<void> {
  await page.getByRole('link', { name: 'Plaincode desk' }).click();
  await page.locator('.desk-dashboard').waitFor();
}

/** Goes from the dashboard through the list of a state to an explanation, as a person does who searches for its name. */
export async function openExplanation(page: Page, state: string, name: string): Promise<void> {
  await page.locator('.desk-counts').getByRole('link', { name: state }).click();
  // The list completes its own address once it runs; a link followed before that leads nowhere.
  await page.waitForURL(/[?&]sort=/);
  await page.getByPlaceholder(/^Search by/).fill(name);
  await page.waitForURL(/[?&]search=/);
  await page.getByRole('link', { name, exact: true }).click();
  await explanationText(page).waitFor();
}

/** The text of the explanation, to be read and written in. */
export function explanationText(page: Page): Locator {
  return page.getByRole('textbox').and(page.locator('[contenteditable="true"]')).first();
}

/** Where the explanation of a code stands, such as `hcpcs/A0425`. */
export async function addressOfExplanation(page: Page, codeKey: string): Promise<string> {
  const query = `where[codeKey][equals]=${codeKey}&draft=true&depth=0`;
  const { docs } = JSON.parse((await askDesk(page, 'GET', `/explanations?${query}`)).text) as {
    docs: { id: string }[];
  };
  return `/admin/collections/explanations/${docs[0]?.id}`;
}

/** Opens the explanation of a code by its address, and waits until it can be written in. */
export async function goToExplanation(page: Page, codeKey: string): Promise<void> {
  await page.goto(await addressOfExplanation(page, codeKey));
  await explanationText(page).waitFor();
}

/** Writes in one stroke, and waits for nothing. */
export async function type(page: Page, place: 'beginning' | 'end', words: string): Promise<void> {
  const mac = process.platform === 'darwin';
  const key = {
    beginning: mac ? 'Meta+ArrowUp' : 'Control+Home',
    end: mac ? 'Meta+ArrowDown' : 'Control+End',
  };
  await explanationText(page).click();
  await page.keyboard.press(key[place]);
  await page.keyboard.insertText(words);
}

/** The same, and waits until the desk has saved it. */
export async function write(page: Page, place: 'beginning' | 'end', words: string): Promise<void> {
  await type(page, place, words);
  const saved = async () => (await asStaff(page, 'GET', '?draft=true&depth=0')).text.includes(words.trim());
  await expect.poll(saved, { timeout: 20_000, interval: 250 }).toBe(true);
}

/** Chooses in a field of names, by typing one and pressing Enter. */
export async function chooseByName(page: Page, label: string, name: string): Promise<void> {
  const field = await alive(page.getByRole('combobox', { name: label, exact: true }));
  await field.fill(name);
  await page.getByRole('option', { name }).first().waitFor();
  await field.press('Enter');
}

export type DeskAnswer = { status: number; text: string };

/** Asks the desk's interface behind the buttons' back, with the session of the person at the page. */
export async function askDesk(page: Page, method: string, path: string, data?: object): Promise<DeskAnswer> {
  const answer = await page.context().request.fetch(`/api${path}`, {
    method,
    headers: { Origin: new URL(page.url()).origin },
    ...(data ? { data } : {}),
  });
  return { status: answer.status(), text: await answer.text() };
}

/** Asks so about the open explanation. */
export function asStaff(
  page: Page,
  method: 'GET' | 'POST',
  address: string,
  data?: Record<string, string>,
): Promise<DeskAnswer> {
  const id = new URL(page.url()).pathname.split('/').at(-1);
  return askDesk(page, method, `/explanations/${id}${address}`, data);
}

/** Takes a step of the workflow and waits until the desk says where the explanation is now. */
export async function takeStep(page: Page, step: string, now: string): Promise<void> {
  await (await alive(page.getByRole('button', { name: step, exact: true }))).click();
  await page.getByText(`This explanation is now: ${now}.`).waitFor();
  await showsState(page, now);
}

/** Waits until the open explanation shows that it is in this state. */
export async function showsState(page: Page, state: string): Promise<void> {
  await page.locator('.doc-controls').getByText(state, { exact: true }).first().waitFor();
}

/** Presses the publisher's button and waits until readers have what it publishes: on a busy machine, minutes. */
export async function publishSite(publisher: Page): Promise<void> {
  await (await alive(publisher.getByRole('button', { name: 'Publish the site' }))).click();
  await publisher.getByText('The site is published.').waitFor({ timeout: 180_000 });
}

type StarterLogins = { password: string; accounts: { role: string; email: string }[] };

function starterLogins(data: string): StarterLogins {
  return JSON.parse(readFileSync(join(data, 'secrets', 'demo-login.json'), 'utf8')) as StarterLogins;
}
