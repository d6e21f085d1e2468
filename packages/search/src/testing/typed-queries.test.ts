import { beforeAll, describe, expect, test } from 'vitest';
import { buildIndex } from '../index/build-index.ts';
import { askAll, type FetchFile, filesOf } from './ask-all.ts';
import { laterQueries } from './later-queries.ts';
import { madeEntries, madeSets } from './made-entries.ts';
import { officialEntries, officialSets } from './official-entries.ts';
import { type TypedQuery, typedQueries } from './typed-queries.ts';

/** The official files, read in place; without them invented codes stand for them, with fewer queries. */
const folder = process.env.PLAINCODE_CODE_SETS;

const made: TypedQuery[] = [
  ['q10', 'Q10'],
  ['Q10.', 'Q10.2'],
  ['q5011xa', 'Q50.11XA'],
  ['diabetes type 2', 'Q10.9'],
  ['t2dm', 'Q10.9'],
  ['pnuemonia', 'Q20.9'],
  ['heart attack', 'Q30'],
  ['CKD', 'Q40'],
  ['broken bone', 'Q50.11XA'],
  ['wheelch', 'G1001'],
];

let index: FetchFile;
beforeAll(async () => {
  const entries = folder ? await officialEntries(folder) : madeEntries;
  if (folder) expect(entries).toHaveLength(106_430);
  index = filesOf(buildIndex(entries, folder ? officialSets : madeSets));
});

describe('what coders type', () => {
  test('is told by two tables, each query once', () => {
    const all = [...typedQueries, ...laterQueries].map(([typed]) => typed);
    expect(typedQueries.length).toBeGreaterThanOrEqual(150);
    expect(new Set(all).size).toBe(all.length);
  });

  test('finds its code among the first five, in nine queries of ten', async () => {
    const queries = folder ? typedQueries : made;
    const { missed, coldBytes } = await askAll(index, queries);
    expect(missed.length / queries.length, JSON.stringify(missed)).toBeLessThanOrEqual(folder ? 0.1 : 0);
    expect(Math.max(...coldBytes)).toBeLessThanOrEqual(30_000);
  });

  test('shows eight codes of one query for no more than 30 KB, with dots or without', async () => {
    const lists = [
      'J1885 J9271 E0601 G0439 A4253 K0001 L1832 J3420',
      'a0425 b4034 c1713 d0120 e0143 g0008 h0001 j0696',
      'E119 I10 J441 N184 M5450 K219 F411 R059',
      'E11.9 I10 J44.1 N18.4 M54.50 K21.9 F41.1 R05.9',
      'S52501A S62109A S42309A S72009A S022XXA S134XXA S2239XA T23209A',
    ];
    const { coldBytes } = await askAll(
      index,
      lists.map((typed) => [typed, '']),
    );
    expect(Math.max(...coldBytes)).toBeLessThanOrEqual(30_000);
  });

  test('finds it in four of five where nothing was ever mended for them', async () => {
    if (!folder) return expect(laterQueries.length).toBeGreaterThan(60);
    const { missed } = await askAll(index, laterQueries);
    expect(missed.length / laterQueries.length, JSON.stringify(missed)).toBeLessThanOrEqual(0.2);
  });
});
