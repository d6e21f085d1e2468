import { existsSync, readFileSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { CodePageRecord } from '@plaincode/content-schemas';
import { exampleSiteSettings } from '@plaincode/content-schemas/examples';
import type { Benchmark, Measurement } from '../benchmark.ts';
import { writeExport } from '../release/exports.ts';
import { madeRecords, namedCodes } from '../release/made-records.ts';
import { prepareData, publisherCommand } from '../release/publisher.ts';
import { firstDifference } from './first-difference.ts';
import { writeHugoProject } from './hugo-project.ts';
import { writePages } from './pages-file.ts';
import { type Command, type Cost, costOf, costsAreKnown, OutOfMemory } from './process-cost.ts';
import { publishedHtml, publishedPages, siteOf } from './published-pages.ts';

const pages = Number(process.env.BENCH_PAGES ?? 10_000);
const runs = Number(process.env.BENCH_RUNS ?? 3);

/** Something that makes the pages, by a command. */
type SiteMaker = {
  name: string;
  command(run: number): Promise<Command>;
  /** A page that it wrote in the first run; null where that is not asked, or it wrote none. */
  page(path: string): string | null;
  /** Takes out of a page what it may write in another way than the publisher; nothing unless said. */
  comparable?(html: string): string;
};

/**
 * The same gated pages (`BENCH_PAGES`, 10,000 unless said) made from the same records. The publisher reads its export, and its
 * hashing, list of files and syncing to disk count. The others start from one line of JSON for each page: the record as the
 * publisher's templates get it, envelopes sealed.
 * - floor: one thread reads, parses, calls a function of template literals, and writes.
 * - Eleventy: the same function as its JavaScript template, the pages as global data.
 * - Hugo, where it is installed: templates of its own, the pages as front matter, which is written before.
 *
 * No envelope is sealed in a run. The runs take turns (`BENCH_RUNS`, 3 unless said). Every other generator's first, middle and
 * last page must be the publisher's byte for byte, but that Hugo writes `&#34;` for `&quot;`. One that runs out of memory is left
 * out from then on. What all runs wrote is kept to the end: ext4 makes files slowly for minutes after as many were removed.
 */
export const render: Benchmark = {
  name: 'render',
  run: async () => {
    if (!costsAreKnown) throw new Error('What a process costs is read from /proc: run this on Linux.');
    const folder = await mkdtemp(join(tmpdir(), 'plaincode-bench-'));
    try {
      return await measure(folder);
    } finally {
      await rm(folder, { recursive: true });
    }
  },
};

async function measure(folder: string): Promise<Measurement[]> {
  const data = join(folder, 'data');
  const codes = await namedCodes();
  const records = () => madeRecords({ pages, codes });
  const makers: SiteMaker[] = [await ourPublisher(folder, data, records)];
  const html = publishedHtml(data);
  const samples = samplesOf(records(), html);
  const files = { pages: join(folder, 'pages.ndjson'), site: join(folder, 'site.json') };
  const [, sample = ''] = [...samples][0] ?? [];
  const site = siteOf(settingsOf(-1), sample);
  await writePages(files.pages, publishedPages(records(), data, html));
  await writeFile(files.site, JSON.stringify(site));
  makers.push(floor(folder, files), eleventy(folder, files));
  const hugoFile = installed('hugo');
  if (hugoFile) {
    await writeHugoProject(join(folder, 'hugo'), files.pages, site);
    makers.push(hugo(folder, hugoFile));
  } else console.error('hugo is not installed: it is left out (Debian: apt-get install hugo)');
  return rows(await takeTurns(makers, samples));
}

async function takeTurns(
  makers: readonly SiteMaker[],
  samples: ReadonlyMap<string, string>,
): Promise<Map<string, Cost[]>> {
  const costs = new Map<string, Cost[]>(makers.map(({ name }) => [name, []]));
  for (let run = 0; run < runs; run += 1)
    for (const maker of makers) {
      const { name } = maker;
      const before = costs.get(name);
      if (!before) continue;
      try {
        const cost = await costOf(await maker.command(run));
        console.error(`${name}: ${cost.seconds.toFixed(1)} s, ${cost.cpu.toFixed(1)} s CPU`);
        before.push(cost);
        if (run === 0 && name !== publisherName) compare(maker, samples);
      } catch (error) {
        if (name === publisherName || !(error instanceof OutOfMemory)) throw error;
        console.error(`${name} ran out of memory at ${pages} pages: it is left out`);
        costs.delete(name);
      }
    }
  return costs;
}

/** Throws with the first difference where a page is not the publisher's. */
function compare(
  { name, page, comparable = (html) => html }: SiteMaker,
  samples: ReadonlyMap<string, string>,
): void {
  for (const [path, expected] of samples) {
    const made = page(path);
    if (made === null) throw new Error(`${name} did not make ${path}`);
    const difference = firstDifference(comparable(expected), comparable(made));
    if (difference) throw new Error(`${name} made another ${path}, ${difference}`);
  }
}

const publisherName = 'publisher';

/** Holds a release whose envelopes are sealed; each run renders all of it for settings of another name. */
async function ourPublisher(
  folder: string,
  data: string,
  records: () => Iterable<CodePageRecord>,
): Promise<SiteMaker> {
  await prepareData(data);
  const exportOf = async (run: number) => {
    const file = join(folder, 'export.ndjson');
    await writeExport(file, records(), { site: settingsOf(run) });
    return file;
  };
  await costOf(publisherCommand(data, await exportOf(-1)));
  return {
    name: publisherName,
    command: async (run) => publisherCommand(data, await exportOf(run)),
    page: () => null,
  };
}

/** A name of the same length in every run, since it stands in every page. */
const settingsOf = (run: number) => ({ ...exampleSiteSettings, name: `Example ${run + 1}` });

/** The first, the middle and the last page as they were published. */
function samplesOf(records: Iterable<CodePageRecord>, html: (path: string) => string): Map<string, string> {
  const paths = Array.from(records, ({ path }) => path);
  const chosen = [0, Math.floor(paths.length / 2), paths.length - 1].map((at) => paths[at] ?? '');
  return new Map(chosen.map((path) => [path, html(path)]));
}

type Files = { pages: string; site: string };

function floor(folder: string, files: Files): SiteMaker {
  const out = (run: number) => join(folder, `floor-${run}`);
  return {
    name: 'floor',
    command: async (run) => ({
      file: process.execPath,
      args: [join(import.meta.dirname, 'floor.ts'), files.pages, files.site, out(run)],
    }),
    page: (path) => readIndex(out(0), path),
  };
}

/** Its pages are global data, which it holds all at once: it is given the memory that this takes. */
function eleventy(folder: string, files: Files): SiteMaker {
  const out = (run: number) => join(folder, `eleventy-${run}`);
  const project = join(import.meta.dirname, 'eleventy');
  const bin = fileURLToPath(new URL('../cmd.cjs', import.meta.resolve('@11ty/eleventy')));
  return {
    name: 'Eleventy',
    command: async (run) => ({
      file: process.execPath,
      args: ['--max-old-space-size=16384', bin, '--quiet', `--output=${out(run)}`],
      cwd: project,
      env: { BENCH_PAGES_FILE: files.pages, BENCH_SITE_FILE: files.site },
    }),
    page: (path) => readIndex(out(0), path),
  };
}

function hugo(folder: string, file: string): SiteMaker {
  const source = join(folder, 'hugo');
  const out = (run: number) => join(folder, `hugo-${run}`);
  return {
    name: 'Hugo',
    command: async (run) => ({
      file,
      args: ['--quiet', '--source', source, '--destination', out(run)],
    }),
    page: (path) => readIndex(out(0), path),
    // The same character: Go's escape of a text knows one of its names, the publisher's the other.
    comparable: (html) => html.replaceAll('&#34;', '&quot;'),
  };
}

function readIndex(folder: string, path: string): string | null {
  const file = join(folder, path, 'index.html');
  return existsSync(file) ? readFileSync(file, 'utf8') : null;
}

function installed(name: string): string | undefined {
  const folders = (process.env.PATH ?? '').split(delimiter);
  return folders.map((folder) => resolve(folder, name)).find((file) => existsSync(file));
}

function rows(costs: ReadonlyMap<string, readonly Cost[]>): Measurement[] {
  const said = (what: string, value: number, unit: string): Measurement => ({
    benchmark: 'render',
    what: `${pages.toLocaleString('en-US')} gated pages: ${what}`,
    value,
    unit,
    runs,
  });
  const middle = (name: string, of: (cost: Cost) => number): number => {
    const sorted = (costs.get(name) ?? []).map(of).sort((a, b) => a - b);
    return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
  };
  const rate = (name: string) => middle(name, ({ seconds }) => pages / seconds);
  const cpu = (name: string) => middle(name, (cost) => cost.cpu);
  const each = [...costs.keys()].flatMap((name) => [
    said(name, rate(name), 'pages/s'),
    said(name, cpu(name), 's CPU'),
    said(
      `${name}: peak memory of a process`,
      middle(name, ({ peakMemory }) => peakMemory / 1e6),
      'MB',
    ),
  ]);
  const others = [...costs.keys()].filter((name) => name !== publisherName);
  return [
    ...each,
    ...others.map((name) => said(`publisher to ${name}`, rate(publisherName) / rate(name), 'x pages/s')),
    said('publisher to floor', cpu(publisherName) / cpu('floor'), 'x CPU'),
  ];
}
