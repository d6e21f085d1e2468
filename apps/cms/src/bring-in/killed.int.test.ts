import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openTestDesk, type TestDesk } from '../testing/open-test-desk.ts';
import { addPerson, type Person } from '../testing/people.ts';
import { addCode, addStarter } from '../testing/starter.ts';
import { bringIn } from './bring-in.ts';

const codes = Array.from({ length: 80 }, (_, at) => `K${String(at + 1).padStart(4, '0')}`);
const place = { codeSet: 'hcpcs', edition: 'hcpcs-2025-10-01' };
const main = join(import.meta.dirname, '..', 'cli', 'main.ts');

let desk: TestDesk;
let ann: Person;
beforeAll(async () => {
  desk = await openTestDesk();
  ann = await addPerson(desk, 'editor', 'Ann');
  const { importId } = await addStarter(desk);
  for (const code of codes) await addCode(desk, importId, code);
}, 120_000);
afterAll(() => desk.close());

const written = async () =>
  (await desk.payload.count({ collection: 'explanations', where: { codeSet: { equals: 'hcpcs' } } }))
    .totalDocs;

it('a second run completes what a killed one left', async () => {
  const rows = codes.map((code) => `${code},Title of ${code},Words on ${code}.`);
  const file = join(desk.env.dataFolder, 'texts.csv');
  writeFileSync(file, ['Code,Plain title,Explanation', ...rows].join('\r\n'));
  const options = ['--set', place.codeSet, '--edition', place.edition, '--by', 'Ann@example.com'];
  const run = spawn(process.execPath, [main, 'explanations', 'import', file, ...options], {
    env: {
      ...process.env,
      PLAINCODE_DATA: desk.env.dataFolder,
      PAYLOAD_SECRET: 'a secret for tests only',
      PUBLISHER_TOKEN: 'a token for tests only',
    },
    stdio: 'ignore',
  });
  const ended = once(run, 'exit');
  while ((await written()) < 5 && run.exitCode === null) await pause(20);
  run.kill('SIGKILL');
  expect(await ended).toEqual([null, 'SIGKILL']);
  const before = await written();
  expect(before).toBeGreaterThan(0);
  expect(before).toBeLessThan(codes.length);

  const report = await bringIn(desk.payload, { source: file, user: ann.user, defaults: place });
  expect(report).toMatchObject({ outcome: 'written', problems: [] });
  // The text at which the run was killed may stand half written: it is counted above, and made whole as one that begins.
  const missing = codes.length - before;
  expect([missing, missing + 1]).toContain(report.created);
  const { docs } = await desk.payload.find({
    collection: 'explanations',
    draft: true,
    depth: 0,
    pagination: false,
    sort: 'code',
  });
  expect(docs.map(({ code, plainTitle }) => [code, plainTitle])).toEqual(
    codes.map((code) => [code, `Title of ${code}`]),
  );
}, 240_000);
