import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import {
  emptyInstallation,
  type Installation,
  plaincode,
  serveInstallation,
} from '../../../e2e/src/installation.ts';
import { freeLane } from '../../../e2e/src/ports.ts';
import type { Benchmark, Measurement } from '../benchmark.ts';
import { fullEdition, madeOrderFile } from '../made-order-file.ts';
import { type Desk, edit, review, textOf } from './people.ts';
import { Answers, Session } from './session.ts';

const minutes = Number(process.env.DESK_MINUTES ?? 5);
const editors = 14;
const reviewers = 6;
const texts = 30;
const password = 'a password for a benchmark';

/**
 * Twenty editors and reviewers at once for five minutes (DESK_MINUTES) at the running desk, over HTTP, with two
 * editions of ICD-10-CM's size held (the official ones where PLAINCODE_CODE_SETS names their folder). They write in
 * thirty texts, so that they meet in them. Throws where an update was lost, a stale save was refused without saying by
 * whom and what, the desk failed, or the audit log is not whole.
 */
export const desk: Benchmark = {
  name: 'desk',
  run: async () => {
    const installation = await emptyInstallation(await freeLane());
    try {
      const stop = await serveInstallation(installation);
      try {
        return await measure(installation);
      } finally {
        await stop();
      }
    } finally {
      await installation.stop();
    }
  },
};

async function measure(installation: Installation): Promise<Measurement[]> {
  const edition = await twoEditions(installation);
  const answers = new Answers();
  const people = await team(installation, answers);
  const work = await workFor(people[0], edition, answers);
  answers.times.clear();
  answers.refused.clear();
  await Promise.all(people.map((person, at) => (at < editors ? edit(person, work) : review(person, work))));
  await refuseLoss(people[0], work);
  const audit = await plaincode(installation, ['audit', 'verify']);
  if (audit.status !== 0) answers.failures.push(`the audit log is not whole: ${audit.stdout}${audit.stderr}`);
  if (answers.failures.length > 0)
    throw new Error(`${answers.failures.length} failures:\n${answers.failures.slice(0, 20).join('\n')}`);
  console.error(summary(work));
  return rows(answers);
}

/** Imports both editions; answers the later one, whose update is worked on. */
async function twoEditions(installation: Installation): Promise<string> {
  const official = process.env.PLAINCODE_CODE_SETS;
  const [before, after] = [2030, 2031].map((year) => join(installation.data, `icd10cm_order_${year}.txt`));
  if (!official) {
    await writeFile(before ?? '', madeOrderFile(fullEdition));
    await writeFile(after ?? '', madeOrderFile(fullEdition, 300));
  }
  const files = official
    ? [2024, 2025].map((year) => join(official, 'icd-10-cm', `${year}-code-descriptions-tabular-order.zip`))
    : [before ?? '', after ?? ''];
  for (const file of files) await command(installation, ['import', file]);
  if (!official) for (const file of files) await rm(file);
  return official ? 'icd-10-cm-2024-10-01' : 'icd-10-cm-2030-10-01';
}

async function team(installation: Installation, answers: Answers): Promise<[Session, ...Session[]]> {
  const env = { ...installation.env, STAFF_PASSWORD: password };
  const people: Session[] = [];
  for (let number = 0; number < editors + reviewers; number += 1) {
    const role = number < editors ? 'editor' : 'reviewer';
    const [name, email] = [`p${number}`, `p${number}@example.org`];
    await command({ env }, ['staff', 'create', '--email', email, '--role', role, '--name', name]);
    people.push(await Session.open(installation.desk, { email, name, password }, answers));
  }
  const [first, ...others] = people;
  if (!first) throw new Error('nobody works here');
  return [first, ...others];
}

const started = z.object({ id: z.string() });
const found = z.object({ found: z.array(z.object({ at: z.string() })) });
const notices = z.object({ docs: z.array(z.object({ id: z.string() })) });

/** Starts texts for codes of the edition's update. */
async function workFor(person: Session, edition: string, answers: Answers): Promise<Desk> {
  const items = found.parse((await person.ask('set-up', 'GET', `/api/updates/${edition}/found`)).body);
  const notice = notices.parse(
    (await person.ask('set-up', 'GET', '/api/copyright-notices?where[slug][equals]=example-coding-press'))
      .body,
  ).docs[0]?.id;
  const ids: string[] = [];
  for (const { at } of items.found.slice(0, texts)) {
    const code = at.split('/').at(-1);
    const line = { codeSet: 'icd-10-cm', code, edition };
    ids.push(started.parse((await person.ask('set-up', 'POST', '/api/explanations/start', line)).body).id);
  }
  if (ids.length < texts || !notice) throw new Error(`The update of ${edition} holds too little work.`);
  const until = Date.now() + minutes * 60_000;
  return { texts: ids, edition, notice, until, answers, accepted: new Map(), steps: new Map() };
}

/** Every accepted save added a mark to the text that its writer had read: each of them has to stand in the end. */
async function refuseLoss(person: Session, { accepted, answers }: Desk): Promise<void> {
  for (const [text, marks] of accepted) {
    const { body } = await person.ask('check', 'GET', `/api/explanations/${text}?draft=true&depth=0`);
    const words = new Set(textOf((body as { body?: unknown } | null)?.body).split(' '));
    for (const mark of marks)
      if (!words.has(mark)) answers.failures.push(`the save ${mark} of ${text} was lost`);
  }
}

async function command(installation: Pick<Installation, 'env'>, args: string[]): Promise<void> {
  const { status, stdout, stderr } = await plaincode(installation, args);
  if (status !== 0) throw new Error(`plaincode ${args.join(' ')} ended with ${status}:\n${stdout}${stderr}`);
}

function rows({ times }: Answers): Measurement[] {
  const all = [...times].filter(([kind]) => kind !== 'check');
  const row = (what: string, value: number, runs: number): Measurement => ({
    benchmark: 'desk',
    what: `${editors + reviewers} people at once: ${what}`,
    value,
    unit: 'ms',
    runs,
  });
  return [...all, ['all together', all.flatMap(([, some]) => some)] as const].flatMap(([kind, some]) => [
    row(`${kind}, median`, percentile(some, 0.5), some.length),
    row(`${kind}, 95th percentile`, percentile(some, 0.95), 1),
  ]);
}

function percentile(figures: readonly number[], part: number): number {
  const sorted = [...figures].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? Number.NaN;
}

function summary({ accepted, steps, answers }: Desk): string {
  const saves = [...accepted.values()].reduce((sum, marks) => sum + marks.length, 0);
  const list = (some: Map<string, number>) => [...some].map(([what, count]) => `${what} ${count}`).join(', ');
  return `${minutes} minutes: ${saves} saves taken and all found again; ${list(steps)}; refused: ${list(answers.refused) || 'none'}`;
}
