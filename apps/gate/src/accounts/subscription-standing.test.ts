import { describe, expect, it } from 'vitest';
import { madeSubscription } from '../testing/made-subscription.ts';
import { mayBillAgain, opensUntil, standingOf } from './subscription-standing.ts';
import { type PaidSubscription, subscriptionStates } from './subscriptions.ts';

const at = (text: string) => new Date(`${text}T00:00:00Z`);
const made = (more: Partial<PaidSubscription> = {}) =>
  madeSubscription('reader', { periodEnds: at('2026-12-01'), ...more });

describe('until when a subscription opens pages', () => {
  it.each([
    ['a running one', made(), '2026-12-08'],
    ['a trial', made({ state: 'trialing' }), '2026-12-08'],
    ['one that ends with its period', made({ ends: at('2026-12-01') }), '2026-12-01'],
    ['one that ends earlier', made({ ends: at('2026-11-20') }), '2026-11-20'],
    [
      'one whose payment is missing',
      made({ state: 'past_due', overdueSince: at('2026-11-01') }),
      '2026-11-08',
    ],
    [
      'one whose payment is missing and that ends',
      made({ state: 'past_due', overdueSince: at('2026-11-01'), ends: at('2026-11-03') }),
      '2026-11-03',
    ],
  ])('%s', (_name, subscription, day) => {
    expect(opensUntil(subscription)).toEqual(at(day));
  });

  it.each(['unpaid', 'paused', 'incomplete', 'incomplete_expired', 'canceled'] as const)(
    'one that is %s opens nothing, whatever was paid before',
    (state) => {
      expect(opensUntil(made({ state, periodEnds: at('2030-01-01') }))).toBeNull();
      expect(opensUntil(made({ state, ends: at('2030-01-01') }))).toBeNull();
    },
  );

  it('is decided for every state there is', () => {
    for (const state of subscriptionStates) expect(() => opensUntil(made({ state }))).not.toThrow();
  });
});

describe('what the reader is told', () => {
  const now = at('2026-11-10');
  it.each([
    ['nothing where there is none', [], 'none', null],
    ['the day it renews', [made()], 'renews', '2026-12-01'],
    ['the day a trial turns into a payment', [made({ state: 'trialing' })], 'trial', '2026-12-01'],
    ['the day it ends', [made({ ends: at('2026-12-01') })], 'ends', '2026-12-01'],
    [
      'until when a missing payment is waited for',
      [made({ state: 'past_due', overdueSince: at('2026-11-08') })],
      'overdue',
      '2026-11-15',
    ],
    [
      'that the payment is missing, past the wait',
      [made({ state: 'past_due', overdueSince: at('2026-11-01') })],
      'overdue',
      null,
    ],
    ['that the payment is missing where it is given up', [made({ state: 'unpaid' })], 'overdue', null],
    ['nothing of one that is over', [made({ state: 'canceled' })], 'none', null],
    ['nothing of one that was never paid', [made({ state: 'incomplete' })], 'none', null],
    [
      'the one that opens pages, of several',
      [made({ state: 'unpaid' }), made({ id: 'sub_2' }), made({ id: 'sub_3', state: 'canceled' })],
      'renews',
      '2026-12-01',
    ],
  ] as const)('%s', (_name, subscriptions, state, day) => {
    expect(standingOf(subscriptions, now)).toEqual({ state, day: day && at(day) });
  });
});

describe('whether money may be asked for again', () => {
  it.each([
    ['a running one', made(), true],
    ['one that is overdue', made({ state: 'past_due' }), true],
    ['one that waits for its first payment', made({ state: 'incomplete' }), true],
    ['one that ends with its period', made({ ends: at('2026-12-01') }), false],
    ['one that is over', made({ state: 'canceled' }), false],
  ])('%s', (_name, subscription, may) => {
    expect(mayBillAgain(subscription)).toBe(may);
  });
});
