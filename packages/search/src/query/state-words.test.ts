import { expect, it } from 'vitest';
import { buildIndex } from '../index/build-index.ts';
import { madeEntry, madeSets } from '../testing/made-entries.ts';
import { openIndex } from './index-reader.ts';
import { lookUp } from './lookup.ts';
import { renderResults } from './results-html.ts';
import { stateWords } from './state-words.ts';

it('tells a state to come with its day, in words that hold on either side of it', () => {
  expect(stateWords('leaving', '2027-01-01')).toBe('Deleted from January 1, 2027');
  expect(stateWords('upcoming', '2027-01-01')).toBe('In effect from January 1, 2027');
  expect(['active', 'terminated', 'deleted'].map((state) => stateWords(state))).toEqual([
    '',
    'Terminated',
    'Deleted',
  ]);
});

it('a code that leaves is in force until its day, and the results say that day', async () => {
  const leaving = madeEntry('Q20', 'Swamp fever', { state: 'leaving', from: '2027-01-01' });
  const upcoming = madeEntry('Q21', 'Swamp fever, new', { state: 'upcoming', from: '2027-01-01' });
  const ended = madeEntry('Q22', 'Swamp fever, old', { state: 'deleted' });
  const files = new Map(
    buildIndex([leaving, upcoming, ended], madeSets).map(({ path, text }) => [path, text]),
  );
  const index = await openIndex(async (path) => files.get(path) ?? null);
  if (!index) throw new Error('the index opens');
  const found = await lookUp(index, { typed: 'swamp fever', most: 8 });
  const html = renderResults('swamp fever', found);
  expect(
    [...html.matchAll(/class="code">(\w+)<.*?class="state">([^<]*)</g)].map(([, ...one]) => one),
  ).toEqual([
    ['Q20', 'Deleted from January 1, 2027'],
    ['Q21', 'In effect from January 1, 2027'],
    ['Q22', 'Deleted'],
  ]);
  const active = await lookUp(index, { typed: 'swamp fever', most: 8, filters: { active: true } });
  expect(active.groups.flatMap(({ hits }) => hits.map(({ display }) => display))).toEqual(['Q20']);
});
