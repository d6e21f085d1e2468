import { expect, it } from 'vitest';
import type { HeldEdition } from '../../imports/held-editions.ts';
import type { CodeEntry } from '../code-entry.ts';
import { flipDays } from './flip-days.ts';

const edition = (effective: string) => ({ effective }) as HeldEdition;
const entry = (history: CodeEntry['history'], dates = {}) => ({ row: { dates }, history }) as CodeEntry;
const standing = (effective: string) => ({
  edition: edition(effective),
  change: null,
  held: true,
  billable: null,
});

it('flips on the day of each edition that did something to a code, and on the days of the codes themselves', () => {
  const entries = [
    entry([standing('2027-04-01'), standing('2026-01-01')]),
    entry([standing('2026-01-01')], { added: '2026-06-01', terminated: '2026-12-31' }),
  ];
  const { since, sinceOf } = flipDays({ inForce: edition('2027-07-01'), entries }, '2026-11-30');
  expect(since).toBe('2026-06-01');
  expect(['2027-01-01', '2027-04-02', '2027-07-01'].map(sinceOf)).toEqual([
    '2027-01-01',
    '2027-04-01',
    '2027-07-01',
  ]);
});
