import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { ensureSecrets } from './secrets.ts';
import { SettingsError } from './settings.ts';

let data: string;

beforeEach(() => {
  data = mkdtempSync(join(tmpdir(), 'plaincode-secrets-'));
});

afterEach(() => rmSync(data, { recursive: true }));

test('secrets are made once, each for its owner alone', () => {
  ensureSecrets(data);
  const folder = join(data, 'secrets');
  const read = () =>
    Object.fromEntries(readdirSync(folder).map((name) => [name, readFileSync(join(folder, name), 'utf8')]));
  const first = read();
  expect(Object.keys(first).sort()).toEqual([
    'errata-token',
    'gate-secret',
    'payload-secret',
    'publisher-token',
    'revision-key',
    'root-keys.json',
  ]);
  expect(statSync(folder).mode & 0o777).toBe(0o700);
  for (const name of Object.keys(first)) expect(statSync(join(folder, name)).mode & 0o777).toBe(0o600);
  ensureSecrets(data);
  expect(read()).toEqual(first);
});

test('keys are not made anew where pages were sealed with others', () => {
  ensureSecrets(data);
  mkdirSync(join(data, 'store'));
  writeFileSync(join(data, 'store', 'current'), '{}');
  ensureSecrets(data);
  rmSync(join(data, 'secrets', 'root-keys.json'));
  expect(() => ensureSecrets(data)).toThrow('root-keys.json, by which the pages');
  expect(readdirSync(join(data, 'secrets'))).not.toContain('root-keys.json');
});

test('a data folder that cannot be written is named with its setting', () => {
  const file = join(data, 'a-file');
  writeFileSync(file, '');
  expect(() => ensureSecrets(file)).toThrow(
    new SettingsError(
      `${join(file, 'secrets')} cannot be written (ENOTDIR): let PLAINCODE_DATA name a folder in which you may write.`,
    ),
  );
});
