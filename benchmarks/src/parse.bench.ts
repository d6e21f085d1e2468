import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readRelease } from '@plaincode/code-sets';
import { type Benchmark, median } from './benchmark.ts';

const rows = 97_584;

/** Reading an ICD-10-CM order file of the size of a full edition, on made rows. */
export const parse: Benchmark = {
  name: 'parse',
  run: async () => {
    const folder = await mkdtemp(join(tmpdir(), 'plaincode-bench-'));
    try {
      const file = join(folder, 'icd10cm_order_2030.txt');
      await writeFile(file, madeOrderFile(rows));
      const runs = 5;
      const perSecond = await median(runs, async () => {
        const started = performance.now();
        const result = await readRelease(file);
        if (!result.ok) throw new Error(`the made file is refused: ${result.problems[0]?.message}`);
        return rows / ((performance.now() - started) / 1000);
      });
      return [
        { benchmark: 'parse', what: 'ICD-10-CM order file, text', value: perSecond, unit: 'rows/s', runs },
      ];
    } finally {
      await rm(folder, { recursive: true });
    }
  },
};

/** Categories of ten codes each, with descriptors of the length that real ones have on average. */
function madeOrderFile(count: number): string {
  const lines: string[] = [];
  for (let row = 0; row < count; row += 1) {
    const category = Math.floor(row / 1_000);
    const stem = `${String.fromCharCode(65 + Math.floor(category / 10))}${category % 10}`;
    const tail = (row % 1_000).toString(36).toUpperCase().padStart(2, '0');
    const code = row % 1_000 === 0 ? `${stem}0` : `${stem}0${tail}`;
    const text = `Made-up disorder of region ${row % 97}, type ${row % 13}, initial encounter for care ${row}`;
    const flag = row % 1_000 === 0 ? 0 : 1;
    lines.push(
      `${String(row + 1).padStart(5, '0')} ${code.padEnd(7)} ${flag} ${text.slice(0, 60).padEnd(60)} ${text}`,
    );
  }
  return `${lines.join('\r\n')}\r\n`;
}
