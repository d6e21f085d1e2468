import { setTimeout as wait } from 'node:timers/promises';
import { afterEach, expect, test, vi } from 'vitest';
import { steps } from './steps.ts';

const said = vi.spyOn(console, 'error').mockImplementation(() => undefined);
afterEach(() => said.mockClear());
const lines = () => said.mock.calls.map(([line]) => String(line).replace(/[\d.]+ s$/, '… s'));

test('a step that takes long says that it is still at work, until it is done', async () => {
  const step = steps(2, 20);
  expect(await step('Build', () => wait(50, 'built'))).toBe('built');
  const told = lines();
  expect(told[0]).toBe('[1/2] Build');
  expect(told).toContain('      still at work after … s');
  expect(told.at(-1)).toBe('      done in … s');
  await wait(50);
  expect(lines()).toEqual(told);
});

test('a step that fails says nothing more', async () => {
  const step = steps(1, 10);
  await expect(
    step('Break', () => {
      throw new Error('broken');
    }),
  ).rejects.toThrow('broken');
  await wait(30);
  expect(lines()).toEqual(['[1/1] Break']);
});
