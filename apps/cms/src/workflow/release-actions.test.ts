import { describe, expect, it } from 'vitest';
import { roles } from './permissions.ts';
import { type ReleaseKind, type ReleaseState, releaseKinds, releaseStates } from './release.ts';
import { offeredReleaseActions } from './release-actions.ts';

/** Everything that may be done; what is not here is refused. */
const expected: Record<string, string> = {
  'edition open': 'list-again schedule publish cancel',
  'edition scheduled': 'list-again publish cancel',
  'edition published': 'revert',
  'everyday open': 'publish cancel',
  'everyday scheduled': 'publish cancel',
  'everyday published': 'revert',
  'revert open': 'publish cancel',
  'revert scheduled': 'publish cancel',
  'revert published': 'revert',
};

const kinds = Object.keys(releaseKinds) as ReleaseKind[];
const states = Object.keys(releaseStates) as ReleaseState[];
const cases = roles.flatMap((role) =>
  kinds.flatMap((kind) => states.map((state) => ({ role, kind, state }))),
);

describe('the steps of a release', () => {
  it.each(cases)('$role, $kind, $state', ({ role, kind, state }) => {
    const publishes = role === 'publisher' || role === 'admin';
    const offered = offeredReleaseActions({ kind, state }, role).map(({ action }) => action);
    expect(offered.join(' ')).toBe(publishes ? (expected[`${kind} ${state}`] ?? '') : '');
  });

  it('are nobody’s who is not signed in', () => {
    expect(offeredReleaseActions({ kind: 'edition', state: 'open' }, null)).toEqual([]);
  });
});
