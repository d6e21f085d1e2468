import { spawn } from 'node:child_process';
import { afterEach, expect, test, vi } from 'vitest';
import { appCommand, exitOf, nodeOptions } from './processes.ts';

const said = vi.spyOn(console, 'error').mockImplementation(() => undefined);
afterEach(() => said.mockClear());

const run = (program: string) => spawn(process.execPath, ['-e', program], { stdio: 'ignore' });
const endItself = (signal: string) =>
  run(`process.kill(process.pid, '${signal}'); setTimeout(() => {}, 60000)`);

test('the status of a process is its own, and nothing is said of it', async () => {
  expect(await exitOf(run('process.exit(3)'))).toBe(3);
  expect(said).not.toHaveBeenCalled();
});

test('a process that a signal ended is told, and is no success', async () => {
  expect(await exitOf(endItself('SIGKILL'))).toBe(137);
  expect(said).toHaveBeenCalledWith(expect.stringMatching(/ended by SIGKILL, before it was done.*memory/));
  expect(await exitOf(endItself('SIGTERM'))).toBe(143);
  expect(said).toHaveBeenLastCalledWith(expect.stringMatching(/ended by SIGTERM, before it was done\.$/));
});

test.each([
  ['publisher', ['serve'], /^publisher serve was ended by SIGKILL/],
  ['gate', [], /^gate was ended by SIGKILL/],
  ['cms', ['serve'], /^desk serve was ended by SIGKILL/],
] as const)('an app that a signal ended is told by its name: %s', async (app, args, words) => {
  const child = spawn(process.execPath, [...nodeOptions[app], appCommand[app], ...args], { stdio: 'ignore' });
  process.kill(child.pid ?? 0, 'SIGKILL');
  expect(await exitOf(child)).toBe(137);
  expect(said).toHaveBeenCalledWith(expect.stringMatching(words));
});

test('one that has ended already, or that was ended here, or by Ctrl-C, needs no words', async () => {
  const gone = run('');
  await new Promise((answer) => gone.once('close', answer));
  expect(await exitOf(gone)).toBe(0);
  const ended = run('setTimeout(() => {}, 60000)');
  ended.kill('SIGTERM');
  await new Promise((answer) => ended.once('close', answer));
  expect(await exitOf(ended)).toBe(143);
  expect(await exitOf(endItself('SIGINT'))).toBe(130);
  expect(said).not.toHaveBeenCalled();
});
