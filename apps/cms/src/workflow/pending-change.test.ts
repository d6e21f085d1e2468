import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { changesBetween, mergedChanges, refuseDecision, valuesOf, wish } from './pending-change.ts';

const leaf = fc.oneof(fc.constantFrom('open', 'metered', 'subscriber', null), fc.integer(), fc.boolean());
const settings = fc.record({
  tier: leaf,
  uses: fc.array(fc.constantFrom('line', 'print')),
  plans: fc.record({ guest: fc.record({ views: leaf }), subscriber: fc.record({ views: leaf }) }),
});
const fields = ['tier', 'uses', 'plans'];

describe('a change that waits', () => {
  it('is nothing between equal settings, however they are spelled', () => {
    fc.assert(
      fc.property(settings, (one) => {
        expect(changesBetween(one, structuredClone(one), fields)).toEqual([]);
      }),
    );
    const stored = { validFrom: '2026-01-01T00:00:00.000Z', note: null, holder: 'h1' };
    const given = { validFrom: '2026-01-01', note: '', holder: { id: 'h1', name: 'Press' } };
    expect(changesBetween(stored, given, Object.keys(stored))).toEqual([]);
  });

  it('holds all that is between the old and the new, and nothing more', () => {
    fc.assert(
      fc.property(settings, settings, (before, after) => {
        const changes = changesBetween(before, after, fields);
        const applied = valuesOf(changes);
        const left = changesBetween(before, after, fields).filter(
          ({ field, to }) => JSON.stringify(at(applied, field)) !== JSON.stringify(to),
        );
        expect(left).toEqual([]);
        expect(changesBetween(after, before, fields)).toHaveLength(changes.length);
      }),
    );
  });

  it('does not see fields that are not guarded', () => {
    expect(changesBetween({ name: 'a' }, { name: 'b' }, ['tier'])).toEqual([]);
  });

  it('keeps the last word of its author for each field', () => {
    const earlier = [change('a', 1), change('b', 1)];
    expect(mergedChanges(earlier, [change('b', 2)])).toEqual([change('a', 1), change('b', 2)]);
  });
});

describe('a second person', () => {
  const pending = wish('staff/1', {
    changes: [change('role', 'admin')],
    by: 'anna',
    byName: 'Anna',
    at: 'x',
  });
  const values = { role: null };
  const decide = (id: string, decision: 'approve' | 'decline', hash = pending.hash, now: object = values) =>
    refuseDecision(pending, { ...now }, { id, role: 'admin' }, { decision, hash })?.code ?? null;

  it.each([
    ['ben', 'approve', null],
    ['ben', 'decline', null],
    ['anna', 'approve', 'own-change'],
    ['anna', 'decline', null],
  ] as const)('%s, %s: %s', (id, decision, code) => expect(decide(id, decision)).toBe(code));

  it('decides about what was seen and what still holds', () => {
    expect(decide('ben', 'approve', 'another')).toBe('change-moved');
    expect(decide('ben', 'approve', pending.hash, { role: 'publisher' })).toBe('change-moved');
    const asked = { decision: 'approve', hash: pending.hash } as const;
    expect(refuseDecision(null, {}, { id: 'ben', role: 'admin' }, asked)?.code).toBe('nothing-pending');
  });

  it('is nobody who could sign in with the account', () => {
    const known = { ...values, passwordBy: { by: 'ben', byName: 'Ben', at: 'x' } };
    expect(decide('ben', 'approve', pending.hash, known)).toBe('own-password');
    expect(decide('ben', 'decline', pending.hash, known)).toBeNull();
    expect(decide('clara', 'approve', pending.hash, known)).toBeNull();
  });

  it('sees who set the password: it is part of what the decision is bound to', () => {
    const password = { by: 'ben', byName: 'Ben', at: 'x' };
    const { changes, by, byName, at: when } = pending;
    expect(wish('staff/1', { changes, by, byName, at: when, password }).hash).not.toBe(pending.hash);
  });
});

function change(field: string, to: string | number) {
  return { field, from: null, to };
}

function at(values: object, field: string): unknown {
  return field
    .split('.')
    .reduce<unknown>((group, name) => Object.entries(group ?? {}).find(([key]) => key === name)?.[1], values);
}
