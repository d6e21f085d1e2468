import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { seedDemo } from '../seed/seed-demo.ts';
import { openTestDesk, type TestDesk } from '../testing/open-test-desk.ts';
import { addPerson, askApi } from '../testing/people.ts';
import { codeBeside } from './code-beside.ts';

describe('what stands beside an explanation', () => {
  let desk: TestDesk;
  beforeAll(async () => {
    desk = await openTestDesk();
    await seedDemo(desk.payload, desk.env.dataFolder, join(desk.env.root, 'demo'));
  });
  afterAll(() => desk.close());

  it('shows what the edition changed, word by word, and what is near', async () => {
    const beside = await codeBeside(desk.payload, {
      codeSet: 'spt',
      code: '9X130',
      edition: 'spt-2026-01-01',
    });
    expect(beside).toMatchObject({
      displayCode: '9X130',
      edition: { label: '2026' },
      present: true,
      isNew: false,
      change: { from: '2025' },
      notices: [{ text: '© Copyright 2026 Sample Terminology Board. All rights reserved.' }],
    });
    expect(beside?.change?.words.filter(({ kind }) => kind === 'removed')).toEqual([]);
    expect(
      beside?.change?.words.some(({ kind, text }) => kind === 'added' && text.includes('four weeks')),
    ).toBe(true);
    expect(beside?.after[0]).toMatchObject({ code: '9X135', text: null });
    expect(beside?.before.at(-1)).toMatchObject({ code: '9X120' });
    expect(beside?.after[1]).toMatchObject({ code: '9X140', text: { state: expect.any(String) } });
  });

  it('tells a new code, a code that left, and a code that never was', async () => {
    const at = (code: string, edition = 'spt-2026-01-01') =>
      codeBeside(desk.payload, { codeSet: 'spt', code, edition });
    expect(await at('9X135')).toMatchObject({ isNew: true, change: null });
    expect(await at('9X160')).toMatchObject({ present: false, descriptor: expect.stringContaining('Voice') });
    expect(await at('9X999')).toBeNull();
    expect(await at('9X130', 'spt-2025-01-01')).toMatchObject({ change: null, edition: { label: '2025' } });
  });

  it('has the hierarchy and the indicators of the release', async () => {
    const diagnosis = await codeBeside(desk.payload, { codeSet: 'icd-10-cm', code: 'E1165', edition: null });
    expect(diagnosis?.ancestors.map(({ code }) => code)).toEqual(['E11', 'E116']);
    expect(diagnosis?.billable).toBe(true);
    const procedure = await codeBeside(desk.payload, { codeSet: 'hcpcs', code: 'J9000', edition: null });
    expect(procedure?.indicators.length).toBeGreaterThan(3);
  });

  it('is for staff, and asks for a code', async () => {
    const editor = await addPerson(desk, 'editor');
    expect((await askApi(desk, null, 'GET', '/codes/beside?codeSet=spt&code=9X130')).status).toBe(401);
    expect((await askApi(desk, editor, 'GET', '/codes/beside?codeSet=spt')).status).toBe(400);
    const answer = await askApi(desk, editor, 'GET', '/codes/beside?codeSet=SPT&code=9x130');
    expect(answer.body).toMatchObject({ beside: { displayCode: '9X130' } });
  });
});
