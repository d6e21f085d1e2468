import { defaultAccessPlan } from '@plaincode/content-schemas';
import { afterAll, afterEach, beforeAll, expect, it, vi } from 'vitest';
import { z } from 'zod';
import { readEnvironment } from '../env.ts';
import { madePage, writeMadeRelease } from '../testing/made-release.ts';
import { type Browser, type RunningGate, startGate } from '../testing/running-gate.ts';
import { runSubscription, UsageError } from './subscription.ts';

const email = 'reads@example.org';
let gate: RunningGate;
let browser: Browser;

beforeAll(async () => {
  gate = await startGate({
    passwords: { hash: async (text) => text, verify: async ({ hash, password }) => hash === password },
  });
  writeMadeRelease(
    gate.store,
    { '/hcpcs/J9000/': madePage('J9000', 'subscriber') },
    { plan: defaultAccessPlan },
  );
  browser = gate.browser();
  await browser.post('/api/account/register', { email, password: 'long enough to pass', name: '' });
});
afterAll(() => gate.stop());
afterEach(() => vi.restoreAllMocks());

const shown = z.object({ plan: z.string() });
const plan = async () => shown.parse(await (await browser.get('/api/account')).json()).plan;

/** Exit status and what was said. */
async function run(...args: string[]): Promise<[number, string]> {
  const said: string[] = [];
  for (const way of ['log', 'error'] as const)
    vi.spyOn(console, way).mockImplementation((line) => void said.push(String(line)));
  const status = await runSubscription(args, readEnvironment({ PLAINCODE_DATA: gate.data }));
  return [status, said.join('\n')];
}

it('a reader reads as a subscriber to the end of the day that the operator names, while the gate runs', async () => {
  expect(await plan()).toBe('registered');
  expect(await run('grant', email, '--until', '2099-01-31')).toEqual([
    0,
    `${email} reads as a subscriber until the end of 2099-01-31 (UTC).`,
  ]);
  expect(await plan()).toBe('subscriber');
  expect(await run('end', email)).toEqual([0, `What was granted to ${email} has ended.`]);
  expect(await plan()).toBe('registered');
});

it('an address without an account is told, and nothing is granted', async () => {
  expect(await run('grant', 'nobody@example.org', '--until', '2099-01-31')).toEqual([
    1,
    expect.stringContaining('No reader has the address nobody@example.org'),
  ]);
});

it.each([
  [['grant', email], 'needs --until DAY'],
  [['grant', email, '--until', '2099-02-30'], 'needs --until DAY'],
  [['grant', email, '--until', '2001-01-01'], 'is over'],
  [['grant', email, '--for', 'ever'], '--for'],
  [['end'], 'one e-mail address'],
  [['extend', email], 'does not know'],
])('what cannot be meant is refused: %j', async (args, words) => {
  const refused = run(...args);
  await expect(refused).rejects.toThrow(UsageError);
  await expect(refused).rejects.toThrow(words);
});
