import {
  createKey,
  createSeal,
  deriveEnvelopeKey,
  openEnvelope,
  parseRootKeySet,
  rootKey,
} from '@plaincode/sealing';
import { type Benchmark, type Measurement, median } from './benchmark.ts';

const pages = 5_000;
const words =
  'the dose given and the dose discarded stand on the claim with units that follow from the label'.split(' ');

/** Sealing two envelopes a page, and opening them as a browser does. */
export const seal: Benchmark = {
  name: 'seal',
  run: async () => {
    const rootKeys = parseRootKeySet(JSON.stringify({ current: 'k1', keys: { k1: createKey() } }));
    const sealText = createSeal({ rootKeys, revisionKey: createKey() });
    const texts = Array.from({ length: 64 }, (_, index) => madeText(index));
    const text = (index: number) => texts[index % texts.length] ?? '';
    const runs = 3;
    const sealed = await median(runs, () => {
      const started = performance.now();
      for (let page = 0; page < pages; page += 1)
        for (const tier of ['metered', 'registered'])
          sealText({ page: `/made/${page}/`, tier, text: text(page) });
      return (2 * pages) / ((performance.now() - started) / 1000);
    });
    const envelope = sealText({ page: '/made/1/', tier: 'metered', text: text(1) });
    const opened = await median(runs, async () => {
      const started = performance.now();
      for (let time = 0; time < 500; time += 1) {
        const key = await deriveEnvelopeKey(rootKey(rootKeys, envelope.keyId), {
          ...envelope,
          page: '/made/1/',
        });
        await openEnvelope(envelope, '/made/1/', key);
      }
      return 500 / ((performance.now() - started) / 1000);
    });
    const row = (what: string, value: number): Measurement => ({
      benchmark: 'seal',
      what,
      value,
      unit: 'envelopes/s',
      runs,
    });
    return [row('seal, one thread', sealed), row('derive the key and open', opened)];
  },
};

/** About 1,900 characters, as a section of a real page holds. */
function madeText(seed: number): string {
  return Array.from({ length: 360 }, (_, index) => words[(index * (seed + 7)) % words.length]).join(' ');
}
