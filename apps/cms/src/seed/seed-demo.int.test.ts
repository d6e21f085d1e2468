import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ensureCodeSets } from '../imports/ensure-code-sets.ts';
import { importFile } from '../imports/import-file.ts';
import { hcpcsText, writeMade } from '../imports/testing/made-files.ts';
import { openTestDesk, type TestDesk } from '../testing/open-test-desk.ts';
import { StarterRefused } from './read-starter.ts';
import { leaveStarterOut, seedDemo } from './seed-demo.ts';
import { makeStarter } from './testing/made-starter.ts';

let desk: TestDesk;
let folder: string;

beforeAll(async () => {
  desk = await openTestDesk();
  folder = join(desk.env.dataFolder, 'starter');
  makeStarter(folder);
});
afterAll(() => desk.close());

const seed = (from = folder) => seedDemo(desk.payload, desk.env.dataFolder, from);

describe('seedDemo', () => {
  it('refuses content that is not whole before it writes anything', async () => {
    const broken = join(desk.env.dataFolder, 'broken');
    makeStarter(broken);
    writeMade(broken, 'explanations/hcpcs/J9000.md', '---\ncode: J9000\ntitle: T\n---\n## Guideline\n');
    const error = await seed(broken).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(StarterRefused);
    expect(String(error)).toContain('explanations/hcpcs/J9000.md:5:1: There is no section "Guideline".');
    expect((await desk.payload.count({ collection: 'code-systems' })).totalDocs).toBe(0);
  });

  it('brings everything in through the real import and the workflow', async () => {
    const report = await seed();
    expect(report).toMatchObject({ outcome: 'seeded', imported: 5, explanations: 4, drafts: [] });
    const { docs } = await desk.payload.find({ collection: 'approved-revisions', depth: 1, sort: 'codeKey' });
    expect(docs.map(({ codeKey }) => codeKey)).toEqual([
      'hcpcs/J9000',
      'hcpcs/JZ',
      'icd-10-cm/E11311',
      'spt/9X101',
    ]);
    for (const { approvedBy } of docs) expect(approvedBy).toMatchObject({ email: 'reviewer@example.org' });
    const { docs: editions } = await desk.payload.find({ collection: 'editions', limit: 0 });
    expect(editions.every(({ sample, state }) => sample && state === 'held')).toBe(true);
  });

  it('keeps the log-in for its owner only, and it works', async () => {
    const file = join(desk.env.dataFolder, 'secrets', 'demo-login.json');
    expect(statSync(file).mode & 0o777).toBe(0o600);
    const { password } = JSON.parse(readFileSync(file, 'utf8'));
    const login = await desk.payload.login({
      collection: 'staff',
      data: { email: 'admin@example.org', password },
    });
    expect(login.user?.role).toBe('admin');
  });

  it('does nothing the second time, and tells the same log-in', async () => {
    const { docs } = await desk.payload.find({
      collection: 'copyright-notices',
      where: { slug: { equals: 'cms-public-domain' } },
    });
    await desk.payload.update({
      collection: 'copyright-notices',
      id: docs[0]?.id ?? '',
      data: { text: 'Ours.' },
    });
    const first = JSON.parse(readFileSync(join(desk.env.dataFolder, 'secrets', 'demo-login.json'), 'utf8'));
    const report = await seed();
    expect(report).toMatchObject({
      outcome: 'present',
      imported: 0,
      explanations: 0,
      logins: { password: first.password },
    });
    const again = await desk.payload.find({
      collection: 'copyright-notices',
      where: { slug: { equals: 'cms-public-domain' } },
    });
    expect(again.docs[0]?.text).toBe('Ours.');
  });

  it('takes up a run that was broken off, and overwrites nothing', async () => {
    await desk.payload.kv.delete('starter-content');
    const before = await desk.payload.count({ collection: 'approved-revisions' });
    const report = await seed();
    expect(report).toMatchObject({ outcome: 'seeded', imported: 0, explanations: 0 });
    expect((await desk.payload.count({ collection: 'approved-revisions' })).totalDocs).toBe(before.totalDocs);
  });
});

describe('beside an official edition', () => {
  let official: TestDesk;

  beforeAll(async () => {
    official = await openTestDesk();
    const { payload, env } = official;
    await ensureCodeSets(payload);
    // Without the device that the drug's text leads to.
    writeMade(
      env.dataFolder,
      'HCPC2025_OCT_ANWEB.txt',
      hcpcsText([
        { code: 'J9000', long: 'The real drug' },
        { code: 'JZ', long: 'Real' },
      ]),
    );
    await importFile(payload, env.dataFolder, { file: join(env.dataFolder, 'HCPC2025_OCT_ANWEB.txt') });
  });
  afterAll(() => official.close());

  it('fills in what that edition bears out, and says which texts are drafts and why', async () => {
    const { payload, env } = official;
    const starter = join(env.dataFolder, 'starter');
    makeStarter(starter);
    const report = await seedDemo(payload, env.dataFolder, starter);
    expect(report).toMatchObject({ outcome: 'seeded', imported: 3, explanations: 3 });
    expect(report.drafts).toEqual([
      { outcome: 'draft', codeKey: 'hcpcs/J9000', why: [expect.stringContaining('/hcpcs/J7300/')] },
    ]);
    const { docs } = await payload.find({
      collection: 'explanations',
      where: { codeKey: { equals: 'hcpcs/J9000' } },
      draft: true,
    });
    expect(docs.map(({ state }) => state)).toEqual(['draft']);
    expect(await seedDemo(payload, env.dataFolder, starter)).toMatchObject({
      outcome: 'present',
      drafts: [],
    });
  });
});

describe('a data folder that does without the starter', () => {
  let empty: TestDesk;
  beforeAll(async () => {
    empty = await openTestDesk();
  });
  afterAll(() => empty.close());

  it('stays so, with the official code sets and nobody who could log in', async () => {
    const { payload, env } = empty;
    expect(await leaveStarterOut(payload)).toBe('left-out');
    const report = await seedDemo(payload, env.dataFolder, folder);
    expect(report).toMatchObject({ outcome: 'left-out', imported: 0, explanations: 0, logins: null });
    const { docs } = await payload.find({ collection: 'code-systems', sort: 'slug' });
    expect(docs.map(({ slug }) => slug)).toContain('hcpcs');
    expect(docs.map(({ slug }) => slug)).not.toContain('spt');
    for (const collection of ['staff', 'explanations', 'editions'] as const)
      expect((await payload.count({ collection })).totalDocs).toBe(0);
    expect(existsSync(join(env.dataFolder, 'secrets', 'demo-login.json'))).toBe(false);
  });

  it('is another one than the starter’s', async () => {
    expect(await leaveStarterOut(desk.payload)).toBe('present');
  });
});
