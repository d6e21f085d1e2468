import { fork } from 'node:child_process';
import { createConnection } from 'node:net';
import { join } from 'node:path';
import { type AccessPlan, defaultAccessPlan } from '@plaincode/content-schemas';
import { madeEnvelope, madePage, writeMadeRelease } from '../../../apps/gate/src/testing/made-release.ts';
import type { Benchmark, Measurement } from '../benchmark.ts';
import { type GateProcess, startGateProcess } from './gate-process.ts';
import { asker, type LoadReport } from './load.ts';
import { cookieOf, emptyRequest, grantRequest, registerRequest } from './requests.ts';

const connections = 50;
const passes = 3;
const guests = Number(process.env.UNLOCK_GUESTS ?? 12_000);
const accounts = 300;
/** First views of each account in a pass. */
const viewsOfAccount = 20;
const pages = Array.from({ length: 400 }, (_, page) => `/made/${page}/`);

type Kind = 'empty' | 'guests' | 'registered';
/** Of one pass; `cpu` is the gate's processor time in microseconds a request. */
type Pass = LoadReport & { perSecond: number; cpu: number | null };

/**
 * Grants over HTTP from one gate process, the load generator a process beside it: 50 connections, cookies and accounts
 * from before, every page asked for twice (a first view and a return), the limit on new guests out of reach. Beside
 * it the same load on an endpoint that does nothing (`/healthz`). Throws where any answer is not the one expected.
 */
export const unlock: Benchmark = {
  name: 'unlock',
  run: async () => {
    const gate = await startGateProcess((data) => {
      const files = pages.map((page) => [page, madePage(page, 'metered', 'registered')] as const);
      writeMadeRelease(join(data, 'store'), Object.fromEntries(files), {
        plan: { ...defaultAccessPlan, ...plan },
      });
    });
    try {
      return await measure(gate);
    } finally {
      await gate.stop();
    }
  },
};

const plan = {
  newGuestsPerAddressAndDay: 100_000,
  plans: {
    guest: { views: 1 + passes, opening: 'on-arrival', opens: ['metered'] },
    registered: { views: passes * viewsOfAccount, opening: 'on-request', opens: ['metered', 'registered'] },
    subscriber: { views: null, opening: 'on-arrival', opens: ['metered', 'registered', 'subscriber'] },
  },
} satisfies Partial<AccessPlan>;

async function measure(gate: GateProcess): Promise<Measurement[]> {
  const guestCookies = await issue(gate, guests, () => grant(gate, null, 0));
  const sessions = await issue(gate, accounts, (at) => registerRequest(gate.origin, at));
  gate.resetPeakMemory();
  const done: Record<Kind, Pass[]> = { empty: [], guests: [], registered: [] };
  const empty = Array.from({ length: 2 * guests }, () => emptyRequest(gate.origin));
  for (let pass = 0; pass < passes; pass += 1) {
    done.empty.push(
      await load(
        gate,
        empty.map((request) => [request]),
        '"ok"',
      ),
    );
    done.guests.push(
      await load(
        gate,
        guestCookies.map((cookie) => twice(grant(gate, cookie, pass + 1))),
        '"granted"',
      ),
    );
    const ofAccounts = Array.from({ length: accounts * viewsOfAccount }, (_, at) => {
      const view = pass * viewsOfAccount + Math.floor(at / accounts);
      return twice(grant(gate, sessions[at % accounts] ?? '', view));
    });
    done.registered.push(await load(gate, ofAccounts, '"granted"'));
  }
  return rows(done, gate.peakMemory());
}

const twice = (request: string): string[] => [request, request];

function grant(gate: GateProcess, cookie: string | null, page: number): string {
  const path = pages[page] ?? '/';
  const envelopes = [madeEnvelope('metered', path), madeEnvelope('registered', path)];
  return grantRequest(gate.origin, cookie, path, envelopes);
}

/** Cookies from the gate itself, ten at a time. */
async function issue(gate: GateProcess, count: number, request: (at: number) => string): Promise<string[]> {
  const cookies: string[] = [];
  let next = 0;
  await Promise.all(
    Array.from({ length: 10 }, async () => {
      const socket = createConnection({ port: gate.port, host: '127.0.0.1' });
      const ask = asker(socket);
      for (let at = next++; at < count; at = next++)
        cookies[at] = cookieOf(await ask(Buffer.from(request(at), 'latin1')));
      socket.destroy();
    }),
  );
  return cookies;
}

/** Puts the groups of requests on, each group on one connection and in its order. */
async function load(gate: GateProcess, groups: string[][], expect: string): Promise<Pass> {
  const lanes = Array.from({ length: connections }, (_, lane) =>
    groups.filter((_, at) => at % connections === lane).flat(),
  );
  const generator = fork(join(import.meta.dirname, 'generator.ts'), { serialization: 'advanced' });
  try {
    const before = gate.cpuSeconds();
    const report = await new Promise<LoadReport>((answer, fail) => {
      generator.once('message', (message: LoadReport) => answer(message));
      generator.once('exit', (status) => fail(new Error(`the load generator ended with status ${status}`)));
      generator.send({ port: gate.port, lanes, expect });
    });
    if (report.failures > 0)
      throw new Error(`${report.failures} of ${report.requests} answers are wrong: ${report.firstFailure}`);
    const used = gate.cpuSeconds();
    const cpu = before === null || used === null ? null : ((used - before) * 1e6) / report.requests;
    return { ...report, perSecond: report.requests / report.seconds, cpu };
  } finally {
    generator.kill();
  }
}

function rows(done: Record<Kind, Pass[]>, memory: number | null): Measurement[] {
  const row = (what: string, value: number, unit: string): Measurement => ({
    benchmark: 'unlock',
    what,
    value,
    unit,
    runs: passes,
  });
  const rate = (kind: Kind) => middle(done[kind].map(({ perSecond }) => perSecond));
  const names = {
    empty: 'an empty endpoint',
    guests: 'grants to guests',
    registered: 'grants to registered readers',
  };
  const kinds = ['guests', 'registered'] as const;
  const cpu = (kind: Kind) => middle(done[kind].flatMap((pass) => (pass.cpu === null ? [] : [pass.cpu])));
  return [
    row(names.empty, rate('empty'), 'requests/s'),
    ...kinds.flatMap((kind) => [
      row(names[kind], rate(kind), 'grants/s'),
      row(`${names[kind]}, of the empty endpoint`, rate(kind) / rate('empty'), ''),
      row(`${names[kind]}, 50 in 100 within`, middle(done[kind].map(({ p50 }) => p50)), 'ms'),
      row(`${names[kind]}, 99 in 100 within`, middle(done[kind].map(({ p99 }) => p99)), 'ms'),
    ]),
    ...(['empty', ...kinds] as const).flatMap((kind) => [
      ...(Number.isNaN(cpu(kind)) ? [] : [row(`processor time: ${names[kind]}`, cpu(kind), 'µs')]),
      row(`the load generator was busy with ${names[kind]}`, middle(done[kind].map(({ busy }) => busy)), ''),
    ]),
    ...(memory === null ? [] : [row('peak memory', memory, 'MB')]),
  ];
}

function middle(figures: readonly number[]): number {
  return figures.toSorted((a, b) => a - b)[Math.floor(figures.length / 2)] ?? Number.NaN;
}
