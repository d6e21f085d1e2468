import { expect, test } from 'vitest';
import { changesInWords } from './changes-in-words.ts';

const changes = {
  billable: { before: null, after: true },
  parent: { before: null, after: 'K603' },
  indicators: { coverageCode: { before: null, after: 'C' } },
};
const asWritten = new Map([['K603', 'K60.3']]);

test('a code that stays tells its validity and its parent', () => {
  const long = { before: 'Anal fistula', after: 'Anal fistula, simple' };
  expect(changesInWords({ ...changes, long }, asWritten)).toEqual([
    'Coverage code: none, now C',
    'Valid for submission: none, now yes',
    'Parent code: none, now K60.3',
  ]);
});

test('a code that is new or leaves has no other validity and no other parent', () => {
  const words = 'Anal fistula, simple';
  expect(changesInWords({ ...changes, long: { before: null, after: words } }, asWritten)).toEqual([
    'Coverage code: none, now C',
  ]);
  const turned = { billable: { before: true, after: null }, parent: { before: 'K603', after: null } };
  expect(changesInWords({ ...turned, long: { before: words, after: null } }, asWritten)).toEqual([]);
});
