import { existsSync, readFileSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { exampleSiteSettings } from '@plaincode/content-schemas/examples';
import { openReleaseStore, readFiles } from '@plaincode/publish';
import type { Benchmark, Measurement } from '../benchmark.ts';
import { writeExport } from '../release/exports.ts';
import { madeRecords, namedCodes } from '../release/made-records.ts';
import { prepareData, publisherCommand } from '../release/publisher.ts';
import { writeHugoProject } from './hugo-project.ts';
import { markedRecord, type PageTemplate, templateOf, valuesOf } from './page-holes.ts';
import { type PlainPage, readPages, writePages, join as writtenBy } from './pages-file.ts';
import { type Command, type Cost, costOf, costsAreKnown } from './process-cost.ts';

const pages = Number(process.env.BENCH_PAGES ?? 10_000);
const runs = Number(process.env.BENCH_RUNS ?? 3);

/** Something that makes the pages, by a command. What that wrote is removed after it. */
type SiteMaker = {
  name: string;
  command(run: number): Promise<Command>;
  /** A page that it wrote; null where that is not asked. */
  page(path: string): string | null;
};

/**
 * The same gated pages (`BENCH_PAGES`, 10,000 unless said) made by the publisher, whose hashing, list of files and syncing to
 * disk count, and by others from what the pages hold: a template literal in one thread (the floor), Eleventy with a
 * JavaScript template, and Hugo where it is installed. All envelopes are sealed before. The runs take turns
 * (`BENCH_RUNS`, 3 unless said). Every other generator's first and last page is held against the publisher's.
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
  const makers: SiteMaker[] = [await ourPublisher(folder, data)];
  const template = await ownTemplate(folder);
  const pagesFile = join(folder, 'pages.ndjson');
  const piecesFile = join(folder, 'pieces.json');
  await writePages(pagesFile, publishedPages(data, template));
  await writeFile(piecesFile, JSON.stringify(template.pieces));
  makers.push(floor(folder, pagesFile, piecesFile), eleventy(folder, pagesFile, piecesFile));
  const hugoFile = installed('hugo');
  if (hugoFile) {
    await writeHugoProject(join(folder, 'hugo'), pagesFile, template.pieces);
    makers.push(hugo(folder, hugoFile));
  } else console.error('hugo is not installed: it is left out (Debian: apt-get install hugo)');
  const costs = await takeTurns(makers, pagesFile, template, folder);
  return rows(costs);
}

async function takeTurns(
  makers: readonly SiteMaker[],
  pagesFile: string,
  { pieces }: PageTemplate,
  folder: string,
): Promise<Map<string, Cost[]>> {
  const costs = new Map<string, Cost[]>();
  for (let run = 0; run < runs; run += 1)
    for (const { name, command, page } of makers) {
      const cost = await costOf(await command(run));
      console.error(`${name}: ${cost.seconds.toFixed(1)} s, ${cost.cpu.toFixed(1)} s CPU`);
      costs.set(name, [...(costs.get(name) ?? []), cost]);
      if (run === 0 && name !== publisherName)
        for (const { path, values } of await endsOf(pagesFile))
          if (page(path) !== writtenBy(pieces, values)) throw new Error(`${name} made another ${path}`);
      await rm(join(folder, 'out'), { recursive: true, force: true });
    }
  return costs;
}

const publisherName = 'publisher';

/** Holds a release whose envelopes are sealed; each run renders all of it for settings of another name. */
async function ourPublisher(folder: string, data: string): Promise<SiteMaker> {
  // The others have one template. Another page have the categories without a dot, and those that every made page names.
  const codes = (await namedCodes()).filter(
    ({ code, display }) => code !== display && !code.startsWith('E11'),
  );
  await prepareData(data);
  const exportOf = async (run: number) => {
    const file = join(folder, 'export.ndjson');
    await writeExport(file, madeRecords({ pages, codes }), { site: settingsOf(run) });
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

/** What stands still in the pages of the release that is published first. */
async function ownTemplate(folder: string): Promise<PageTemplate> {
  const data = join(folder, 'marked');
  const file = join(folder, 'marked.ndjson');
  await prepareData(data);
  await writeExport(file, [markedRecord()], { site: settingsOf(-1) });
  await costOf(publisherCommand(data, file));
  const [page] = [...releasedPages(data)];
  if (!page) throw new Error('the marked page was not published');
  return templateOf(page.html);
}

function* publishedPages(data: string, template: PageTemplate): Generator<PlainPage> {
  for (const { path, html } of releasedPages(data)) yield { path, values: valuesOf(template, html) };
}

function* releasedPages(data: string): Generator<{ path: string; html: string }> {
  const { objects, current } = openReleaseStore(join(data, 'store'));
  const files = readFiles(objects, current()?.shards ?? {});
  for (const [path, { hash }] of files)
    if (path.endsWith('/')) yield { path, html: objects.read(hash).toString('utf8') };
}

/** The first and the last page. */
async function endsOf(pagesFile: string): Promise<PlainPage[]> {
  const ends: PlainPage[] = [];
  for await (const page of readPages(pagesFile)) ends[ends.length === 0 ? 0 : 1] = page;
  return ends;
}

function floor(folder: string, pagesFile: string, piecesFile: string): SiteMaker {
  return {
    name: 'floor',
    command: async () => ({
      file: process.execPath,
      args: [join(import.meta.dirname, 'floor.ts'), pagesFile, piecesFile, join(folder, 'out')],
    }),
    page: (path) => readIndex(folder, path),
  };
}

/** Its pages are global data, which it holds all at once: it is given the memory that this takes. */
function eleventy(folder: string, pagesFile: string, piecesFile: string): SiteMaker {
  const project = join(import.meta.dirname, 'eleventy');
  const bin = fileURLToPath(new URL('../cmd.cjs', import.meta.resolve('@11ty/eleventy')));
  return {
    name: 'Eleventy',
    command: async () => ({
      file: process.execPath,
      args: ['--max-old-space-size=16384', bin, '--quiet', `--output=${join(folder, 'out')}`],
      cwd: project,
      env: { BENCH_PAGES_FILE: pagesFile, BENCH_PIECES_FILE: piecesFile },
    }),
    page: (path) => readIndex(folder, path),
  };
}

function hugo(folder: string, file: string): SiteMaker {
  const source = join(folder, 'hugo');
  return {
    name: 'Hugo',
    command: async () => ({
      file,
      args: ['--quiet', '--source', source, '--destination', join(folder, 'out')],
    }),
    page: (path) => readIndex(folder, path),
  };
}

/** Addresses are written in lower case by some. */
function readIndex(folder: string, path: string): string | null {
  const file = [path, path.toLowerCase()]
    .map((one) => join(folder, 'out', one, 'index.html'))
    .find((one) => existsSync(one));
  return file ? readFileSync(file, 'utf8') : null;
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
