import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { setTimeout as wait } from 'node:timers/promises';
import { z } from 'zod';
import {
  emptyInstallation,
  type Installation,
  plaincode,
  serveInstallation,
} from '../../../e2e/src/installation.ts';
import { freeLane } from '../../../e2e/src/ports.ts';
import { startApp, stopApp, waitUntilAnswers } from '../../../scripts/run/processes.ts';
import { serve } from '../../../scripts/run/serve.ts';
import { readSettings, settingsAsEnvironment } from '../../../scripts/run/settings.ts';
import type { Benchmark, Measurement } from '../benchmark.ts';
import { Answers, Session } from '../desk/session.ts';
import { madeOrderFile } from '../made-order-file.ts';
import { seedTexts } from './seed-texts.ts';

const sizes = (process.env.LIVE_PAGES ?? '10000,100000').split(',').map(Number);
const rounds = 30;
/** Publishes that do not count: the first sends the whole site. */
const warmUps = 3;
/** Publishes by a publisher that has just started. */
const coldRounds = 5;
/** Times that a page is asked for before the run is given up: minutes. */
const mostLooks = 20_000;
const password = 'a password for a benchmark';
const codeSet = 'icd-10-cm';
const edition = 'icd-10-cm-2024-10-01';

/**
 * From the Publish button to the new text served: one text is changed and approved, `POST /api/publish` is asked as a
 * signed-in publisher, and the gate is asked for the page until it says the new words. With 10,000 and 100,000 pages held
 * (LIVE_PAGES), each with a published text; descriptors are the official ones where PLAINCODE_CODE_SETS names their folder.
 */
export const live: Benchmark = {
  name: 'live',
  run: async () => {
    const measurements: Measurement[] = [];
    for (const pages of sizes) measurements.push(...(await measureAt(pages)));
    return measurements;
  },
};

async function measureAt(pages: number): Promise<Measurement[]> {
  const installation = await emptyInstallation(await freeLane());
  try {
    const codes = await fill(installation, pages);
    const running = await startRunning(installation);
    try {
      return await measure(running, codes, pages);
    } finally {
      await running.stop();
    }
  } finally {
    await installation.stop();
  }
}

/** An installation that is served, whose publisher can be started anew. */
interface Running extends Installation {
  restartPublisher(): Promise<void>;
}

async function startRunning(installation: Installation): Promise<Running> {
  const settings = readSettings(installation.env);
  const options = { env: settingsAsEnvironment(settings), tell: console.error };
  const [publisher, ...others] = await serve(settings, console.error);
  let running = publisher;
  const stopPublisher = async () => {
    if (running) await stopApp(running);
  };
  return {
    ...installation,
    async restartPublisher() {
      await stopPublisher();
      running = startApp('publisher', ['serve'], 'publisher', options);
      await waitUntilAnswers(`http://127.0.0.1:${settings.publisherPort}/health`, running);
    },
    stop: async () => {
      await Promise.all([stopPublisher(), ...others.map((child) => stopApp(child, 30_000))]);
    },
  };
}

interface HeldCode {
  code: string;
  displayCode: string;
}

/** The starter, an edition of that many codes, and a text for each of them. */
async function fill(installation: Installation, pages: number): Promise<HeldCode[]> {
  // The first start of the desk makes the starter's approved texts its published ones.
  const stop = await serveInstallation(installation);
  await stop();
  const official = process.env.PLAINCODE_CODE_SETS;
  const made = join(installation.data, 'icd10cm_order_2025.txt');
  const whole = official && pages > 90_000;
  if (!whole) await writeFile(made, madeOrderFile(pages));
  const file = whole ? join(official, 'icd-10-cm', '2025-code-descriptions-tabular-order.zip') : made;
  await command(plaincode(installation, ['import', file]));
  const database = join(installation.data, 'cms', 'cms.sqlite');
  const codes = heldCodes(database);
  seedTexts(database, { codeSet, edition, codes: codes.map(({ code }) => code) });
  return codes;
}

/** The codes that have no text yet. */
function heldCodes(file: string): HeldCode[] {
  const database = new DatabaseSync(file, { readOnly: true });
  const rows = database
    .prepare(
      `SELECT DISTINCT code, display_code AS displayCode FROM codes WHERE edition = ? AND present
         AND NOT EXISTS (SELECT 1 FROM explanations WHERE code_set = codes.code_set AND code = codes.code)
       ORDER BY code`,
    )
    .all(edition);
  database.close();
  return z.array(z.object({ code: z.string(), displayCode: z.string() })).parse(rows);
}

interface People {
  editor: Session;
  reviewer: Session;
  publisher: Session;
}

async function measure(running: Running, codes: readonly HeldCode[], pages: number): Promise<Measurement[]> {
  const answers = new Answers();
  const people = await team(running, answers);
  const waited: number[] = [];
  const cold: number[] = [];
  const stages = new Map<string, number[]>();
  const all = warmUps + rounds + coldRounds;
  for (let round = 0; round < all; round += 1) {
    const code = codes[Math.floor(((round + 0.5) * codes.length) / all)];
    if (!code) throw new Error('The edition holds no codes.');
    const isCold = round >= warmUps + rounds;
    if (isCold) await running.restartPublisher();
    const took = await publishOne(running, people, code, `freshword${round}`);
    if (isCold) cold.push(took.milliseconds);
    if (round < warmUps || isCold) continue;
    waited.push(took.milliseconds);
    for (const [stage, seconds] of Object.entries(took.stages))
      stages.set(stage, [...(stages.get(stage) ?? []), seconds * 1000]);
  }
  if (answers.failures.length > 0) throw new Error(answers.failures.slice(0, 5).join('\n'));
  const held = `${pages.toLocaleString('en-US')} pages held`;
  const row = (what: string, value: number, runs: number): Measurement => ({
    benchmark: 'live',
    what: `${held}: ${what}`,
    value,
    unit: 'ms',
    runs,
  });
  return [
    row('from Publish to served, median', percentile(waited, 0.5), waited.length),
    row('from Publish to served, 95th percentile', percentile(waited, 0.95), 1),
    row('the same by a publisher that has just started, median', percentile(cold, 0.5), cold.length),
    row('the same by a publisher that has just started, longest', Math.max(...cold), 1),
    ...[...stages].map(([stage, times]) => row(`${stage}, median`, percentile(times, 0.5), times.length)),
  ];
}

