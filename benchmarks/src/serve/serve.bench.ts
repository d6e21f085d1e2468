import { fork } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Benchmark, Measurement } from '../benchmark.ts';
import { seeded } from '../release/made-text.ts';
import { type ServerProcess, startGateProcess } from '../unlock/gate-process.ts';
import type { LoadReport } from './load.ts';
import { exportMadeSite, writeMadeSite } from './made-site.ts';
import { findNginx, startNginx } from './nginx-process.ts';

const connections = 32;
const seconds = Number(process.env.SERVE_SECONDS ?? 5);
const rounds = 3;
/** After which a connection begins again: all of them together ask for every page. */
const requestsOfConnection = 1_000;
/** More than the gate keeps in memory by default, plain; all of them where they are compressed. */
const pages = Array.from({ length: 6_000 }, (_, page) => `/made/${page}/`);
/** What most readers ask for: these fit. */
const popular = pages.slice(0, 1_000);

interface Kind {
  what: string;
  of: readonly string[];
  accept: string;
  /** Whether the reader has the page: the server's own tags are asked for first. */
  known?: boolean;
}

const kinds: readonly Kind[] = [
  { what: '1,000 pages', of: popular, accept: 'identity' },
  { what: '6,000 pages', of: pages, accept: 'identity' },
  { what: '6,000 pages, brotli', of: pages, accept: 'gzip, deflate, br, zstd' },
  { what: '1,000 pages that the reader has', of: popular, accept: 'identity', known: true },
];

/** Of one window; `cpu` is the server's processor time in microseconds a request. */
type Window = { perSecond: number; cpu: number; busy: number };

/**
 * Pages of one release from the gate and, where it is installed, from nginx with one worker over `release export`'s files:
 * the same requests from a process beside it, in turns. nginx of Debian has no brotli and sends those pages plain. Throws
 * where an answer is not the one expected.
 */
export const serve: Benchmark = {
  name: 'serve',
  run: async () => {
    const folder = mkdtempSync(join(tmpdir(), 'plaincode-bench-serve-'));
    let data = '';
    const gate = await startGateProcess((prepared) => {
      data = prepared;
      writeMadeSite(data, pages);
      exportMadeSite(data, join(folder, 'site'));
    });
    const command = findNginx();
    if (command === null)
      console.error(
        'nginx is not installed: the gate is measured alone (Debian: apt-get install nginx-light).',
      );
    const nginx = command === null ? null : await startNginx(command, join(folder, 'site'), folder);
    try {
      return await measure(gate, nginx);
    } finally {
      await gate.stop();
      await nginx?.stop();
      rmSync(folder, { recursive: true });
    }
  },
};

async function measure(gate: ServerProcess, nginx: ServerProcess | null): Promise<Measurement[]> {
  const measurements: Measurement[] = [];
  for (const kind of kinds) {
    const ofGate = await requestsOf(gate, kind);
    const ofNginx = nginx && (await requestsOf(nginx, kind));
    // Compiled and in memory, as after some minutes of any day.
    await load(gate, ofGate, kind);
    const done: { gate: Window[]; nginx: Window[] } = { gate: [], nginx: [] };
    for (let round = 0; round < rounds; round += 1) {
      done.gate.push(await load(gate, ofGate, kind));
      if (nginx && ofNginx) done.nginx.push(await load(nginx, ofNginx, kind));
    }
    measurements.push(...rows(kind, done));
  }
  return measurements;
}

/** For each connection, requests in an order of its own that is the same on every run. */
async function requestsOf(server: ServerProcess, { of, accept, known }: Kind): Promise<string[][]> {
  const random = seeded(2);
  const requests: string[] = [];
  for (const page of of) {
    const tag = known ? await tagOf(server, page) : null;
    requests.push(onTheWire(page, accept, tag));
  }
  return Array.from({ length: connections }, () =>
    Array.from({ length: requestsOfConnection }, () => requests[Math.floor(random() * of.length)] ?? ''),
  );
}

async function tagOf({ port }: ServerProcess, page: string): Promise<string> {
  const answer = await fetch(`http://127.0.0.1:${port}${page}`, {
    headers: { 'accept-encoding': 'identity' },
  });
  await answer.arrayBuffer();
  return answer.headers.get('etag') ?? '';
}

/** As a browser asks for a page. */
function onTheWire(page: string, accept: string, tag: string | null): string {
  const lines = [
    `GET ${page} HTTP/1.1`,
    'Host: localhost:8080',
    'User-Agent: Mozilla/5.0 (X11; Linux x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0 Safari/537.36',
    'Accept: text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8',
    'Accept-Language: en-US,en;q=0.9',
    `Accept-Encoding: ${accept}`,
    'Sec-Fetch-Site: none',
    'Sec-Fetch-Mode: navigate',
    'Sec-Fetch-Dest: document',
    ...(tag === null ? [] : [`If-None-Match: ${tag}`]),
  ];
  return `${lines.join('\r\n')}\r\n\r\n`;
}

async function load(server: ServerProcess, lanes: string[][], { known }: Kind): Promise<Window> {
  const generator = fork(join(import.meta.dirname, 'generator.ts'), { serialization: 'advanced' });
  try {
    const before = server.cpuSeconds();
    const report = await new Promise<LoadReport>((answer, fail) => {
      generator.once('message', (message: LoadReport) => answer(message));
      generator.once('exit', (status) => fail(new Error(`the load generator ended with status ${status}`)));
      generator.send({ port: server.port, lanes, expect: known ? 304 : 200, seconds });
    });
    if (report.failure !== null) throw new Error(`an answer is wrong: ${report.failure}`);
    const used = (server.cpuSeconds() ?? Number.NaN) - (before ?? Number.NaN);
    const { requests, busy } = report;
    return { perSecond: requests / report.seconds, cpu: (used * 1e6) / requests, busy };
  } finally {
    generator.kill();
  }
}

function rows({ what }: Kind, done: { gate: Window[]; nginx: Window[] }): Measurement[] {
  const row = (said: string, value: number, unit: string): Measurement[] =>
    Number.isNaN(value) ? [] : [{ benchmark: 'serve', what: `${what}: ${said}`, value, unit, runs: rounds }];
  const of = (windows: Window[], figure: keyof Window) => middle(windows.map((one) => one[figure]));
  return [
    ...row('the gate', of(done.gate, 'perSecond'), 'requests/s'),
    ...row('nginx, one worker', of(done.nginx, 'perSecond'), 'requests/s'),
    ...row('the gate, of nginx', of(done.gate, 'perSecond') / of(done.nginx, 'perSecond'), ''),
    ...row('processor time of the gate', of(done.gate, 'cpu'), 'µs'),
    ...row('processor time of nginx', of(done.nginx, 'cpu'), 'µs'),
    ...row('the load generator was busy with the gate', of(done.gate, 'busy'), ''),
    ...row('the load generator was busy with nginx', of(done.nginx, 'busy'), ''),
  ];
}

function middle(figures: readonly number[]): number {
  return figures.toSorted((a, b) => a - b)[Math.floor(figures.length / 2)] ?? Number.NaN;
}
