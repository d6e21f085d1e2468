// npm test: everything. Every stage runs even when one before it failed; the last line counts.
import { readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CommandFailed, runTool } from './run/processes.ts';
import { ensureBuilt } from './run/standing-build.ts';
import { seconds } from './run/steps.ts';

type Count = { passed: number; failed: number };

const stages: { title: string; run: () => Promise<Count> }[] = [
  {
    title: 'Format and lint',
    run: () => single(() => runTool('biome', ['ci', '--error-on-warnings', '--colors=off', '.'])),
  },
  { title: 'Types', run: () => single(() => runTool('tsc', ['-b'])) },
  {
    title: 'Generated files are current',
    run: () => single(() => runTool('pnpm', ['-r', 'run', 'generate', '--check'])),
  },
  { title: 'Unit and integration tests', run: () => vitest([]) },
  { title: 'Build', run: () => single(ensureBuilt) },
  // A benchmark whose renderers make other pages than the publisher refuses to measure: templates change, and it with them.
  { title: 'Benchmarks render the same pages', run: () => single(renderForComparison) },
  { title: 'Browser stories', run: () => vitest(['--config', 'e2e/vitest.config.ts']) },
];

const total: Count = { passed: 0, failed: 0 };
const only = process.argv.slice(2);
for (const { title, run } of stages) {
  if (only.length > 0 && !only.some((word) => title.toLowerCase().includes(word.toLowerCase()))) continue;
  console.log(`\n== ${title}`);
  const started = performance.now();
  const { passed, failed } = await run();
  console.log(`== ${title}: ${passed} passed, ${failed} failed, ${seconds(performance.now() - started)}`);
  total.passed += passed;
  total.failed += failed;
}
process.exitCode = total.failed === 0 && total.passed > 0 ? 0 : 1;
console.log(`\n${total.passed} passed, ${total.failed} failed`);

/** A stage that is one test: it passes or it fails. */
async function single(work: () => Promise<unknown>): Promise<Count> {
  return (await succeeds(work)) ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 };
}

async function renderForComparison(): Promise<void> {
  // What a process costs is read from /proc.
  if (process.platform !== 'linux') return;
  const env = { BENCH_PAGES: '40', BENCH_RUNS: '1' };
  await runTool('node', ['benchmarks/src/main.ts', 'render'], { env });
}

/** Counts what Vitest reports; a run that breaks off, or that fails outside any test, is a failure too. */
async function vitest(args: string[]): Promise<Count> {
  const report = join(tmpdir(), `plaincode-vitest-${process.pid}.json`);
  await rm(report, { force: true });
  const reporters = ['--reporter=dot', '--reporter=json', `--outputFile=${report}`];
  const ok = await succeeds(() => runTool('vitest', ['run', ...args, ...reporters]));
  try {
    const { numPassedTests, numFailedTests } = JSON.parse(await readFile(report, 'utf8'));
    return { passed: numPassedTests, failed: ok ? 0 : Math.max(1, numFailedTests) };
  } catch {
    return { passed: 0, failed: 1 };
  } finally {
    await rm(report, { force: true });
  }
}

async function succeeds(work: () => Promise<unknown>): Promise<boolean> {
  try {
    await work();
    return true;
  } catch (error) {
    if (error instanceof CommandFailed) return false;
    throw error;
  }
}