const found = z.object({
  docs: z.tuple([z.looseObject({ id: z.string(), revision: z.number(), body: z.unknown() })]),
});
const saved = z.object({ doc: z.object({ contentHash: z.string() }) });
const asked = z.object({ run: z.object({ id: z.string() }) });
const seconds = z.record(z.string(), z.number());
const ended = z.object({
  state: z.string(),
  failure: z.string().nullish(),
  sent: z.object({ mode: z.string(), prepared: z.number().nullable(), publisher: z.number() }).nullish(),
  report: z.object({ seconds }).nullish(),
});

async function publishOne(
  { site }: Installation,
  { editor, reviewer, publisher }: People,
  { code, displayCode }: HeldCode,
  word: string,
): Promise<{ milliseconds: number; stages: Record<string, number> }> {
  const query = `where[codeKey][equals]=${codeSet}/${code}&draft=true&depth=0`;
  const text = found.parse((await editor.ask('find', 'GET', `/api/explanations?${query}`)).body).docs[0];
  // The first paragraph stands in the open, where another follows.
  const body = paragraphs(`This text says ${word} and goes on.`, 'It ends as others do.');
  const change = { body, revision: text.revision };
  const path = `/api/explanations/${text.id}`;
  const { contentHash } = saved.parse(
    (await editor.ask('save', 'PATCH', `${path}?draft=true`, change)).body,
  ).doc;
  await taken(editor.ask('submit', 'POST', `${path}/workflow`, { action: 'submit', contentHash }));
  await taken(reviewer.ask('approve', 'POST', `${path}/workflow`, { action: 'approve', contentHash }));
  const started = performance.now();
  const answer = await taken(
    publisher.ask('publish', 'POST', '/api/publish', { explanations: [text.id], reason: word }),
  );
  const run = `/api/publish-runs/${asked.parse(answer).run.id}?depth=0`;
  const ask = () => fetch(`${site}/${codeSet}/${displayCode}/`);
  const isServed = async () => {
    // As browsers do: the server may end an idle connection in the moment in which it is used again.
    const page = await ask().catch(ask);
    return page.ok && (await page.text()).includes(word);
  };
  for (let looks = 1; !(await isServed()); looks += 1) {
    await wait(10);
    if (looks % 50 > 0) continue;
    const { state, failure } = ended.parse(await taken(publisher.ask('look', 'GET', run)));
    if (state === 'failed') throw new Error(`The publish failed: ${failure}`);
    if (looks > mostLooks) throw new Error(`The publish is ${state}, and the page does not say ${word}.`);
  }
  const milliseconds = performance.now() - started;
  for (;;) {
    const { state, sent, report } = ended.parse(await taken(publisher.ask('look', 'GET', run)));
    if (state === 'done') return { milliseconds, stages: stagesOf(sent, report) };
    await wait(50);
  }
}

function stagesOf(
  sent: z.infer<typeof ended>['sent'],
  report: z.infer<typeof ended>['report'],
): Record<string, number> {
  if (sent?.mode !== 'delta') return {};
  const publisher = Object.entries(report?.seconds ?? {}).map(([name, took]) => [`publisher, ${name}`, took]);
  return {
    'desk, what changes': sent.prepared ?? 0,
    'publisher, with the way there': sent.publisher,
    ...Object.fromEntries(publisher),
  };
}

async function taken(answer: ReturnType<Session['ask']>): Promise<unknown> {
  const { status, body } = await answer;
  if (status >= 300) throw new Error(`The desk answered ${status}: ${JSON.stringify(body)}`);
  return body;
}

function paragraphs(...texts: string[]) {
  const node = (text: string) => ({
    type: 'text',
    version: 1,
    text,
    format: 0,
    detail: 0,
    mode: 'normal',
    style: '',
  });
  const layout = { version: 1, direction: null, format: '', indent: 0 };
  const children = texts.map((text) => ({ ...layout, type: 'paragraph', children: [node(text)] }));
  return { root: { ...layout, type: 'root', children } };
}

async function team(installation: Installation, answers: Answers): Promise<People> {
  const env = { ...installation.env, STAFF_PASSWORD: password };
  const person = async (role: string) => {
    const email = `bench.${role}@example.org`;
    await command(plaincode({ env }, ['staff', 'create', '--email', email, '--role', role, '--name', role]));
    return await Session.open(installation.desk, { email, name: role, password }, answers);
  };
  return {
    editor: await person('editor'),
    reviewer: await person('reviewer'),
    publisher: await person('publisher'),
  };
}

async function command(running: ReturnType<typeof plaincode>): Promise<void> {
  const { status, stdout, stderr } = await running;
  if (status !== 0) throw new Error(`A command ended with ${status}:\n${stdout}${stderr}`);
}

function percentile(figures: readonly number[], part: number): number {
  const sorted = [...figures].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? Number.NaN;
}
