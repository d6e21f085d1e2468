import type { TabularFact } from '@plaincode/code-sets';
import { expect, it } from 'vitest';
import { besideChapters, chapterLists } from './chapter-lists.ts';
import { chapterTree } from './chapter-tree.ts';

const fact = (title: string, parent: string | null): TabularFact => ({ title, parent, notes: {} });
const tabular = new Map<string, TabularFact>([
  ['chapter:10', fact('Later things', null)],
  ['section:J00-J06', fact('Upper things', 'chapter:10')],
  ['J00', fact('A cold', 'section:J00-J06')],
  ['chapter:2', fact('Growths', null)],
  ['section:C00-C96', fact('Malignant growths', 'chapter:2')],
  ['section:C00-C14', fact('Of lip and mouth', 'section:C00-C96')],
  ['C01', fact('Of the tongue', 'section:C00-C14')],
  ['C00', fact('Of the lip', 'section:C00-C14')],
  ['C000', fact('Of the upper lip', 'C00')],
  ['chapter:3', fact('Nothing held', null)],
  ['D50', fact('Not held', 'chapter:3')],
]);
const codeSet = { id: 'set', name: 'The Set', shortName: 'Set', rightsHolder: 'holder', licensed: false };
const inForce = {
  id: 'set-2025',
  codeSet: 'set',
  label: '2025',
  kind: 'annual' as const,
  published: null,
  effective: '2024-10-01',
};
const linkOf = (code: string) => ({
  path: `/set/${code}/`,
  displayCode: code,
  title: code,
  state: 'active' as const,
});

it('leads from chapters through sections to categories, in the order of the codes', () => {
  const codes = new Set(['C00', 'C000', 'C01', 'J00']);
  // C001 left: it still stands under C00.
  const withThoseBelow = (above: readonly string[], among?: ReadonlySet<string>) =>
    ['C001', ...codes].filter(
      (code) => (among?.has(code) ?? true) && above.some((beginning) => code.startsWith(beginning)),
    ).length;
  const relations = { linkOf, withThoseBelow };
  const roots = ['C00', 'C01', 'J00'];
  const { groups, pages } = chapterLists({ codeSet, inForce, notices: [], relations, codes, roots, tabular });
  expect(groups).toEqual([
    { path: '/set/chapters/2/', label: 'C00-C01', title: 'Growths', codes: 3 },
    { path: '/set/chapters/10/', label: 'J00', title: 'Later things', codes: 1 },
  ]);
  expect(pages.map(({ path }) => path)).toEqual([
    '/set/chapters/2/',
    '/set/sections/C00-C96/',
    '/set/sections/C00-C14/',
    '/set/chapters/10/',
    '/set/sections/J00-J06/',
  ]);
  expect(pages[2]).toMatchObject({
    title: 'C00-C14: Of lip and mouth',
    entries: [{ displayCode: 'C00' }, { displayCode: 'C01' }],
    ancestors: [{ path: '/set/' }, { path: '/set/chapters/2/' }, { path: '/set/sections/C00-C96/' }],
  });
});

it('parts a section of more categories than a list may hold, and loses none', () => {
  const many = Array.from({ length: 300 }, (_, at) => `W${String(at).padStart(3, '0')}`);
  const long = new Map<string, TabularFact>([
    ['chapter:20', fact('Causes', null)],
    ['section:W00-W99', fact('Of many kinds', 'chapter:20')],
    ...many.map((code) => [code, fact(code, 'section:W00-W99')] as const),
  ]);
  const relations = { linkOf, withThoseBelow: (above: readonly string[]) => above.length };
  const codes = new Set(many);
  const { pages } = chapterLists({
    codeSet,
    inForce,
    notices: [],
    relations,
    codes,
    roots: many,
    tabular: long,
  });
  expect(pages.map(({ path }) => path)).toEqual([
    '/set/chapters/20/',
    '/set/sections/W00-W99/',
    ...['W0', 'W1', 'W2'].map((prefix) => `/set/sections/W00-W99/${prefix}/`),
  ]);
  expect(pages[1]).toMatchObject({
    entries: [],
    groups: ['W0', 'W1', 'W2'].map((label) => ({
      label,
      path: `/set/sections/W00-W99/${label}/`,
      codes: 100,
    })),
  });
  expect(pages[2]).toMatchObject({ title: 'W00-W99: Of many kinds: W0', ancestors: { length: 3 } });
  expect(pages.flatMap(({ entries }) => entries.map(({ displayCode }) => displayCode))).toEqual(many);
  expect(new Set(pages.map(({ title }) => title)).size).toBe(pages.length);
});

it('places a code that is newer than the list by its range, in the narrowest section around it', () => {
  const roots = ['C00', 'C0A', 'C01', 'C15', 'C97', 'J07', 'U09', 'J00'];
  const [growths, later, ...others] = chapterTree(tabular, { codes: new Set([...roots, 'J001']), roots });
  expect(growths).toMatchObject({ key: 'chapter:2', range: 'C00-C15', own: [] });
  expect(growths?.within[0]).toMatchObject({ range: 'C00-C96', own: ['C15'] });
  expect(growths?.within[0]?.within[0]).toMatchObject({ range: 'C00-C14', own: ['C00', 'C01', 'C0A'] });
  // Outside of every chapter: no list says where they stand.
  expect(later).toMatchObject({ range: 'J00', all: ['J00'] });
  expect(others).toEqual([]);
});

it('gives a code between two sections to their chapter', () => {
  const parted = new Map<string, TabularFact>([
    ['chapter:9', fact('Of the blood', null)],
    ['section:I10-I16', fact('Pressure', 'chapter:9')],
    ['section:I20-I25', fact('Of the heart', 'chapter:9')],
    ['I10', fact('High', 'section:I10-I16')],
    ['I20', fact('Pain', 'section:I20-I25')],
  ]);
  const roots = ['I10', 'I1A', 'I20'];
  expect(chapterTree(parted, { codes: new Set([...roots, 'I1A0']), roots })).toMatchObject([
    { own: ['I1A'], all: roots, within: [{ own: ['I10'] }, { own: ['I20'] }] },
  ]);
});

it('has the letters in the order of the chapters, where there are any', () => {
  const listOf = (label: string) => ({ path: `/set/browse/${label}/`, label, title: null, codes: 1 });
  const lists = ['T', 'V', 'Z', 'U'].map(listOf);
  expect(besideChapters(lists, [listOf('S00-T88')]).map(({ label }) => label)).toEqual(['T', 'U', 'V', 'Z']);
  expect(besideChapters(lists, [])).toEqual(lists);
});
