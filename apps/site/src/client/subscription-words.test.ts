import { expect, test } from 'vitest';
import { readAccount, type Subscription } from './account-requests.ts';
import { subscriptionWords } from './subscription-words.ts';

test.each<[Subscription['state'], string | null, RegExp]>([
  ['none', null, /opens every section/],
  ['trial', '2026-12-01T00:00:00.000Z', /trial runs until December 1, 2026/],
  ['renews', '2026-12-01T00:00:00.000Z', /renews on December 1, 2026/],
  ['ends', '2026-12-01T00:00:00.000Z', /ends on December 1, 2026 and does not renew/],
  ['overdue', '2026-12-01T00:00:00.000Z', /until December 1, 2026/],
  ['overdue', null, /opens nothing/],
])('a subscription in the state "%s" with the day %s has its words', (state, day, words) => {
  expect(subscriptionWords({ state, day, action: 'manage' })).toMatch(words);
});

test('nothing is shown of a subscription where none are sold, or in words this page does not know', () => {
  const account = { signedIn: true, email: 'a@b.example', name: '', emailVerified: true };
  expect(readAccount({ ...account, subscription: null })?.subscription).toBeNull();
  const strange = { state: 'of-next-year', day: null, action: 'start' };
  expect(readAccount({ ...account, subscription: strange })?.subscription).toBeNull();
  const given = { state: 'ends', day: '2027-01-31T23:59:59.999Z', action: null } as const;
  expect(readAccount({ ...account, subscription: given })?.subscription).toEqual(given);
  const sold = { state: 'renews', day: '2026-12-01T00:00:00.000Z', action: 'manage' } as const;
  expect(readAccount({ ...account, subscription: sold })?.subscription).toEqual(sold);
});
