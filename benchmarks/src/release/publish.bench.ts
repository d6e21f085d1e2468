import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { exampleSiteSettings } from '@plaincode/content-schemas/examples';
import type { Benchmark, Measurement } from '../benchmark.ts';
import { writeExport } from './exports.ts';
import { madeRecords, namedCodes } from './made-records.ts';
import { type Published, prepareData, runPublisher } from './publisher.ts';

const pages = Number(process.env.BENCH_PAGES ?? 10_000);
const runs = 3;

/**
 * The publisher's own command on made records (`BENCH_PAGES`, 10,000 unless said): a first publish, all pages anew with
 * their envelopes kept, one page in a whole export and by itself, and a notice on a tenth of the pages.
 */
export const publish: Benchmark = {
  name: 'publish',
  run: async () => {
    const folder = await mkdtemp(join(tmpdir(), 'plaincode-bench-'));
    try {
      return await measure(folder);
    } finally {
      await rm(folder, { recursive: true });
    }
  },
};

async function measure(folder: string): Promise<Measurement[]> {
  const codes = await namedCodes();
  const file = (name: string) => join(folder, `${name}.ndjson`);
  const data = join(folder, 'data');
  await prepareData(data);
  await writeExport(file('first'), madeRecords({ pages, codes }));
  const first = await runPublisher(data, file('first'));
  const anew = await timesOf(runs, async (run) => {
    const site = { ...exampleSiteSettings, name: `Example ${run}` };
    await writeExport(file('anew'), madeRecords({ pages, codes }), { site });
    return await runPublisher(data, file('anew'));
  });
  const site = { ...exampleSiteSettings, name: `Example ${runs - 1}` };
  const edited = new Set([Math.floor(pages / 2)]);
  await writeExport(file('whole'), madeRecords({ pages, codes, edited }), { site });
  const whole = await runPublisher(data, file('whole'));
  const deltas = await timesOf(runs, async (run) => {
    const at = Math.floor(pages / 3) + run;
    const one = madeRecords({ from: at, pages: at + 1, codes, edited: new Set([at]) });
    await writeExport(file('delta'), one, { site, mode: 'delta' });
    return await runPublisher(data, file('delta'));
  });
  const noticed = Math.floor(pages / 10);
  const notice = { text: '© Copyright 2027 Example Coding Press. All rights reserved.', pages: noticed };
  const all = [...Array(runs).keys()].map((run) => Math.floor(pages / 3) + run);
  await writeExport(
    file('notice'),
    madeRecords({ pages, codes, edited: new Set([...edited, ...all]), notice }),
    {
      site,
    },
  );
  const rolled = await runPublisher(data, file('notice'));
  if (rolled.pages.rendered !== noticed)
    throw new Error(`the notice rendered ${rolled.pages.rendered} pages`);
  return [
    row('first publish, all sealed', first.pagesPerSecond, 'pages/s'),
    row('first publish, all sealed', first.cpu, 's CPU'),
    row('first publish, all sealed: peak memory', first.peakMemory / 1e6, 'MB'),
    row(
      'every page anew, envelopes kept',
      middle(anew, ({ seconds }) => pages / seconds.total),
      'pages/s',
      runs,
    ),
    row(
      'every page anew, envelopes kept',
      middle(anew, ({ cpu }) => cpu),
      's CPU',
      runs,
    ),
    row(
      'every page anew: peak memory',
      middle(anew, ({ peakMemory }) => peakMemory / 1e6),
      'MB',
      runs,
    ),
    row('one changed, whole export, cold process', whole.seconds.total, 's'),
    row(
      'one changed, delta, cold process',
      middle(deltas, ({ seconds }) => seconds.total),
      's',
      runs,
    ),
    row(`a notice on ${noticed} of them, whole export`, rolled.seconds.total, 's'),
  ];
}

async function timesOf(count: number, run: (at: number) => Promise<Published>): Promise<Published[]> {
  const all: Published[] = [];
  for (let at = 0; at < count; at += 1) all.push(await run(at));
  return all;
}

function middle(all: readonly Published[], of: (one: Published) => number): number {
  const sorted = all.map(of).sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}

const row = (what: string, value: number, unit: string, count = 1): Measurement => ({
  benchmark: 'publish',
  what: `${pages.toLocaleString('en-US')} gated pages: ${what}`,
  value,
  unit,
  runs: count,
});
