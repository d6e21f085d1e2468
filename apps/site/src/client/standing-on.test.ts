import { describe, expect, test } from 'vitest';
import { type Standing, standingOn } from './standing-on.ts';

const history: Standing[] = [
  { from: '2025-10-01', label: '2026', held: false, billable: null },
  { from: '2024-10-01', label: '2025', held: true, billable: false },
  { from: '2023-10-01', label: '2024', held: true, billable: true },
];
const never = { added: null, terminated: null };
const newest = { label: '2026', from: '2025-10-01', due: '2026-10-01' };

test.each([
  ['2025-10-01', 'On October 1, 2025 E11.9 was not in the code set.'],
  ['2025-09-30', 'On September 30, 2025 E11.9 was a header and not valid for submission.'],
  ['2024-09-30', 'On September 30, 2024 E11.9 was in effect and valid for submission.'],
  ['2023-09-30', 'No edition is held for that day: the earliest is 2024, from October 1, 2023.'],
])('on %s: %s', (day, words) => {
  expect(standingOn(day, 'E11.9', history, never, newest)).toBe(words);
});

test('from the usual day of the next edition on, nothing but what the newest held says is claimed', () => {
  const [, ...standing] = history;
  const held = { label: '2025', from: '2024-10-01', due: '2025-10-01' };
  const billable = [{ from: '2024-10-01', label: '2025', held: true, billable: true }, ...standing];
  expect(standingOn('2025-09-30', 'E11.9', billable, never, held)).toBe(
    'On September 30, 2025 E11.9 was in effect and valid for submission.',
  );
  expect(standingOn('2025-10-01', 'E11.9', billable, never, held)).toBe(
    'No edition is held for October 1, 2025. In the newest, 2025, from October 1, 2024, E11.9 was in effect and valid for submission.',
  );
  const left = [{ from: '2023-10-01', label: '2024', held: false, billable: null }];
  expect(standingOn('2999-12-31', 'E11.9', left, never, held)).toBe(
    'No edition is held for December 31, 2999. In the newest, 2025, from October 1, 2024, E11.9 was not in the code set.',
  );
});

test('days of the code itself count before the edition that holds it', () => {
  const own = { added: '2024-01-01', terminated: '2024-06-30' };
  const held = [{ from: '2023-10-01', label: 'x', held: true, billable: null }];
  const last = { label: 'x', from: '2023-10-01', due: '2024-10-01' };
  expect(standingOn('2023-12-31', 'J1', held, own, last)).toContain('not in effect yet');
  expect(standingOn('2024-06-30', 'J1', held, own, last)).toBe('On June 30, 2024 J1 was in effect.');
  expect(standingOn('2024-07-01', 'J1', held, own, last)).toContain(
    'no longer in effect: its last valid day was June 30, 2024.',
  );
});

describe('a day before the earliest edition held', () => {
  const since = { from: '2025-10-01', label: 'October 2025', held: true, billable: null };
  const last = { label: 'October 2025', from: '2025-10-01', due: '2026-01-01' };
  const unknown = 'No edition of that day is held, so its wording then is not known.';

  test.each([
    ['2025-09-30', `On September 30, 2025 J2150 was in use by its dates. ${unknown}`],
    ['1985-12-31', 'On December 31, 1985 J2150 was not in effect yet: it was added on January 1, 1986.'],
  ])('is answered by the days of the code itself: %s', (day, words) => {
    const own = { added: '1986-01-01', terminated: '2025-09-30' };
    expect(standingOn(day, 'J2150', [since], own, last)).toBe(words);
  });

  test('is not answered where these do not reach it, or were of an earlier life', () => {
    const never = 'No edition is held for that day: the earliest is October 2025, from October 1, 2025.';
    expect(standingOn('2025-09-30', 'J2150', [since], { added: null, terminated: '2025-12-31' }, last)).toBe(
      never,
    );
    const back = [
      { ...since, from: '2026-01-01', label: 'x' },
      { ...since, held: false },
    ];
    expect(standingOn('2025-09-30', 'J2150', back, { added: '1986-01-01', terminated: null }, last)).toBe(
      never,
    );
  });

  test('after its last valid day it was out of use, whatever is held', () => {
    const own = { added: '1986-01-01', terminated: '2024-12-31' };
    expect(standingOn('2025-09-30', 'J2150', [since], own, last)).toContain(
      'no longer in effect: its last valid day was December 31, 2024',
    );
  });
});
