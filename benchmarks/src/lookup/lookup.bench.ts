import { buildIndex, type IndexFile, type SearchEntry } from '@plaincode/search/build';
import {
  askAll,
  type FetchFile,
  filesOf,
  laterQueries,
  type Missed,
  officialEntries,
  officialSets,
  type TypedQuery,
  typedQueries,
} from '@plaincode/search/testing';
import type { Benchmark, Measurement } from '../benchmark.ts';
import { serveStarter } from '../site/starter-site.ts';
import { filesOfSite } from './files-of-site.ts';
import { timeInBrowser } from './in-browser.ts';

/** The official files, read in place. */
const folder = process.env.PLAINCODE_CODE_SETS;

/** Whether a running site has the index of these codes. */
const ofSite = folder !== undefined && process.env.BENCH_SITE !== undefined;

/** As many as all of ICD-10-CM and HCPCS have. */
const codes = 106_430;
const runs = 5;

/**
 * Lookup on all of ICD-10-CM and HCPCS where PLAINCODE_CODE_SETS names the folder of the official files, and else on as
 * many made codes: how long the index takes to build, what it weighs, what a query costs cold and warm, and how long a
 * reader waits for it at the search box of the starter's home page (or of the site in BENCH_SITE).
 */
export const lookup: Benchmark = {
  name: 'lookup',
  run: async () => {
    const entries = folder ? await officialEntries(folder) : madeEntries();
    const sets = folder ? officialSets : [{ id: 'made', name: 'Made Codes' }];
    const queries = folder ? typedQueries : madeQueries;
    const started = process.cpuUsage();
    const index = buildIndex(entries, sets);
    const { user, system } = process.cpuUsage(started);
    const of = folder ? 'ICD-10-CM and HCPCS' : `${codes} made codes`;
    const row = (what: string, value: number, unit: string, count = 1): Measurement => ({
      benchmark: 'lookup',
      what: `${of}: ${what}`,
      value,
      unit,
      runs: count,
    });
    const rows = [
      row('index built', (user + system) / 1e6, 's CPU'),
      row('index', sizeOf(index) / 1e6, 'MB'),
      row('index', index.length, 'files'),
    ];
    const ask = async (files: FetchFile, whose: string) => {
      const asked = await askAll(files, queries, runs);
      const cold = asked.coldBytes.toSorted((a, b) => a - b);
      const warm = asked.warmMilliseconds.toSorted((a, b) => a - b);
      rows.push(
        row(`${whose}fetched by a cold query, median`, at(cold, 0.5) / 1000, 'KB'),
        row(`${whose}fetched by a cold query, most`, at(cold, 1) / 1000, 'KB'),
        row(`${whose}key to results, warm, p95`, at(warm, 0.95), 'ms', runs),
        row(`${whose}key to results, warm, most`, at(warm, 1), 'ms', runs),
        row(`${whose}${queries.length} queries, code in the first five`, hit(queries, asked.missed), '%'),
      );
      if (!folder) return;
      for (const { typed, code, found } of asked.missed)
        console.error(`${whose}missed: "${typed}" wants ${code}, found ${found.join(' ')}`);
      const later = await askAll(files, laterQueries);
      rows.push(row(`${whose}${laterQueries.length} later queries`, hit(laterQueries, later.missed), '%'));
    };
    await ask(filesOf(index), '');
    const site = await serveStarter();
    try {
      if (ofSite) await ask(filesOfSite(site.origin), 'the site’s own, ');
      const { inPage, painted } = await timeInBrowser(site.origin, ofSite ? null : index, queries);
      for (const [what, times] of Object.entries({ 'in the page': inPage, painted })) {
        const sorted = times.toSorted((a, b) => a - b);
        rows.push(row(`Chromium, key to results ${what}, warm, median`, at(sorted, 0.5), 'ms'));
        rows.push(row(`Chromium, key to results ${what}, warm, p95`, at(sorted, 0.95), 'ms'));
      }
    } finally {
      await site.stop();
    }
    return rows;
  },
};

const at = (sorted: readonly number[], share: number): number =>
  sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;

const hit = (queries: readonly TypedQuery[], missed: readonly Missed[]): number =>
  (100 * (queries.length - missed.length)) / queries.length;

const sizeOf = (index: readonly IndexFile[]): number => index.reduce((sum, { text }) => sum + text.length, 0);

const syllables =
  'ba be bi co cu da de di fo ga go la li lo ma mi mo na no pa pe ra ri ro sa se ta ti tu va'.split(' ');

/** A word for a number, the same each time. */
const madeWord = (number: number): string => {
  let word = '';
  for (let rest = number + 27; rest > 0; rest = Math.floor(rest / syllables.length))
    word += syllables[rest % syllables.length] ?? '';
  return word;
};

const madeCode = (number: number): string => `M${String(number).padStart(6, '0')}`;

/** Words of which the first are in many titles and the later ones in few. */
const madeText = (number: number): string =>
  [13, 101, 997, 4_999, 9_973].map((range, place) => madeWord(place * 211 + (number % range))).join(' ');

function madeEntries(): SearchEntry[] {
  return Array.from({ length: codes }, (_, number) => {
    const code = madeCode(number);
    const text = madeText(number);
    const path = `/made/${code}/`;
    const state = 'active' as const;
    return {
      set: 'made',
      code,
      display: code,
      path,
      title: text,
      state,
      billable: null,
      text,
      terms: [],
      lead: '',
    };
  });
}

const madeQueries: TypedQuery[] = Array.from({ length: 150 }, (_, number) => {
  const code = number * 709;
  return [madeText(code).split(' ').slice(2).join(' '), madeCode(code)];
});
