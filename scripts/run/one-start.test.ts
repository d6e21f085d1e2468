import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { takeData } from './one-start.ts';

let data: string;
const file = () => join(data, 'started.json');
const siteUrl = 'http://localhost:8080';

beforeEach(() => {
  data = mkdtempSync(join(tmpdir(), 'plaincode-start-'));
});
afterEach(() => rmSync(data, { recursive: true, force: true }));

const left = (pid: number, program: string) =>
  writeFileSync(file(), JSON.stringify({ pid, program, siteUrl }));

test('a data folder has one start at a time, and is free again afterwards', () => {
  const letGo = takeData(data, siteUrl);
  expect(() => takeData(data, 'http://localhost:9090')).toThrow(
    `${data} is in use: another npm start (process ${process.pid}) serves ${siteUrl}/ from it.`,
  );
  letGo();
  expect(existsSync(file())).toBe(false);
  takeData(data, siteUrl)();
});

test('what a start left that was killed is taken over', () => {
  const { pid } = spawnSync(process.execPath, ['-e', '']);
  left(pid, 'start.ts');
  takeData(data, siteUrl);
  expect(JSON.parse(readFileSync(file(), 'utf8')).pid).toBe(process.pid);
});

test.skipIf(process.platform !== 'linux')('so is a number that is another program by now', () => {
  const other = spawn('sleep', ['60']);
  try {
    left(other.pid ?? 0, 'start.ts');
    expect(() => takeData(data, siteUrl)).not.toThrow();
  } finally {
    other.kill();
  }
});

test('what is no note of a start keeps nobody out', () => {
  writeFileSync(file(), '{"pi');
  expect(() => takeData(data, siteUrl)).not.toThrow();
});
