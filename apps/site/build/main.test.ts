import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openReleaseStore, takeLock } from '@plaincode/publish';
import { makeRelease } from '@plaincode/publish/testing';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readEnv, SettingError } from './env.ts';
import { describe as say } from './progress.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'plaincode-main-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const run = (...args: string[]) =>
  spawnSync(process.execPath, [join(import.meta.dirname, 'main.ts'), ...args], {
    env: { PATH: process.env.PATH, PLAINCODE_DATA: folder },
    encoding: 'utf8',
  });

describe('the command', () => {
  it.each([
    [['publish', 'more'], '"publish" takes no "more".\nUsage:\n  publish [--full]'],
    [['publich'], 'There is no command "publich".\nUsage:\n  publish [--full]'],
    [['release'], 'Say what "release" is to do.\nUsage:\n  release list [--json]\n  release verify'],
    [['release', 'foo'], '"release" knows no "foo".\nUsage:\n  release list'],
    [['release', 'export'], 'DIR is missing.\nUsage:\n  release export DIR [--json]\n'],
    [['release', 'list', '--what'], "Unknown option '--what'.\nUsage:\n  release list [--json]"],
    [['release', 'rollback', '--check'], '"release rollback" knows no option --check.\nUsage:'],
    [['backup', 'a.tar.zst', '--check'], '"backup" knows no option --check.\nUsage:\n  backup FILE'],
    [['takedown', '/hcpcs/J0001/'], 'Say why with --reason.\nUsage:\n  takedown'],
  ])('says what is wrong with %j and how it is used', (args, message) => {
    const { status, stderr, stdout } = run(...args);
    expect(status).toBe(2);
    expect(stderr).toContain(message);
    expect(stdout).toBe('');
  });

  it.each([
    [['--help'], '  publish [--full]'],
    [['release', '--help'], 'Usage:\n  release list'],
    [['takedown', '-h'], 'takedown TARGET --reason TEXT [--lift] [--json]'],
  ])('helps with %j', (args, line) => {
    const { status, stdout, stderr } = run(...args);
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(stdout).toContain(line);
  });

  it('lists nothing before the first release, and refuses to verify or roll back', () => {
    expect(run('release', 'list')).toMatchObject({ status: 0, stdout: 'Nothing has been published yet.\n' });
    expect(run('release', 'verify').status).toBe(1);
    const { status, stdout } = run('release', 'rollback', '--json');
    expect(status).toBe(1);
    expect(JSON.parse(stdout)).toMatchObject({ outcome: 'refused', code: 'no-release' });
  });

  it('prunes nothing while a publisher is at work, and takes whole numbers only', () => {
    const letGo = takeLock(join(folder, 'publisher'));
    expect(JSON.parse(run('release', 'prune', '--json').stdout)).toMatchObject({ code: 'busy' });
    letGo();
    expect(run('release', 'prune', '--days', 'many').stderr).toContain('not "many"');
  });

  it('compresses nothing before the first release, nor while a publisher is at work', () => {
    expect(JSON.parse(run('release', 'compress', '--json').stdout)).toMatchObject({ code: 'no-release' });
    makeRelease(openReleaseStore(join(folder, 'store')), { '/': '<p>home</p>'.repeat(100) });
    const letGo = takeLock(join(folder, 'publisher'));
    expect(JSON.parse(run('release', 'compress', '--json').stdout)).toMatchObject({ code: 'busy' });
    letGo();
    expect(JSON.parse(run('release', 'compress', '--json').stdout)).toMatchObject({
      files: { compressed: 1 },
    });
    expect(run('release', 'compress', '--full').stdout).toContain('0 files compressed');
  });

  it.each([
    [['release', 'export', 'FILE'], 'is a file where a folder has to be'],
    [['release', 'export', 'FILE/site'], 'is a file where a folder has to be'],
    [['backup', 'gone/x/b.tar'], 'there is no folder'],
    [['backup', 'b.tar', '--secrets', 'gone/s.json'], 'there is no folder'],
    [['backup', 'FILE/b.tar'], 'is a file where a folder has to be'],
    [['restore', 'FILE', '--into', 'FILE/data'], 'is a file where a folder has to be'],
  ])('says in words that it cannot use a place: %j', (args, words) => {
    makeRelease(openReleaseStore(join(folder, 'store')), { '/': '<p>home</p>' });
    writeFileSync(join(folder, 'FILE'), '');
    const [name = '', ...rest] = args;
    const places = rest.map((one) => (/^(?:FILE|gone|b\.tar)/.test(one) ? join(folder, one) : one));
    const { status, stderr } = run(name, ...places);
    expect([status, stderr]).toEqual([1, expect.stringContaining(words)]);
    expect(stderr).toMatch(/^[^\n]+ cannot be used: [^\n]+\n$/);
  });

  it('names a missing secret and what makes it', () => {
    const { status, stderr } = run('serve');
    expect(status).toBe(1);
    expect(stderr).toMatch(/publisher-token is missing/);
  });
});

describe('settings', () => {
  it('have defaults and are read from the environment', () => {
    expect(readEnv({})).toMatchObject({ port: 3010, token: undefined });
    expect(readEnv({ PLAINCODE_DATA: '/data', PUBLISHER_PORT: '4000' })).toMatchObject({
      data: '/data',
      port: 4000,
    });
    expect(() => readEnv({ PUBLISHER_PORT: 'high' })).toThrow(SettingError);
  });
});

describe('progress', () => {
  it('says count, rate and time left, or what it knows of them', () => {
    expect(say({ stage: 'pages', done: 41_216, total: 97_584 }, 10)).toBe(
      '41,216 of 97,584 pages, 4,122 a second, 14 s left',
    );
    expect(say({ stage: 'pages', done: 500, total: null }, 1)).toBe('500 pages, 500 a second');
    expect(say({ stage: 'disk', done: 9, total: 9 }, 1)).toBe('waiting for the disk (9)');
  });
});
