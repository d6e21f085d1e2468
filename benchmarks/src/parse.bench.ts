import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readRelease } from '@plaincode/code-sets';
import { type Benchmark, median } from './benchmark.ts';
import { fullEdition, madeOrderFile } from './made-order-file.ts';

/** Until the reader's code is compiled. */
const warmUps = 5;

/** Reading an ICD-10-CM order file of the size of a full edition, on made rows. */
export const parse: Benchmark = {
  name: 'parse',
  run: async () => {
    const folder = await mkdtemp(join(tmpdir(), 'plaincode-bench-'));
    try {
      const file = join(folder, 'icd10cm_order_2030.txt');
      await writeFile(file, madeOrderFile(fullEdition));
      const runs = 5;
      const perSecond = await median(
        runs,
        async () => {
          const started = performance.now();
          const result = await readRelease(file);
          if (!result.ok) throw new Error(`the made file is refused: ${result.problems[0]?.message}`);
          return fullEdition / ((performance.now() - started) / 1000);
        },
        warmUps,
      );
      return [
        { benchmark: 'parse', what: 'ICD-10-CM order file, text', value: perSecond, unit: 'rows/s', runs },
      ];
    } finally {
      await rm(folder, { recursive: true });
    }
  },
};
