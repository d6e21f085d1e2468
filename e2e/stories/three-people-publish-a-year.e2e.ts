import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launchBrowser } from '../src/browser.ts';
import {
  alive,
  askDesk,
  type DeskAnswer,
  explanationText,
  logInAtDesk,
  logInTeam,
  showsState,
  takeStep,
  write,
} from '../src/desk.ts';
import { type Installation, importNextEdition, nextEdition, startInstallation } from '../src/installation.ts';

const edition = nextEdition;
const board = `/admin/updates/${edition}`;
const newNotice = '© Copyright 2027 Sample Terminology Board. All rights reserved.';
const oldNotice = '© Copyright 2026 Sample Terminology Board. All rights reserved.';

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

test('a new edition comes in and opens an update with its work', async () => {
  await giveNotice();
  await importNextEdition(installation);
  await editor.goto(board);
  for (const code of ['9X141', '9X151', '9X165', '9X102', '9X110', '9X140', '9X150'])
    await editor.getByRole('link', { name: code, exact: true }).first().waitFor();
  // Readers see the edition that was released, whatever was imported.
  expect(await siteText('/spt/9X140/')).toContain(oldNotice);
});

test('the editor writes for the new code, the reviewer asks for changes, and an edit voids the approval', async () => {
  await editor.goto(`${board}/items/9X141`);
  await editor.getByRole('button', { name: 'Start writing' }).click();
  await editor.waitForURL(/collections\/explanations\//);
  await explanationText(editor).waitFor();
  await fill(editor);
  await write(
    editor,
    'beginning',
    'The clinician maps what each foot sole feels. At least ten points are touched.',
  );
  await takeStep(editor, 'Submit for review', 'In review');
  expect(await editor.getByRole('button', { name: 'Approve' }).count()).toBe(0);
  expect(await approveAnyway(editor)).toMatchObject({
    status: 403,
    text: expect.stringContaining('for reviewers'),
  });

  await reviewer.goto(`${board}/items/9X141`);
  await reviewer.getByText('ten points or more').first().waitFor();
  await askAtPassages();

  await editor.reload();
  await explanationText(editor).waitFor();
  await mendAtPassages();
  await takeStep(editor, 'Submit for review', 'In review');
  await approveItem('9X141');

  await editor.reload();
  await explanationText(editor).waitFor();
  await write(editor, 'end', ' A drawing shows them.');
  await showsState(editor, 'Draft');
  await takeStep(editor, 'Submit for review', 'In review');
  await approveItem('9X141');
});

test('the publisher publishes the year: new text, new notice, and the deleted code names its replacement', async () => {
  const release = await prepared();
  const before = await check(release);
  expect(before.map(({ code }) => code)).toContain('open-item');
  expect((await askDesk(publisher, 'POST', `/releases/${release}/publish`)).status).toBe(422);

  await nameReplacement();
  await settleTheRest();
  await prepared();
  expect(await check(release)).toEqual([]);
  await publisher.goto(`/admin/collections/releases/${release}`);
  await publisher.getByText('in effect from January 1, 2027').first().waitFor();
  expect(await pressed('Publish now')).toContain('in effect from January 1, 2027');

  expect(await siteText('/spt/9X141/')).toContain('The clinician maps what each foot sole');
  for (const path of ['/spt/9X101/', '/spt/9X110/', '/spt/9X141/', '/spt/9X170/'])
    expect(await siteText(path), path).toContain(newNotice);
  const deleted = await siteText('/spt/9X140/');
  expect(deleted).toContain('/spt/9X141/');
  expect(deleted).toMatch(/no longer|deleted|left/i);

  expect(await pressed('Take back')).toContain('Take this release back?');
  expect(await siteText('/spt/9X110/')).toContain(oldNotice);
  expect(await siteText('/spt/9X140/')).not.toContain(newNotice);
  expect((await fetch(`${installation.site}/spt/9X141/`)).status).toBe(404);
});

async function told<T>(person: Page, method: string, path: string, data?: object): Promise<T> {
  const { status, text } = await askDesk(person, method, path, data);
  if (status >= 400) throw new Error(`${method} ${path}: ${status} ${text}`);
  return JSON.parse(text) as T;
}

type Docs<T> = { docs: (T & { id: string })[] };

/** The holder's notice for the edition to come: the publisher writes it down, the admin brings it into use. */
async function giveNotice(): Promise<void> {
  const holders = await told<Docs<object>>(
    publisher,
    'GET',
    '/rights-holders?where[slug][equals]=sample-terminology-board',
  );
  await told(publisher, 'POST', '/copyright-notices', {
    slug: 'sample-terminology-board-2027',
    rightsHolder: holders.docs[0]?.id,
    edition,
    uses: ['line', 'first-display', 'print'],
    text: newNotice,
  });
  const admin = await logInAtDesk(browser, installation, 'admin');
  await admin.getByRole('link', { name: 'Copyright notice sample-terminology-board-2027' }).click();
  await admin.getByRole('heading', { name: /proposes a change/ }).waitFor();
  // A press before the page has come alive does nothing: a person presses again.
  const approve = admin.getByRole('button', { name: 'Approve' });
  const notice = '/copyright-notices?where[slug][equals]=sample-terminology-board-2027';
  const inUse = async () => {
    await approve.click({ timeout: 1_000 }).catch(() => undefined);
    return (await told<Docs<{ active: boolean }>>(admin, 'GET', notice)).docs[0]?.active;
  };
  await expect.poll(inUse, { timeout: 30_000, interval: 1_000 }).toBe(true);
  await admin.context().close();
}

/** What a list in the form takes many clicks for: the title and the notice under the text. */
async function fill(person: Page): Promise<void> {
  const id = person.url().split('/').at(-1) ?? '';
  const notices = await told<Docs<object>>(
    person,
    'GET',
    '/copyright-notices?where[slug][equals]=example-coding-press',
  );
  const { revision } = await told<{ revision: number }>(
    person,
    'GET',
    `/explanations/${id}?draft=true&depth=0`,
  );
  await told(person, 'PATCH', `/explanations/${id}?draft=true`, {
    plainTitle: 'Foot sole map, ten points or more',
    notice: notices.docs[0]?.id,
    revision,
  });
  await person.reload();
  await explanationText(person).waitFor();
}

async function approveAnyway(person: Page): Promise<DeskAnswer> {
  const id = person.url().split('/').at(-1) ?? '';
  const { contentHash } = await told<{ contentHash: string }>(person, 'GET', `/explanations/${id}/workflow`);
  return askDesk(person, 'POST', `/explanations/${id}/workflow`, { action: 'approve', contentHash });
}

/** The reviewer selects passages of the text, says of one what is wrong and of the other how it should read, and sends. */
async function askAtPassages(): Promise<void> {
  const bar = reviewer.getByRole('toolbar', { name: 'The selected passage' });
  const keep = reviewer.getByRole('button', { name: 'Add to the changes I ask for' });
  await selectWords('The clinician');
  await bar.getByRole('button', { name: 'Comment on this passage' }).click();
  await reviewer.getByRole('combobox', { name: 'Your comment' }).fill('Who may do it?');
  await keep.click();
  await selectWords('ten points are touched');
  await bar.getByRole('button', { name: 'Suggest other words' }).click();
  await reviewer
    .getByRole('textbox', { name: 'Other words for it' })
    .fill('ten points are touched on each foot');
  await keep.click();
  await reviewer.getByText('2 changes to ask for, not sent yet.').waitFor();
  await reviewer.locator('body').press('r');
  await reviewer.getByRole('dialog').getByRole('button', { name: 'Ask for changes' }).click();
  await reviewer.getByText('changes requested').first().waitFor();
}

/** The editor sees both at their passages: mends the one by hand, and takes the other as it was suggested. */
async function mendAtPassages(): Promise<void> {
  const asked = editor.getByRole('article', { name: 'Change asked for by Demo reviewer' });
  await asked.getByText('Who may do it?').waitFor();
  await asked.getByRole('button', { name: 'Go to the passage: The clinician' }).press('Enter');
  await editor.locator('[contenteditable="true"]:focus').waitFor();
  await write(editor, 'end', ' A nurse may do it too.');
  await asked.getByRole('button', { name: 'Resolve' }).click();
  await asked.waitFor({ state: 'detached' });
  await editor.getByText('1 suggestion is open.').waitFor();
  const suggested = editor.getByRole('article', { name: 'Suggestion by Demo reviewer' });
  await suggested.getByRole('button', { name: 'Accept' }).click();
  await suggested.waitFor({ state: 'detached' });
  await expect
    .poll(() => explanationText(editor).textContent(), { timeout: 20_000, interval: 250 })
    .toContain('At least ten points are touched on each foot.');
}

/** Selects words of the text that the page shows, as a pointer would. */
async function selectWords(words: string): Promise<void> {
  const select = `((wanted) => {
    const text = document.querySelector('[data-discussion-text]');
    const walker = document.createTreeWalker(text, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const at = node.nodeValue.indexOf(wanted);
      if (at !== -1) return document.getSelection().setBaseAndExtent(node, at, node, at + wanted.length);
    }
    throw new Error('The text does not say: ' + wanted);
  })(${JSON.stringify(words)})`;
  await reviewer.evaluate(select);
}

/** By keyboard, as a reviewer goes through an update. */
async function approveItem(code: string): Promise<void> {
  await reviewer.goto(`${board}/items/${code}`);
  await alive(reviewer.getByRole('button', { name: /^Approve/ }));
  await reviewer.locator('body').press('a');
  const settled = async () => {
    const items = await told<Docs<{ state: string }>>(
      reviewer,
      'GET',
      `/work-items?where[key][equals]=${edition}/${code}`,
    );
    return items.docs[0]?.state;
  };
  await expect.poll(settled, { timeout: 20_000, interval: 250 }).toBe('done');
}

/** At the item of the code that leaves. */
async function nameReplacement(): Promise<void> {
  await editor.goto(`/admin/updates/${edition}/items/9X140`);
  const place = editor.getByRole('region', { name: 'What takes its place' });
  await place.getByText('Nothing is named yet.').waitFor();
  await (await alive(place.getByLabel('Another code'))).fill('9X141');
  await place.getByRole('button', { name: 'Name it' }).click();
  await place
    .getByRole('listitem')
    .filter({ hasText: /9X141 .*Confirmed/ })
    .waitFor();
}

type Item = { state: string; explained: boolean; changeHash: string; resolution: string | null };

/** Texts that still hold are proposed by the editor and confirmed by the reviewer; the others get none. */
async function settleTheRest(): Promise<void> {
  const { docs } = await told<Docs<Item>>(
    editor,
    'GET',
    `/work-items?where[edition][equals]=${edition}&where[state][not_equals]=done&limit=100&depth=0`,
  );
  for (const { id, explained, changeHash } of docs) {
    const step = (person: Page, action: string) =>
      told(person, 'POST', `/work-items/${id}/step`, { action, changeHash });
    if (!explained) await step(editor, 'no-text');
    else {
      await step(editor, 'propose-keep');
      await step(reviewer, 'confirm-keep');
    }
  }
}

async function prepared(): Promise<string> {
  return (await told<{ id: string }>(publisher, 'POST', '/releases/prepare', { edition })).id;
}

async function check(release: string): Promise<{ code: string; message: string }[]> {
  const answer = await told<{ blockers: { code: string; message: string }[] }>(
    publisher,
    'GET',
    `/releases/${release}/check`,
  );
  return answer.blockers;
}

/** Presses a step of the release, says yes to its question, which is answered, and waits until readers see it. */
async function pressed(step: string): Promise<string> {
  const asked = new Promise<string>((answer) => {
    publisher.once('dialog', async (question) => {
      await question.accept();
      answer(question.message());
    });
  });
  await publisher.getByRole('button', { name: step }).click();
  const question = await asked;
  await publisher.getByText('Readers see it now.').waitFor({ timeout: 120_000 });
  // The word of one step is gone before the next is taken.
  await publisher.getByText('Readers see it now.').waitFor({ state: 'detached', timeout: 30_000 });
  return question;
}

async function siteText(path: string): Promise<string> {
  return (await fetch(`${installation.site}${path}`)).text();
}
