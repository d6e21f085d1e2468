import lighthouse from 'lighthouse';
import { launchBrowser } from '../../../e2e/src/browser.ts';
import { freeLane } from '../../../e2e/src/ports.ts';
import type { Benchmark, Measurement } from '../benchmark.ts';
import { serveStarter } from './starter-site.ts';

const runs = 5;
const pages = { 'code page': '/hcpcs/J9000/', list: '/icd-10-cm/browse/E/', home: '/' };
const categories = ['performance', 'accessibility', 'best-practices', 'seo'] as const;
const figures = {
  'largest-contentful-paint': ['LCP', 'ms'],
  'first-contentful-paint': ['FCP', 'ms'],
  'total-blocking-time': ['blocked', 'ms'],
  'cumulative-layout-shift': ['CLS', ''],
} as const;

/**
 * Lighthouse with its defaults, a phone on a slow network (simulated from what a real Chromium loads), over the starter or
 * the site of BENCH_SITE: medians of five loads of a page.
 */
export const lighthouseBench: Benchmark = {
  name: 'lighthouse',
  run: async () => {
    const site = await serveStarter();
    try {
      const { site: port } = await freeLane();
      const browser = await launchBrowser([`--remote-debugging-port=${port}`]);
      try {
        const rows: Measurement[] = [];
        for (const [name, path] of Object.entries(pages))
          rows.push(...(await measure(name, site.origin + path, port)));
        return rows;
      } finally {
        await browser.close();
      }
    } finally {
      await site.stop();
    }
  },
};

async function measure(name: string, url: string, port: number): Promise<Measurement[]> {
  const seen = new Map<string, { unit: string; values: number[] }>();
  const note = (what: string, unit: string, value: number | null | undefined) => {
    if (typeof value !== 'number') throw new Error(`Lighthouse has no ${what} of ${url}`);
    const row = seen.get(what) ?? { unit, values: [] };
    row.values.push(value);
    seen.set(what, row);
  };
  const misses = new Set<string>();
  for (let run = 0; run < runs; run += 1) {
    const result = await lighthouse(url, { port, output: 'json', logLevel: 'silent' });
    if (!result) throw new Error(`Lighthouse has no result of ${url}`);
    const { categories: scores, audits, runtimeError } = result.lhr;
    if (runtimeError) throw new Error(`${url}: ${runtimeError.message}`);
    for (const category of categories)
      note(category, 'of 100', (scores[category]?.score ?? Number.NaN) * 100);
    for (const [audit, [what, unit]] of Object.entries(figures))
      note(what, unit, audits[audit]?.numericValue);
    for (const category of categories)
      for (const { id, weight } of scores[category]?.auditRefs ?? [])
        if (weight > 0 && (audits[id]?.score ?? 1) < 0.9) misses.add(id);
  }
  for (const id of misses) console.error(`${name}: below 90 in some run: ${id}`);
  return [...seen].map(([what, { unit, values }]) => ({
    benchmark: 'lighthouse',
    what: `${name}: ${what}`,
    value: values.toSorted((a, b) => a - b)[Math.floor(runs / 2)] ?? Number.NaN,
    unit,
    runs,
  }));
}
