import type { CopyrightNotice } from '@plaincode/content-schemas';
import { expect, test } from 'vitest';
import { findNotices, noticesFor } from './rights.ts';

const notice = (
  id: string,
  edition: string | null,
  uses: CopyrightNotice['uses'],
  rightsHolder = 'board',
): CopyrightNotice => ({ id, rightsHolder, edition, uses, text: id });

const found = (...notices: CopyrightNotice[]) =>
  findNotices({ notices }, 'board', 'spt', 'spt-2026')?.map(({ id }) => id) ?? null;

test('the line of the edition comes with the terms that are given for the whole set', () => {
  const terms = notice('terms', 'spt', ['first-display']);
  expect(found(notice('line', 'spt-2026', ['line', 'print']), terms)).toEqual(['line', 'terms']);
});

test('terms of the edition itself go before those of the set', () => {
  const own = notice('own', 'spt-2026', ['first-display']);
  const wide = notice('wide', 'spt', ['first-display']);
  expect(found(notice('line', 'spt-2026', ['line']), own, wide)).toEqual(['line', 'own']);
});

test('terms of another edition or of another rights holder are none of this text', () => {
  const line = notice('line', 'spt-2026', ['line']);
  const before = notice('before', 'spt-2025', ['first-display']);
  expect(found(line, before, notice('else', 'spt', ['first-display'], 'other'))).toEqual(['line']);
});

test('terms alone stand under no text', () => {
  expect(found(notice('terms', 'spt', ['first-display']))).toBeNull();
});

test('what is missing is told with its set, its edition and the mend', () => {
  const rights = { notices: [], holders: new Map([['board', { id: 'board', name: 'The Board' }]]) };
  const asked = () =>
    noticesFor(rights, 'board', { id: 'spt', name: 'Sample Terminology' }, { id: 'spt-2026', label: '2026' });
  expect(asked).toThrow(
    'There is no notice of The Board to print under its text of Sample Terminology, edition 2026. Add it for spt-2026 or for all of spt under Notices › Copyright notices',
  );
});
