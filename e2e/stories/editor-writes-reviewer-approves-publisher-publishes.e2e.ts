import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launchBrowser } from '../src/browser.ts';
import {
  alive,
  asStaff,
  explanationText,
  goHome,
  logInTeam,
  openExplanation,
  showsState,
  takeStep,
  write,
} from '../src/desk.ts';
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

const [path, otherPath, thirdPath] = starterPages('hcpcs').map((page) => page.path);
if (!path || !otherPath || !thirdPath) throw new Error('the starter explains three codes');
const name = nameOf(path);
const opening = 'This sentence was written at the desk.';
const ending = 'So the editor ends it.';
const afterthought = 'An afterthought follows.';

test('an editor writes, a reviewer approves twice, a publisher publishes, and readers read it', async () => {
  // The editor changes the beginning, which is open, and the end, which is not.
  await openExplanation(editor, 'Published', name);
  await write(editor, 'end', ` ${ending}`);
  await write(editor, 'beginning', `${opening} `);
  await showsState(editor, 'Draft');
  await takeStep(editor, 'Submit for review', 'In review');

  // She may not approve it: nothing offers it, the desk says whose turn it is, and asking all the same is refused.
  expect(await editor.getByRole('button', { name: 'Approve' }).count()).toBe(0);
  await editor.getByText('Now a reviewer who did not edit this text').waitFor();
  expect(await approveAnyway(editor)).toEqual({
    status: 403,
    text: expect.stringContaining('Your role may not do this. It is for reviewers and admins.'),
  });
  await goHome(editor);

  // The reviewer reads and approves.
  await openExplanation(reviewer, 'In review', name);
  expect(await explanationText(reviewer).textContent()).toContain(opening);
  await takeStep(reviewer, 'Approve', 'Approved');
  await goHome(reviewer);

  // An edit voids the approval, so the reviewer reads and approves again.
  await openExplanation(editor, 'Approved', name);
  await write(editor, 'end', ` ${afterthought}`);
  await showsState(editor, 'Draft');
  await takeStep(editor, 'Submit for review', 'In review');
  await goHome(editor);
  await openExplanation(reviewer, 'In review', name);
  expect(await explanationText(reviewer).textContent()).toContain(afterthought);
  await takeStep(reviewer, 'Approve', 'Approved');
  const address = new URL(reviewer.url()).pathname;
  await goHome(reviewer);

  // Approved is not published: readers still see the text of the first release.
  expect(await openText()).not.toContain(opening);
  await publisher.goto(address);
  await (await alive(publisher.getByRole('button', { name: 'Publish', exact: true }))).click();
  await publisher.getByText('Readers see the change now.').waitFor({ timeout: 60_000 });

  // Everybody reads the new beginning; whoever has a view reads the new end.
  expect(await openText()).toContain(opening);
  expect(await openText()).not.toContain(ending);
  const reader = await (await browser.newContext()).newPage();
  await reader.goto(`${installation.site}${path}`);
  await reader.getByText(`${ending} ${afterthought}`).waitFor();
});

test('a reviewer who edits a text sees why somebody else has to approve it', async () => {
  await openExplanation(reviewer, 'Published', nameOf(otherPath));
  await write(reviewer, 'beginning', 'A correction by the reviewer. ');
  await showsState(reviewer, 'Draft');
  await takeStep(reviewer, 'Submit for review', 'In review');
  await reviewer
    .getByText(
      'You edited this text since its last approval, or wrote words of it whose approval ended. Somebody else has to approve it.',
    )
    .waitFor();
  expect(await reviewer.getByRole('button', { name: 'Approve', exact: true }).isDisabled()).toBe(true);
  expect(await approveAnyway(reviewer)).toMatchObject({
    status: 403,
    text: expect.stringContaining('Somebody else has to approve it.'),
  });
});

test('who submits in the same breath as typing submits what was typed', async () => {
  await goHome(editor);
  await openExplanation(editor, 'Published', nameOf(thirdPath));
  await write(editor, 'beginning', 'A first change. ');
  await showsState(editor, 'Draft');
  await alive(editor.getByRole('button', { name: 'Submit for review', exact: true }));
  await explanationText(editor).click();
  await editor.keyboard.insertText('In one breath. ');
  await takeStep(editor, 'Submit for review', 'In review');
  expect((await asStaff(editor, 'GET', '?draft=true&depth=0')).text).toContain('In one breath.');
});

/** Asks for the approval that no button offers. */
async function approveAnyway(person: Page): Promise<{ status: number; text: string }> {
  const { contentHash } = JSON.parse((await asStaff(person, 'GET', '/workflow')).text) as {
    contentHash: string;
  };
  return await asStaff(person, 'POST', '/workflow', { action: 'approve', contentHash });
}

/** What the page's file holds in the open, for whoever asks for it. */
async function openText(): Promise<string> {
  const answer = await fetch(`${installation.site}${path}`);
  return await answer.text();
}

function nameOf(path: string): string {
  return `HCPCS ${path.split('/')[2]}`;
}
