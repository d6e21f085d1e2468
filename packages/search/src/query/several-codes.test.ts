import { describe, expect, it } from 'vitest';
import { buildIndex } from '../index/build-index.ts';
import { madeEntries, madeEntry, madeSets } from '../testing/made-entries.ts';
import { openIndex } from './index-reader.ts';
import { type Asked, type Found, lookUp } from './lookup.ts';
import { longestQuery, renderResults } from './results-html.ts';

const entries = [
  ...madeEntries,
  ...Array.from({ length: 100 }, (_, at) => madeEntry(`R${at + 100}`, `Row ${at}`)),
  madeEntry('LT', 'Left side', { set: 'goods' }),
];

async function asked(typed: string, more: Partial<Asked> = {}): Promise<Found> {
  const texts = new Map(buildIndex(entries, madeSets).map(({ path, text }) => [path, text]));
  const index = await openIndex(async (path) => texts.get(path) ?? null);
  if (!index) throw new Error('the index has no root');
  return await lookUp(index, { typed, most: 8, ...more });
}

const displays = ({ groups }: Found) => groups.flatMap(({ hits }) => hits.map(({ display }) => display));

describe('several codes in one query', () => {
  it.each([
    ['Q20.9, Q10.2 G1001', ['Q20.9', 'Q10.2', 'G1001']],
    ['q209;Q102\nq30', ['Q20.9', 'Q10.2', 'Q30']],
    [' Q30 ,, q10-2 ; ', ['Q30', 'Q10.2']],
    ['G1001 Q30', ['G1001', 'Q30']],
    ['Q10.2, Q102 q10-2', ['Q10.2']],
    ['Q50.11XA\tQ60', ['Q50.11XA', 'Q60']],
    ['Q30,', ['Q30']],
    ['Q30 Q30', ['Q30']],
    ['(Q10.2) and Q30/Q20.9 | G1001', ['Q10.2', 'Q30', 'Q20.9', 'G1001']],
    ['Q30 - Q10.2.', ['Q30', 'Q10.2']],
    ['G1001 LT', ['G1001', 'LT']],
    ['R150 R199 R100', ['R150', 'R199', 'R100']],
  ])('shows those of %j alone, in the order typed', async (typed, codes) => {
    const found = await asked(typed);
    expect(displays(found)).toEqual(codes);
    expect(found).toMatchObject({ codes: { notHeld: [], hidden: [] }, whole: true, near: false });
  });

  it('groups as many of one set as follow each other', async () => {
    const { groups } = await asked('Q20.9, G1001, G1002, Q30');
    expect(groups.map(({ name, hits }) => [name, hits.length])).toEqual([
      ['Made Codes', 1],
      ['Made Goods', 2],
      ['Made Codes', 1],
    ]);
  });

  it('names those that are not held, as they are printed', async () => {
    const found = await asked('Q30, x99.9 Q20.9 j1234');
    expect(displays(found)).toEqual(['Q30', 'Q20.9']);
    expect(found.codes?.notHeld).toEqual(['X99.9', 'J1234']);
    expect(renderResults('…', found)).toContain(
      '2 codes found, in the order typed. Not held: X99.9, J1234</p>',
    );
  });

  it('names them where none is held, and no word is near', async () => {
    const found = await asked('X99.9; X98.7');
    expect(found).toMatchObject({ hits: 0, near: false, codes: { notHeld: ['X99.9', 'X98.7'] } });
    expect(renderResults('X99.9; X98.7', found)).toContain('No code found. Not held: X99.9, X98.7');
  });

  it('names a range as it was typed', async () => {
    expect((await asked('Q30, Q10-Q14')).codes?.notHeld).toEqual(['Q10-Q14']);
  });

  it('names what the filters hide, and does not call it not held', async () => {
    const found = await asked('Q10, Q10.2, Q60', { filters: { billable: true } });
    expect(displays(found)).toEqual(['Q10.2']);
    expect(found.codes).toEqual({ notHeld: [], hidden: ['Q10', 'Q60'] });
    expect(renderResults('…', found)).toContain(
      '1 code found, in the order typed. Hidden by the filters: Q10, Q60',
    );
  });

  it('says where it shows fewer than were typed', async () => {
    const found = await asked('Q10 Q30 Q60', { most: 2 });
    expect(displays(found)).toEqual(['Q10', 'Q30']);
    expect(renderResults('…', found)).toContain('The first 2 codes of those typed');
  });

  it('does not guess the last code of a text that was cut', async () => {
    const typed = `${'Q30, '.repeat(200)}`.slice(0, longestQuery - 3).concat('Q10.2');
    const found = await asked(typed, { most: 60 });
    expect(displays(found)).toEqual(['Q30']);
    expect(found.whole).toBe(false);
  });

  it('keeps the others while one is typed', async () => {
    for (const typed of ['Q30, Q', 'Q30, Q1', 'Q30, Q10.'])
      expect(displays(await asked(typed))).toContain('Q30');
  });

  it.each([
    ['Q10 2', ['Q10.2']],
    ['q50 11xa', ['Q50.11XA']],
    ['Q10', ['Q10', 'Q10.2', 'Q10.9']],
  ])('takes %j as one code, as before', async (typed, codes) => {
    const found = await asked(typed);
    expect(displays(found).slice(0, codes.length)).toEqual(codes);
    expect(found.codes).toBeNull();
  });

  it.each([
    'diabetes type 2',
    'diabetes, Q10',
    'Q10 fever',
    'kettle, lamp',
    'type 2, fever',
    'B12 fever',
    ',',
    'and',
    'w/o fever',
  ])('takes %j as words, as before', async (typed) => {
    expect((await asked(typed)).codes).toBeNull();
  });

  it('fetches little for codes with dots, of a set that has none', async () => {
    const goods = Array.from({ length: 200 }, (_, at) =>
      madeEntry(`G${at + 2000}`, `Good ${at}`, { set: 'goods' }),
    );
    const texts = new Map(buildIndex([...entries, ...goods], madeSets).map(({ path, text }) => [path, text]));
    const read: string[] = [];
    const index = await openIndex(async (path) => {
      read.push(path);
      return texts.get(path) ?? null;
    });
    if (!index) throw new Error('the index has no root');
    expect(displays(await lookUp(index, { typed: 'Q10.2, G20.01, G20.15, Q20.9', most: 8 }))).toEqual([
      'Q10.2',
      'Q20.9',
    ]);
    const files = read.filter((path) => path.includes('documents'));
    const ofGoods = [...texts].filter(([path, text]) => path.includes('documents') && text.includes('Good '));
    expect(ofGoods.length).toBeGreaterThan(2);
    expect(files.filter((path) => ofGoods.some(([other]) => other === path))).toHaveLength(1);
  });

  describe('that may be codes of two sets', () => {
    const both = [
      madeEntry('B10.01', 'Made disease', { billable: true }),
      madeEntry('B20.0', 'Made group', { billable: false }),
      madeEntry('B20.0X', 'Made disease of it', { billable: true }),
      ...['B1001', 'B2000', 'B1002'].map((code) => madeEntry(code, `Good ${code}`, { set: 'goods' })),
      madeEntry('B10.02', 'Made group', { billable: false }),
      madeEntry('B3', 'Ended good', { set: 'goods', state: 'deleted' }),
    ];
    const readOf = async (typed: string) => {
      const texts = new Map(buildIndex(both, madeSets).map(({ path, text }) => [path, text]));
      const read: string[] = [];
      const index = await openIndex(async (path) => {
        read.push(path);
        return texts.get(path) ?? null;
      });
      if (!index) throw new Error('the index has no root');
      const found = displays(await lookUp(index, { typed, most: 8 }));
      const files = read.filter((path) => path.includes('documents')).map((path) => texts.get(path) ?? '');
      return { found, read: files };
    };

    it('shows both where both are valid', async () => {
      expect((await readOf('B1001, B10.01')).found).toEqual(['B10.01', 'B1001']);
    });

    it('does not fetch headers of another set for a valid code that is written as it was typed', async () => {
      const { found, read } = await readOf('B1002, B1001');
      expect(found).toEqual(['B1002', 'B10.01', 'B1001']);
      expect(read.some((text) => text.includes('Made group'))).toBe(false);
    });

    it('fetches no files for a code that is longer than any in them', async () => {
      const { read } = await readOf('B10.0123, B1001XA');
      expect(read).toEqual([]);
    });
  });

  it('prints what is not held as text', async () => {
    expect(renderResults('…', await asked('Q30, X99.9<b>'))).not.toContain('<b>');
  });
});
