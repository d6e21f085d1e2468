import { type ChildProcess, spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { defaultAccessPlan, grantAnswer, viewsState } from '@plaincode/content-schemas';
import { createKey } from '@plaincode/sealing/keys';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { madeEnvelope, madePage, writeMadeRelease } from './testing/made-release.ts';
import { Browser } from './testing/running-gate.ts';

let data: string;
const started: ChildProcess[] = [];
beforeEach(() => {
  data = mkdtempSync(join(tmpdir(), 'plaincode-gate-main-'));
  mkdirSync(join(data, 'secrets'), { mode: 0o700 });
  writeFileSync(join(data, 'secrets/gate-secret'), createKey(), { mode: 0o600 });
  const keys = JSON.stringify({ current: 'k1', keys: { k1: createKey() } });
  writeFileSync(join(data, 'secrets/root-keys.json'), keys, { mode: 0o600 });
});
afterEach(() => {
  // What a failed test left running.
  for (const child of started.splice(0)) child.kill('SIGKILL');
  rmSync(data, { recursive: true });
});

function start(settings: Record<string, string>): {
  process: ChildProcess;
  said: (text: RegExp) => Promise<RegExpExecArray>;
  ended: Promise<number | null>;
  output: () => string;
} {
  const env = { PATH: '', PLAINCODE_DATA: data, SITE_HOST: '127.0.0.1', SITE_PORT: '0', ...settings };
  const child = spawn(process.execPath, [join(import.meta.dirname, 'main.ts')], { env });
  started.push(child);
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

  it('lets nobody keep a connection with half a request', async () => {
    const gate = start({});
    const [, port] = await gate.said(/served on port (\d+)/);
    const socket = connect(Number(port), '127.0.0.1', () => socket.write('GET /healthz HTTP/1.1\r\nHost: a'));
    const answer = await new Promise<string>((resolve) => {
      let text = '';
      socket.on('data', (chunk) => {
        text += chunk;
      });
      socket.on('close', () => resolve(text));
    });
    expect(answer).toMatch(/^HTTP\/1\.1 408 /);
    gate.process.kill('SIGTERM');
    expect(await gate.ended).toBe(0);
  }, 180_000);

  it.each(['with its first answer', 'in the midst of it'])(
    'killed %s, a crowd was given nothing that is not counted, and lost no view for nothing',
    async (when) => {
      const pages = Array.from({ length: 40 }, (_, page) => `/made/${page}/`);
      const files = pages.map((page) => [page, madePage(page, 'metered')] as const);
      writeMadeRelease(join(data, 'store'), Object.fromEntries(files), { plan: defaultAccessPlan });
      const settings = { REQUIRE_VERIFIED_EMAIL: 'false', SITE_URL: 'http://localhost:8080' };
      let url = '';
      const gate = start(settings);
      const reader = new Browser((path, init) => fetch(url + path, init), 'http://localhost:8080');
      const ask = async (page: string) => {
        const response = await reader.post('/api/grants', {
          page,
          envelopes: [madeEnvelope('metered', page)],
        });
        return grantAnswer.parse(await response.json());
      };
      const opened = async (asked: readonly string[], onAnswer = () => {}) => {
        const answering = asked.map((page) => ask(page).finally(onAnswer));
        const answers = await Promise.all(answering.map((answer) => answer.catch(() => null)));
        return asked.filter((_, at) => answers[at]?.outcome === 'granted');
      };
      const untilServed = async ({ said }: Pick<typeof gate, 'said'>) => {
        url = `http://127.0.0.1:${(await said(/served on port (\d+)/))[1]}`;
      };
      await untilServed(gate);
      await reader.post('/api/account/register', {
        email: 'reader@example.org',
        password: 'long enough to pass',
      });
      let answers = (): void => {};
      const firstAnswer = new Promise<void>((resolve) => {
        answers = resolve;
      });
      const crowd = opened(pages, answers);
      await (when === 'with its first answer' ? firstAnswer : wait(5));
      gate.process.kill('SIGKILL');
      const answered = await crowd;
      await gate.ended;

      const again = start(settings);
      await untilServed(again);
      for (const page of answered) {
        const views = viewsState.parse(await (await reader.get(`/api/views?page=${page}`)).json());
        expect(views.pageOpened).toBe(true);
      }
      const all = await opened(pages);
      expect(all).toHaveLength(defaultAccessPlan.plans.registered.views ?? Number.NaN);
      expect(all).toEqual(expect.arrayContaining(answered));
      again.process.kill('SIGTERM');
      expect(await again.ended).toBe(0);
    },
    180_000,
  );

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
