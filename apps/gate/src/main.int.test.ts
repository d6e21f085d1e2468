import { type ChildProcess, spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createKey } from '@plaincode/sealing/keys';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

let data: string;
beforeEach(() => {
  data = mkdtempSync(join(tmpdir(), 'plaincode-gate-main-'));
  mkdirSync(join(data, 'secrets'), { mode: 0o700 });
  writeFileSync(join(data, 'secrets/gate-secret'), createKey(), { mode: 0o600 });
  const keys = JSON.stringify({ current: 'k1', keys: { k1: createKey() } });
  writeFileSync(join(data, 'secrets/root-keys.json'), keys, { mode: 0o600 });
});
afterEach(() => rmSync(data, { recursive: true }));

function start(settings: Record<string, string>): {
  process: ChildProcess;
  said: (text: RegExp) => Promise<RegExpExecArray>;
  ended: Promise<number | null>;
  output: () => string;
} {
  const env = { PATH: '', PLAINCODE_DATA: data, SITE_HOST: '127.0.0.1', SITE_PORT: '0', ...settings };
  const child = spawn(process.execPath, [join(import.meta.dirname, 'main.ts')], { env });
  let output = '';
  const waiting: (() => void)[] = [];
  child.stderr.on('data', (chunk) => {
    output += chunk;
    for (const look of waiting) look();
  });
  const ended = new Promise<number | null>((resolve) => child.on('exit', resolve));
  const said = (text: RegExp) =>
    new Promise<RegExpExecArray>((resolve, reject) => {
      const look = () => {
        const found = text.exec(output);
        if (found) resolve(found);
      };
      waiting.push(look);
      look();
      ended.then((status) => reject(new Error(`it ended with ${status}: ${output}`)));
    });
  return { process: child, said, ended, output: () => output };
}

/** What HTTP/1.0 without a Host header gets: the health check of many load balancers. */
function askOldWay(port: number): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1', () => socket.end('GET /healthz HTTP/1.0\r\n\r\n'));
    let answer = '';
    socket.on('data', (chunk) => {
      answer += chunk;
    });
    socket.on('close', () => resolve(answer));
    socket.on('error', reject);
  });
}

describe('the gate as a program', () => {
  it('starts, serves, and stops when told to', async () => {
    const gate = start({});
    const [, port] = await gate.said(/served on port (\d+)/);
    expect((await fetch(`http://127.0.0.1:${port}/healthz`)).status).toBe(200);
    expect(await askOldWay(Number(port))).toMatch(/^HTTP\/1\.\d 200 /);
    expect(statSync(join(data, 'gate/gate.sqlite')).mode & 0o777).toBe(0o600);
    gate.process.kill('SIGTERM');
    expect(await gate.ended).toBe(0);
  });

  it('says which setting changes a taken port', async () => {
    const other = createServer();
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
    const address = other.address();
    const port = typeof address === 'object' && address ? String(address.port) : '';
    const gate = start({ SITE_PORT: port });
    expect(await gate.ended).toBe(1);
    other.close();
    expect(gate.output()).toBe(`Port ${port} is taken: set SITE_PORT to another.\n`);
  });

  it('says which secret is missing', async () => {
    rmSync(join(data, 'secrets/root-keys.json'));
    const gate = start({});
    expect(await gate.ended).toBe(1);
    expect(gate.output()).toContain('root-keys.json cannot be read');
  });
});
