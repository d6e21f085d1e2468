import { describe, expect, it } from 'vitest';
import { roles } from './permissions.ts';
import { type ItemState, itemStates } from './work-item.ts';
import {
  decideItem,
  type ItemAction,
  type ItemRecord,
  itemActions,
  offeredItemActions,
} from './work-item-actions.ts';

const states = Object.keys(itemStates) as ItemState[];
const now = '2026-02-03T10:00:00.000Z';

const item = (more: Partial<ItemRecord> = {}): ItemRecord => ({
  state: 'open',
  resolution: null,
  proposedBy: null,
  leaves: false,
  explained: true,
  hasLine: false,
  editors: [],
  ...more,
});
const person = (role: (typeof roles)[number], id = role as string) => ({ id, role, name: `A ${role}` });

/** Written down once more, by hand: role, state and step, where nothing else stands in the way. */
const allowed: Record<ItemAction, { roles: string; states: string }> = {
  'propose-keep': { roles: 'editor reviewer admin', states: 'open drafting changes-requested' },
  'confirm-keep': { roles: 'reviewer admin', states: 'in-review' },
  'decline-keep': { roles: 'reviewer admin', states: 'in-review' },
  'no-text': { roles: 'editor reviewer admin', states: 'open' },
  reopen: { roles: 'editor reviewer admin', states: 'in-review done' },
};

describe('a step on an item', () => {
  for (const action of itemActions)
    for (const role of roles)
      for (const state of states) {
        const may =
          allowed[action].roles.split(' ').includes(role) &&
          allowed[action].states.split(' ').includes(state);
        it(`${action} by a ${role} at ${state}: ${may ? 'taken' : 'refused'}`, () => {
          const before = item({ state, proposedBy: 'another', explained: action !== 'no-text' });
          const decision = decideItem(before, person(role), { action, note: 'why' }, now);
          expect(decision.ok).toBe(may);
          if (!decision.ok) expect(decision.refusal.code).toMatch(/^role-may-not$|^item-wrong-state$/);
        });
      }

  it('is nobody’s who is not signed in', () => {
    expect(decideItem(item(), null, { action: 'propose-keep' }, now)).toMatchObject({
      refusal: { code: 'not-signed-in' },
    });
  });
});

const refusalOf = (record: ItemRecord, action: ItemAction, id = 'reviewer', note = 'why') => {
  const decision = decideItem(record, person('reviewer', id), { action, note }, now);
  return decision.ok ? null : decision.refusal.code;
};

describe('four eyes', () => {
  const proposed = item({ state: 'in-review', proposedBy: 'one' });
  it('keep who proposed from confirming', () => {
    expect(refusalOf(proposed, 'confirm-keep', 'one')).toBe('item-own-proposal');
    expect(refusalOf(proposed, 'confirm-keep', 'two')).toBeNull();
  });
  it('keep who edited the text since its approval from confirming', () => {
    expect(refusalOf({ ...proposed, editors: ['two'] }, 'confirm-keep', 'two')).toBe('item-own-text');
  });
  it('leave a trace of both', () => {
    const decision = decideItem(proposed, person('reviewer', 'two'), { action: 'confirm-keep' }, now);
    expect(decision).toMatchObject({
      fields: { state: 'done', resolution: 'keep', proposedBy: 'one', settledBy: 'two', settledAt: now },
    });
  });
});

describe('an item', () => {
  it('without a text that readers have holds nothing that could still hold', () => {
    expect(refusalOf(item({ explained: false }), 'propose-keep')).toBe('item-without-text');
  });
  it('with a text is not settled by planning none', () => {
    expect(refusalOf(item(), 'no-text')).toBe('item-has-text');
    expect(refusalOf(item({ explained: false, hasLine: true }), 'no-text')).toBe('item-has-text');
  });
  it('whose text is in review is confirmed at the text, not here', () => {
    const inReview = item({ state: 'in-review' });
    expect(refusalOf(inReview, 'confirm-keep')).toBe('item-wrong-state');
    expect(refusalOf(inReview, 'reopen')).toBe('item-wrong-state');
    expect(offeredItemActions(inReview, person('reviewer'))).toEqual([]);
  });
  it('says of a code that leaves what happens to its text', () => {
    const offered = (record: ItemRecord) =>
      offeredItemActions(record, person('editor')).map(({ label }) => label);
    expect(offered(item())).toContain('Text still holds');
    expect(offered(item({ leaves: true }))).toContain('Keep the text on its page');
  });
  it('is not declined without a word', () => {
    expect(refusalOf(item({ state: 'in-review', proposedBy: 'one' }), 'decline-keep', 'two', ' ')).toBe(
      'note-missing',
    );
  });
});
