import { mkdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Page } from 'playwright-core';
import sharp from 'sharp';
import { launchBrowser } from './browser.ts';

/*
 * The images of the desk in docs/how-to. They walk one text through its review, so the installation (the starter's content,
 * as `npm start` makes it) is one to be thrown away: DESK_URL and PLAINCODE_DATA name it.
 */
const desk = process.env.DESK_URL ?? 'http://localhost:3000';
const data = process.env.PLAINCODE_DATA ?? resolve(import.meta.dirname, '../../.data');
const folder = process.env.SHOTS ?? resolve(import.meta.dirname, '../../docs/images');
const headers = { Origin: desk };
const logins = JSON.parse(readFileSync(join(data, 'secrets', 'demo-login.json'), 'utf8')) as {
  password: string;
  accounts: { role: string; email: string }[];
};

type Text = { id: string; revision: number; contentHash: string };

mkdirSync(folder, { recursive: true });
const browser = await launchBrowser();
const [editor, reviewer] = [await personAt('editor'), await personAt('reviewer')];

const { id, revision } = await textOf('hcpcs/J2405');
const address = `/admin/collections/explanations/${id}`;
const title = { plainTitle: 'Ondansetron into a vein', revision };
await ask(editor, 'PATCH', `/explanations/${id}?draft=true`, title);
await step(editor, 'submit');
await reviewer.goto(address);
await reviewer.getByText(/^\d+ parts? changed since/).waitFor();
await shoot(reviewer, 'desk-review');

await step(reviewer, 'request-changes', 'The title lost the unit: say per 1 mg.');
await editor.goto(address);
await editor.getByRole('heading', { name: 'Changes asked for' }).waitFor();
await shoot(editor, 'desk-changes-asked');

await editor.goto('/admin');
await editor.getByRole('heading', { name: 'Returned to me' }).waitFor();
await shoot(editor, 'desk-dashboard');

await editor.goto('/admin/replace');
await editor.getByRole('button', { name: 'Find', exact: true }).waitFor();
await editor.waitForTimeout(2000);
await editor.getByLabel('Find', { exact: true }).fill('mileage');
await editor.getByLabel('Replace with').fill('miles');
await editor.getByRole('button', { name: 'Find', exact: true }).click();
await editor.getByRole('button', { name: /^Change / }).waitFor();
await shoot(editor, 'desk-replace');

await editor.goto('/admin/bring-in');
await editor.getByRole('button', { name: 'Check' }).waitFor();
await editor.waitForTimeout(2000);
const rows = [
  'Code set,Code,Applies from,Plain title',
  'hcpcs,J9000,hcpcs-2025-10-01,Another',
  'hcpcs,J99,,x',
];
const file = { name: 'texts.csv', mimeType: 'text/csv', buffer: Buffer.from(rows.join('\n')) };
await editor.locator('input[type=file]').setInputFiles(file);
await editor.getByRole('button', { name: 'Check' }).click();
await editor.getByRole('heading', { name: 'What the file would do' }).waitFor();
await shoot(editor, 'desk-bring-in');

const publisher = await personAt('publisher');
const mended = await textOf('hcpcs/J2405');
const rightTitle = { plainTitle: 'Ondansetron into a vein, per 1 mg', revision: mended.revision };
await ask(editor, 'PATCH', `/explanations/${id}?draft=true`, rightTitle);
await step(editor, 'submit');
await step(reviewer, 'approve');
await publisher.goto('/admin');
await publisher.getByRole('link', { name: 'One approved text waits' }).waitFor();
await shoot(publisher, 'desk-publish');

await publisher.getByRole('button', { name: 'Publish the site' }).click();
await publisher.getByText('The site is published.').waitFor({ timeout: 120_000 });
const [release] = (await ask<{ docs: { id: string }[] }>(publisher, 'GET', '/releases?sort=-createdAt')).docs;
const released = `/admin/collections/releases/${release?.id}`;
await publisher.goto(released);
await publisher.locator('.release-times summary').click();
await shoot(publisher, 'desk-release');

publisher.on('dialog', (question) => question.accept());
await publisher.getByRole('button', { name: 'Take back' }).click();
await publisher.getByText('Readers see it now.').waitFor({ timeout: 120_000 });
await publisher.goto(released);
await publisher.getByText('Readers see again what they saw before it.').waitFor();
await shoot(publisher, 'desk-taken-back');
await browser.close();

async function personAt(role: string): Promise<Page> {
  const context = await browser.newContext({ baseURL: desk, viewport: { width: 1280, height: 800 } });
  const email = logins.accounts.find((account) => account.role === role)?.email;
  const data = { email, password: logins.password };
  const answer = await context.request.post('/api/staff/login', { data, headers });
  if (!answer.ok()) throw new Error(`The desk lets ${role} not in: ${answer.status()}.`);
  return context.newPage();
}

async function ask<T>(page: Page, method: string, path: string, data?: object): Promise<T> {
  const request = { method, headers, ...(data ? { data } : {}) };
  const answer = await page.context().request.fetch(`/api${path}`, request);
  if (!answer.ok()) throw new Error(`${method} ${path}: ${await answer.text()}`);
  return await answer.json();
}

async function textOf(codeKey: string): Promise<Text> {
  const query = `draft=true&depth=0&where[codeKey][equals]=${codeKey}`;
  const [text] = (await ask<{ docs: Text[] }>(editor, 'GET', `/explanations?${query}`)).docs;
  if (!text) throw new Error(`The desk has no text of ${codeKey}.`);
  return text;
}

async function step(page: Page, action: string, note?: string): Promise<void> {
  const { contentHash } = await ask<Text>(page, 'GET', `/explanations/${id}?draft=true&depth=0`);
  await ask(page, 'POST', `/explanations/${id}/workflow`, { action, contentHash, ...(note ? { note } : {}) });
}

/** Waits for what the page asks of the desk once it is there, which no word of it announces. */
async function shoot(page: Page, name: string): Promise<void> {
  await page.mouse.move(0, 0);
  await page.waitForTimeout(3000);
  const taken = await page.screenshot({ animations: 'disabled' });
  const image = sharp(taken).resize({ width: 960 }).webp({ quality: 60, effort: 6 });
  await image.toFile(join(folder, `${name}.webp`));
  console.log(`${name}.webp`);
}
