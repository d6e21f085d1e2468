import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { buildIndex } from '../index/build-index.ts';
import { changeEntries } from '../index/change-entries.ts';
import type { SearchEntry } from '../index/entry.ts';
import type { IndexFile } from '../index/index-files.ts';
import { madeEntries, madeEntry, madeSets } from '../testing/made-entries.ts';
import { IndexGone, openIndex } from './index-reader.ts';
import { type Asked, lookUp } from './lookup.ts';
import { renderResults } from './results-html.ts';

const textsOf = (files: readonly IndexFile[]) => new Map(files.map(({ path, text }) => [path, text]));

async function opened(files: readonly IndexFile[] = buildIndex(madeEntries, madeSets)) {
  const texts = textsOf(files);
  const index = await openIndex(async (path) => texts.get(path) ?? null);
  if (!index) throw new Error('the index has no root');
  return { index, texts };
}

async function found(typed: string, more: Partial<Asked> = {}): Promise<string[]> {
  const { index } = await opened();
  const { groups } = await lookUp(index, { typed, most: 8, ...more });
  return groups.flatMap(({ hits }) => hits.map(({ display }) => display));
}

describe('looking up', () => {
  it('groups by code set, the set of the best hit first, and says how a code stands', async () => {
    const { index } = await opened();
    const { groups, hits } = await lookUp(index, { typed: 'fever wheelchair', most: 8 });
    expect(groups.map(({ name }) => name)).toEqual(['Made Goods', 'Made Codes']);
    expect(hits).toBe(groups.flatMap((group) => group.hits).length);
    const ended = groups.flatMap((group) => group.hits).find(({ display }) => display === 'Q60');
    expect(ended).toMatchObject({ state: 'terminated', path: '/made/Q60/', title: 'Fever that ended' });
  });

  it.each([
    ['diabetes type 2', false],
    ['diabetes typ', false],
    ['q10', false],
    ['diabtes type 2', true],
    ['pneumonia kettle', true],
    ['zzzzqqq', false],
  ])('says of %j whether it only found what is near: %j', async (typed, near) => {
    const { index } = await opened();
    expect(await lookUp(index, { typed, most: 1 })).toMatchObject({ near });
  });

  it('says so too where what has all the words is hidden', async () => {
    const { index } = await opened();
    const asked = { typed: 'fever ended', most: 8 };
    expect(await lookUp(index, asked)).toMatchObject({ near: false });
    expect(await lookUp(index, { ...asked, filters: { active: true } })).toMatchObject({ near: true });
    const told = renderResults('diabtes', await lookUp(index, { typed: 'diabtes', most: 1 }));
    expect(told).toContain('No code has all that was typed. Near it: 1 code, the best first');
  });

  it('says where it shows fewer than it found', async () => {
    const { index } = await opened();
    const typed = 'fever';
    const all = await lookUp(index, { typed, most: 8 });
    expect(renderResults(typed, all)).toContain(`${all.hits} codes found, the best first`);
    const some = await lookUp(index, { typed, most: 1 });
    expect(renderResults(typed, some)).toContain('The best 1 code of more');
  });

  it('leaves out what a filter hides', async () => {
    expect(await found('q10')).toEqual(['Q10', 'Q10.2', 'Q10.9']);
    expect(await found('q10', { filters: { billable: true } })).toEqual(['Q10.2', 'Q10.9']);
    expect(await found('fever')).toContain('Q60');
    expect(await found('fever', { filters: { active: true } })).not.toContain('Q60');
  });

  it('prefers the first encounter, and finds the later one by what it is', async () => {
    expect((await found('fracture bone'))[0]).toBe('Q50.11XA');
    expect((await found('fracture bone subsequent'))[0]).toBe('Q50.11XD');
  });

  it('takes a mistyped word for one that sounds the same before one that is spelled more alike', async () => {
    const texts = textsOf(
      buildIndex(
        [madeEntry('Q70', 'Asthma'), madeEntry('Q71', 'Asia'), madeEntry('Q72', 'Hemorrhage')],
        madeSets,
      ),
    );
    const index = await openIndex(async (path) => texts.get(path) ?? null);
    if (!index) throw new Error('the index has no root');
    for (const [typed, code] of [
      ['asma', 'Q70'],
      ['haemorage', 'Q72'],
    ] as const) {
      const { groups, near } = await lookUp(index, { typed, most: 8 });
      expect(groups.flatMap(({ hits }) => hits.map(({ display }) => display))).toEqual([code]);
      expect(near).toBe(true);
    }
  });

  it('finds words of the open beginning of an explanation', async () => {
    expect(await found('marsh')).toEqual(['G1001']);
  });

  describe('of words', () => {
    const hypertensions = [
      ...['', 'left eye', 'right eye', 'of the lung', 'of the marsh', 'in winter'].map((of, at) =>
        madeEntry(`Q80.${at}`, `Hypertension ${of}`),
      ),
      // The publisher's plain title is found with the beginning of the text.
      madeEntry('Q81', 'Essential (primary) hypertension of made people', {
        title: 'High blood pressure (made people)',
        lead: 'High blood pressure (made people) The heart pumps against more than it should.',
      }),
      madeEntry('Q82', 'Reading of high blood pressure', { state: 'terminated' }),
      madeEntry('Q83', 'Pressure of blood, high'),
      madeEntry('Q84', 'Counselling on made things and on high blood pressure, at home'),
    ];
    const first = async (typed: string, most = 4) => {
      const { index } = await opened(buildIndex(hypertensions, madeSets));
      const { groups } = await lookUp(index, { typed, most });
      return groups.flatMap(({ hits }) => hits.map(({ display }) => display));
    };

    it('puts first what begins with all that was typed, and then what contains it, whatever else it may mean', async () => {
      expect((await first('high blood pressure')).slice(0, 2)).toEqual(['Q81', 'Q84']);
      expect((await first('High blood press')).slice(0, 2)).toEqual(['Q81', 'Q84']);
    });

    it('takes what stands in parentheses as said or not', async () => {
      expect((await first('essential hypertension of made people')).at(0)).toBe('Q81');
      expect((await first('pressure made people')).at(0)).toBe('Q81');
    });

    it('does not bring forward what is no longer in force', async () => {
      expect((await first('high blood pressure', 8)).indexOf('Q82')).not.toBe(0);
    });
  });

  describe('of a code', () => {
    const scores = [
      ...madeEntries,
      madeEntry('Q90', 'Made score 9'),
      madeEntry('Q91', 'Weeks of making, 9 weeks', { terms: ['Seen with Q20.9'] }),
      madeEntry('G1003', 'Chair, as G1002 has it', { set: 'goods' }),
    ];
    const hitsOf = async (typed: string) => {
      const { index } = await opened(buildIndex(scores, madeSets));
      const { groups, codes } = await lookUp(index, { typed, most: 8 });
      return { displays: groups.flatMap(({ hits }) => hits.map(({ display }) => display)), codes };
    };

    it.each(['Q20.9', 'q20-9', 'q20 9', 'q209'])('does not take the parts of %j for words', async (typed) => {
      expect(await hitsOf(typed)).toEqual({ displays: ['Q20.9'], codes: null });
    });

    it('does not take a code that is held for a mistyped other', async () => {
      expect((await hitsOf('G1001')).displays).toEqual(['G1001']);
    });

    it.each([
      ['Q20.99', ['Q20.99']],
      ['G1009', ['G1009']],
    ])('says of %j alone that it is not held', async (typed, notHeld) => {
      expect(await hitsOf(typed)).toEqual({ displays: [], codes: { notHeld, hidden: [] } });
    });
  });

  it.each([
    '',
    '   ',
    '.',
    '---',
    '"',
    '<script>',
    'the of with',
    '\u0000',
    '𝕏',
    'x'.repeat(5_000),
    'a '.repeat(500),
  ])('answers %j with nothing or little, and does not fail', async (typed) => {
    expect((await found(typed)).length).toBeLessThanOrEqual(8);
  });

  it('says so when the files of the index are gone', async () => {
    const { index, texts } = await opened();
    for (const path of [...texts.keys()]) texts.delete(path);
    await expect(lookUp(index, { typed: 'fever', most: 8 })).rejects.toBeInstanceOf(IndexGone);
  });

  it('has no index where there is none', async () => {
    expect(await openIndex(async () => null)).toBeNull();
  });
});

