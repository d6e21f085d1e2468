import { spawn } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { CodePageRecord, ExportLine } from '@plaincode/content-schemas';
import {
  codePageExamples,
  exampleAccessPlan,
  exampleSiteSettings,
} from '@plaincode/content-schemas/examples';
import { createKey } from '@plaincode/sealing';
import type { Benchmark, Measurement } from './benchmark.ts';

const publisher = resolve(import.meta.dirname, '../../apps/site/build/main.ts');
const pages = Number(process.env.BENCH_PAGES ?? 10_000);

type Report = {
  pages: { rendered: number };
  seconds: { total: number };
  pagesPerSecond: number;
  peakMemory: number;
};

/** The publisher's own command on made records: a first publish, and one in which a single page changed. */
export const publish: Benchmark = {
  name: 'publish',
  run: async () => {
    const data = await mkdtemp(join(tmpdir(), 'plaincode-bench-'));
    try {
      await writeSecrets(data);
      const first = await runPublish(data, null);
      const second = await runPublish(data, 7);
      const row = (what: string, value: number, unit: string): Measurement => ({
        benchmark: 'publish',
        what,
        value,
        unit,
        runs: 1,
      });
      return [
        row(`${pages} gated pages, first publish`, first.pagesPerSecond, 'pages/s'),
        row(`${pages} gated pages, first publish, peak memory`, first.peakMemory / 1e6, 'MB'),
        row(`one of ${pages} pages changed, whole stream read`, second.seconds.total, 's'),
      ];
    } finally {
      await rm(data, { recursive: true });
    }
  },
};

async function runPublish(data: string, changed: number | null): Promise<Report> {
  const child = spawn(process.execPath, [publisher, 'publish', '--json'], {
    env: { ...process.env, PLAINCODE_DATA: data },
    stdio: ['pipe', 'pipe', 'ignore'],
  });
  let output = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    output += text;
  });
  const ended = new Promise<number | null>((answer) => child.once('close', answer));
  await pipeline(Readable.from(exportLines(changed)), child.stdin);
  const status = await ended;
  if (status !== 0) throw new Error(`the publisher ended with status ${status}: ${output}`);
  return JSON.parse(output);
}

/** Records after the contract's examples, under paths of their own. */
function* exportLines(changed: number | null): Generator<string> {
  const line = (content: ExportLine) => `${JSON.stringify(content)}\n`;
  const examples = Object.values(codePageExamples).filter((record) => record.explanation !== null);
  yield line({
    type: 'header',
    format: 1,
    mode: 'full',
    exported: '2026-01-01T00:00:00Z',
    reason: 'Benchmark',
    site: exampleSiteSettings,
    plan: exampleAccessPlan,
    auditHead: null,
  });
  for (let page = 0; page < pages; page += 1) {
    const example = examples[page % examples.length];
    if (!example) throw new Error('the contract has examples with explanations');
    yield line({ type: 'page', record: madeRecord(example, page, page === changed) });
  }
  yield line({ type: 'end', pages });
}

function madeRecord(example: CodePageRecord, page: number, changed: boolean): CodePageRecord {
  const code = `M${String(page).padStart(6, '0')}`;
  return {
    ...example,
    path: `/${example.codeSet.id}/${code}/`,
    code,
    displayCode: code,
    title: changed ? `${example.title} (changed)` : example.title,
  };
}

async function writeSecrets(data: string): Promise<void> {
  const folder = join(data, 'secrets');
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const secrets = {
    'root-keys.json': JSON.stringify({ current: 'k1', keys: { k1: createKey() } }),
    'revision-key': createKey(),
    'publisher-token': createKey(),
  };
  for (const [name, text] of Object.entries(secrets))
    await writeFile(join(folder, name), text, { mode: 0o600 });
}
