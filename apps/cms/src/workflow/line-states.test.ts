import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { lineStates, type ReleasedLine, type SeenText } from './line-states.ts';
import { states } from './states.ts';

const line = (
  id: string,
  sequence: number,
  state: ReleasedLine['state'],
  contentHash = 'h',
  approved = true,
): ReleasedLine => ({
  id,
  sequence,
  state,
  contentHash,
  approved,
});
const seen = (id: string, sequence: number, hash = 'h'): SeenText => ({ line: id, sequence, hash });

describe('lineStates', () => {
  it('publishes the line that readers see, and supersedes those of earlier editions', () => {
    const lines = [line('old', 1, 'published'), line('new', 2, 'approved'), line('next', 3, 'approved')];
    expect(lineStates(lines, seen('new', 2))).toEqual([
      { id: 'old', state: 'superseded' },
      { id: 'new', state: 'published' },
    ]);
  });

  it('goes back with the readers', () => {
    const lines = [line('old', 1, 'superseded'), line('new', 2, 'published')];
    expect(lineStates(lines, seen('old', 1))).toEqual([
      { id: 'old', state: 'published' },
      { id: 'new', state: 'approved' },
    ]);
    expect(lineStates([line('only', 1, 'published')], null)).toEqual([{ id: 'only', state: 'approved' }]);
    expect(lineStates([line('old', 1, 'superseded')], null)).toEqual([{ id: 'old', state: 'approved' }]);
    expect(lineStates([line('old', 1, 'superseded')], null, { shown: 2 })).toEqual([]);
    expect(lineStates([line('old', 1, 'superseded')], null, { shown: 1 })).toEqual([
      { id: 'old', state: 'approved' },
    ]);
  });

  it('leaves a withdrawn line withdrawn, unless its withdrawal was taken back', () => {
    const lines = [line('a', 1, 'withdrawn')];
    expect(lineStates(lines, seen('a', 1))).toEqual([]);
    expect(lineStates(lines, seen('a', 1), 'taken-back')).toEqual([{ id: 'a', state: 'published' }]);
    expect(lineStates(lines, null, 'taken-back')).toEqual([]);
    const newer = line('a', 1, 'withdrawn', 'later');
    expect(lineStates([newer], seen('a', 1), 'taken-back')).toEqual([{ id: 'a', state: 'approved' }]);
    const written = line('a', 1, 'withdrawn', 'later', false);
    expect(lineStates([written], seen('a', 1), 'taken-back')).toEqual([{ id: 'a', state: 'draft' }]);
  });

  it('calls a line approved whose later text readers do not see', () => {
    expect(lineStates([line('a', 1, 'published', 'later')], seen('a', 1))).toEqual([
      { id: 'a', state: 'approved' },
    ]);
  });

  it('leaves what people are at work on, and says nothing more when asked again', () => {
    const anyLine = fc.record({
      id: fc.constantFrom('a', 'b', 'c'),
      sequence: fc.integer({ min: 1, max: 4 }),
      state: fc.constantFrom(...states),
      contentHash: fc.constantFrom('h', 'other'),
      approved: fc.boolean(),
    });
    const lines = fc.uniqueArray(anyLine, { selector: ({ id }) => id });
    fc.assert(
      fc.property(lines, fc.option(fc.nat(2)), (some, at) => {
        const chosen = at === null ? undefined : some[at];
        const text = chosen ? seen(chosen.id, chosen.sequence) : null;
        const moves = lineStates(some, text);
        const after = some.map((one) => ({ ...one, ...moves.find(({ id }) => id === one.id) }));
        expect(lineStates(after, text)).toEqual([]);
        expect(after.filter(({ state }) => state === 'published').length).toBeLessThanOrEqual(1);
        for (const { id, state } of some)
          if (['draft', 'in-review', 'changes-requested', 'withdrawn'].includes(state))
            expect(moves.some((move) => move.id === id)).toBe(false);
      }),
    );
  });
});