describe('an index', () => {
  it('has the same bytes for the same entries, in whatever order they come', () => {
    expect(buildIndex(madeEntries.toReversed(), madeSets)).toEqual(buildIndex(madeEntries, madeSets));
  });

  it('leaves the files alone that a change does not touch', () => {
    const before = new Set(buildIndex(madeEntries, madeSets).map(({ path }) => path));
    const changed = madeEntries.map((entry) =>
      entry.display === 'G1001' ? { ...entry, lead: 'It rolls through the swamp.' } : entry,
    );
    const after = buildIndex(changed, madeSets).filter(({ path }) => !before.has(path));
    expect(after.length).toBeGreaterThan(0);
    expect(after.every(({ path }) => /words-|spellings-|index\.json/.test(path))).toBe(true);
    expect(after.length).toBeLessThan(8);
  });

  it('has the same bytes when only beginnings of explanations changed, by whichever way it is made', () => {
    const words = fc.array(fc.constantFrom('marsh', 'wheel', 'zebra', 'rolls', 'diabetes', 'the', 'aah'));
    const leads = fc.array(words, { minLength: madeEntries.length, maxLength: madeEntries.length });
    const withLeads = (all: string[][]) =>
      madeEntries.map((entry, at) => ({ ...entry, lead: (all[at] ?? []).join(' ') }));
    fc.assert(
      fc.property(leads, leads, (then, now) => {
        const before = textsOf(buildIndex(withLeads(then), madeSets, 'mark'));
        const change = changeEntries(
          (path) => before.get(path) ?? '',
          withLeads(now).map((after, at) => ({ before: withLeads(then)[at] ?? after, after })),
        );
        if (!change) throw new Error('the index knows its codes');
        for (const path of change.gone) before.delete(path);
        for (const [path, text] of textsOf(change.files)) before.set(path, text);
        const whole = textsOf(buildIndex(withLeads(now), madeSets, 'mark'));
        expect([...before].sort()).toEqual([...whole].sort());
      }),
    );
  });

  it('asks to be built anew for a code that it does not know', () => {
    const files = textsOf(buildIndex(madeEntries, madeSets));
    const entry = madeEntry('X99', 'Not in it');
    expect(
      changeEntries((path) => files.get(path) ?? '', [{ before: entry, after: { ...entry, lead: 'new' } }]),
    ).toBeNull();
  });

  it('gives the same files for changed titles, texts and beginnings as a whole build, in a set without headers', () => {
    const word = fc.constantFrom(
      'visit',
      'office',
      'wheelchair',
      'unspecified',
      'visits',
      '(new)',
      'heart,',
      'of',
    );
    const words = fc.array(word, { minLength: 1, maxLength: 12 }).map((some) => some.join(' '));
    const states = fc.array(fc.record({ title: words, text: words, lead: words }), {
      minLength: 80,
      maxLength: 80,
    });
    const titled = madeEntries.map((entry) => ({ ...entry, title: `${entry.title}, as it is called` }));
    fc.assert(
      fc.property(states, states, fc.integer({ min: 1, max: 80 }), fc.boolean(), (then, now, many, other) => {
        const made = (all: typeof then) =>
          all.map((words, at) => madeEntry(`${99_000 + at}`, '', { set: 'goods', ...words }));
        const [before, after] = [made(then), [...made(now).slice(0, many), ...made(then).slice(many)]];
        const files = textsOf(buildIndex([...madeEntries, ...before], madeSets, 'mark'));
        // Titles alone may change in a set with headers too.
        const others = other ? titled : madeEntries;
        const changes = [...after, ...others].map((entry, at) => ({
          before: [...before, ...madeEntries][at] ?? entry,
          after: entry,
        }));
        const change = changeEntries((path) => files.get(path) ?? '', changes);
        if (!change) throw new Error('it can be changed');
        for (const path of change.gone) files.delete(path);
        for (const [path, text] of textsOf(change.files)) files.set(path, text);
        const whole = textsOf(buildIndex([...others, ...after], madeSets, 'mark'));
        expect([...files].sort()).toEqual([...whole].sort());
      }),
      { numRuns: 40 },
    );
  });

  it.each<[string, Partial<SearchEntry>]>([
    ['its state', { state: 'terminated' }],
    ['terms of its own', { terms: ['Visit'] }],
    ['another text, in a set with headers', { text: 'Diabetes of other kinds' }],
  ])('asks to be built anew for a code with %s', (_, more) => {
    const files = textsOf(buildIndex(madeEntries, madeSets));
    const [before = madeEntry('X99', '')] = madeEntries;
    expect(
      changeEntries((path) => files.get(path) ?? '', [{ before, after: { ...before, ...more } }]),
    ).toBeNull();
  });

  it('leaves out a set that the site does not show', async () => {
    const { index } = await opened(
      buildIndex([...madeEntries, madeEntry('Z1', 'Hidden', { set: 'hidden' })], madeSets),
    );
    expect((await lookUp(index, { typed: 'hidden', most: 8 })).hits).toBe(0);
  });

  it('serves a site without codes', async () => {
    const { index } = await opened(buildIndex([], []));
    expect((await lookUp(index, { typed: 'heart attack', most: 8 })).hits).toBe(0);
  });
});
