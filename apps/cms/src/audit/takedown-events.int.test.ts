import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openTestDesk, type TestDesk } from '../testing/open-test-desk.ts';
import { auditHead } from './record-audit.ts';
import { auditTakedowns } from './takedown-events.ts';
import { verifyChain } from './verify-chain.ts';

let desk: TestDesk;
const data = mkdtempSync(join(tmpdir(), 'plaincode-takedowns-'));
beforeAll(async () => {
  desk = await openTestDesk();
});
afterAll(async () => {
  await desk.close();
  rmSync(data, { recursive: true });
});

const line = (number: number, action: string) =>
  `${JSON.stringify({
    id: `00000000-0000-4000-8000-00000000000${number}`,
    at: `2026-11-28T10:00:0${number}Z`,
    action,
    target: '/hcpcs/J9000/',
    reason: 'asked by the rights holder',
  })}\n`;
const keep = (...lines: string[]) => {
  mkdirSync(join(data, 'withheld'), { recursive: true });
  writeFileSync(join(data, 'withheld', 'takedowns.ndjson'), lines.join(''));
};

it('each takedown and each lifting stands in the log once, also when it was made without the desk', async () => {
  expect(await auditTakedowns(desk.payload, data)).toBe(0);
  keep(line(1, 'take-down'));
  expect(await auditTakedowns(desk.payload, data)).toBe(1);
  expect(await auditHead(desk.payload)).toMatchObject({
    action: 'page-taken-down',
    subject: 'site/hcpcs/J9000',
  });
  keep(line(1, 'take-down'), line(2, 'lift'));
  expect(await auditTakedowns(desk.payload, data)).toBe(1);
  const head = await auditHead(desk.payload);
  expect(head).toMatchObject({ action: 'takedown-lifted', actorName: 'Operator (command line)' });
  expect(JSON.stringify(head)).not.toContain('rights holder');
  expect(await auditTakedowns(desk.payload, data)).toBe(0);
  expect((await verifyChain(desk.payload, null)).broken).toBeNull();
});
