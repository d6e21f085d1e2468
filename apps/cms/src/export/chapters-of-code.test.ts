import type { TabularFact } from '@plaincode/code-sets';
import { expect, it } from 'vitest';
import { chaptersOfCode } from './chapters-of-code.ts';
import { setFacts } from './section-data/index.ts';
import { madeFacts, pagesOf } from './section-data/testing/made-facts.ts';

const fact = (title: string, parent: string | null): TabularFact => ({ title, parent, notes: {} });
const tabular = madeFacts('tabular', {
  'chapter:2': fact('Growths', null),
  'section:C00-C96': fact('Malignant growths', 'chapter:2'),
  'section:C00-C14': fact('Of lip and mouth', 'section:C00-C96'),
  C00: fact('Of the lip', 'section:C00-C14'),
  C000: fact('Of the upper lip', 'C00'),
  C10: fact('Not in the edition', 'section:C00-C14'),
});
const chapters = (code: string) =>
  chaptersOfCode('set', code, setFacts({ tabular }, pagesOf('C00', 'C000', 'C03'), '2029-10-01'));
const all = [
  { path: '/set/chapters/2/', label: 'Chapter 2', title: 'Growths' },
  { path: '/set/sections/C00-C96/', label: 'C00-C96', title: 'Malignant growths' },
  { path: '/set/sections/C00-C14/', label: 'C00-C14', title: 'Of lip and mouth' },
];

it('leads from the chapter through its sections to the category', () => {
  expect(chapters('C00')).toEqual(all);
  expect(chapters('C000')).toEqual(all);
});

it('knows those of a code that is newer than the list', () => {
  expect(chapters('C0009')).toEqual(all);
  expect(chapters('C03')).toEqual(all);
});

it('is empty where the category has no page, or no chapter holds it', () => {
  expect(chapters('C10')).toEqual([]);
  expect(chapters('Z99')).toEqual([]);
});
