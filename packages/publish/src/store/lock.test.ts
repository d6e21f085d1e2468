import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { takeLock } from './lock.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'plaincode-lock-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const lock = () => join(folder, 'lock');

describe('the lock', () => {
  it('is held by one at a time and can be taken again', () => {
    const release = takeLock(folder);
    expect(() => takeLock(folder)).toThrow(/Another publisher/);
    release();
    expect(existsSync(lock())).toBe(false);
    takeLock(folder)();
  });

  it('is taken over from a process that was killed', async () => {
    const module = new URL('./lock.ts', import.meta.url).href;
    const script = `const { takeLock } = await import(${JSON.stringify(module)}); takeLock(${JSON.stringify(folder)}); console.log('held'); setInterval(() => {}, 1000);`;
    const holder = spawn(process.execPath, ['--input-type=module', '-e', script], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    await once(holder.stdout, 'data');
    expect(() => takeLock(folder)).toThrow(/Another publisher/);
    holder.kill('SIGKILL');
    await once(holder, 'exit');
    takeLock(folder)();
  });

  it('is taken over where its process number belongs to another process now', () => {
    takeLock(folder);
    const held = JSON.parse(readFileSync(lock(), 'utf8'));
    writeFileSync(lock(), JSON.stringify({ ...held, started: '1' }));
    takeLock(folder)();
  });

  it('is taken over where it cannot be read', () => {
    writeFileSync(lock(), '');
    takeLock(folder)();
  });

  it('is not let go by one who no longer holds it', () => {
    const release = takeLock(folder);
    const held = JSON.parse(readFileSync(lock(), 'utf8'));
    writeFileSync(lock(), JSON.stringify({ ...held, since: 'later' }));
    release();
    expect(existsSync(lock())).toBe(true);
  });
});
