import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { readRelease } from '@plaincode/code-sets';
import { type Benchmark, type Measurement, median } from './benchmark.ts';
import { fullEdition, madeOrderFile } from './made-order-file.ts';

const desk = resolve(import.meta.dirname, '../../apps/cms/src/cli/main.ts');
const runs = 3;
/** Until the reader's code is compiled. */
const warmUps = 5;

type Report = { seconds: number; peakMegabytes: number };

/**
 * Bringing an edition of ICD-10-CM's size in: reading it, and importing it with the difference to the year before,
 * database written, by the desk's own command. On made files; on the official ones of 2024 and 2025 too where
 * PLAINCODE_CODE_SETS names their folder.
 */
export const importing: Benchmark = {
  name: 'import',
  run: async () => {
    const folder = await mkdtemp(join(tmpdir(), 'plaincode-bench-'));
    try {
      const made = [join(folder, 'icd10cm_order_2030.txt'), join(folder, 'icd10cm_order_2031.txt')] as const;
      await writeFile(made[0], madeOrderFile(fullEdition));
      await writeFile(made[1], madeOrderFile(fullEdition, 300));
      const rows = await measure('made', made, folder);
      const official = process.env.PLAINCODE_CODE_SETS;
      if (!official) return rows;
      const [before, after] = [2024, 2025].map((year) =>
        join(official, 'icd-10-cm', `${year}-code-descriptions-tabular-order.zip`),
      );
      return [...rows, ...(await measure('official', [before ?? '', after ?? ''], folder))];
    } finally {
      await rm(folder, { recursive: true });
    }
  },
};

async function measure(
  which: string,
  [before, after]: readonly [string, string],
  folder: string,
): Promise<Measurement[]> {
  const row = (what: string, value: number, unit: string): Measurement => ({
    benchmark: 'import',
    what: `${which} ICD-10-CM files: ${what}`,
    value,
    unit,
    runs,
  });
  const parse = await median(
    runs + 2,
    async () => {
      const started = performance.now();
      const result = await readRelease(after);
      if (!result.ok) throw new Error(`${after} is refused: ${result.problems[0]?.message}`);
      return result.release.records.length / ((performance.now() - started) / 1000);
    },
    warmUps,
  );
  const reports: Report[] = [];
  const seconds = await median(runs, async () => {
    const data = join(folder, `${which}-${reports.length}`);
    await command(data, ['migrate']);
    await command(data, ['import', before, '--json']);
    const report: Report = JSON.parse(await command(data, ['import', after, '--json']));
    reports.push(report);
    await rm(data, { recursive: true });
    return report.seconds;
  });
  const peak = Math.max(...reports.map(({ peakMegabytes }) => peakMegabytes));
  return [
    row('parse, archive opened and hashed', parse, 'rows/s'),
    row('import with the difference to the year before', seconds, 's'),
    row('the same, peak memory at most', peak, 'MB'),
  ];
}

/** Runs a command of the desk on a data folder of its own; answers its standard output. Throws where it fails. */
async function command(data: string, args: string[]): Promise<string> {
  const env = { ...process.env, PLAINCODE_DATA: data, PAYLOAD_SECRET: randomBytes(24).toString('hex') };
  const child = spawn(process.execPath, [desk, ...args], { env, stdio: ['ignore', 'pipe', 'ignore'] });
  let output = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    output += text;
  });
  const status = await new Promise<number | null>((answer) => child.once('close', answer));
  if (status !== 0)
    throw new Error(`the desk's ${args[0]} ended with status ${status}: ${output.slice(0, 500)}`);
  return output;
}
