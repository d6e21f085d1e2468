import { describe, expect, it } from 'vitest';
import { type EverydayFacts, type LineState, planEveryday, type SeenPin, stillDue } from './plan-everyday.ts';

const key = 'hcpcs/J0001';
const line = (edition: string, state: LineState['state'], revision = `r-${edition}`): LineState => ({
  id: `line-${edition}`,
  codeKey: key,
  edition,
  state,
  revision,
});
const pin = (edition: string, revision = `r-${edition}`): SeenPin => ({
  edition,
  revision,
  line: `line-${edition}`,
});
const sequenceOf = (edition: string) => Number(edition.slice(1));
const facts = (seen: SeenPin | null, more: Partial<EverydayFacts> = {}): EverydayFacts => ({
  seen: new Map(seen ? [[key, seen]] : []),
  only: null,
  takenBack: new Set(),
  beforeWithdrawal: new Set(),
  sequenceOf,
  shownOf: () => 2,
  ...more,
});

describe('planEveryday', () => {
  const revisions = (lines: LineState[], given: EverydayFacts) =>
    planEveryday(lines, given).pins.map(({ revision }) => revision);

  it('takes the approved text of the latest edition that is shown', () => {
    const lines = [line('e1', 'approved'), line('e2', 'approved'), line('e3', 'approved')];
    expect(revisions(lines, facts(null))).toEqual(['r-e2']);
    expect(planEveryday(lines, facts(null)).early).toEqual([]);
    expect(planEveryday(lines, facts(null, { only: ['line-e3'] }))).toEqual({
      pins: [],
      early: [lines[2]],
      unread: [],
    });
  });

  it('takes nothing that readers see, and nothing older than what they see', () => {
    expect(revisions([line('e2', 'approved')], facts(pin('e2')))).toEqual([]);
    expect(revisions([line('e1', 'approved')], facts(pin('e2')))).toEqual([]);
    expect(revisions([line('e1', 'approved', 'corrected')], facts(pin('e1')))).toEqual(['corrected']);
  });

  it('takes a withdrawn text off the site, if it is the one that is seen', () => {
    expect(revisions([line('e2', 'withdrawn')], facts(pin('e2')))).toEqual([null]);
    expect(revisions([line('e1', 'withdrawn')], facts(pin('e2')))).toEqual([]);
    expect(revisions([line('e1', 'withdrawn'), line('e2', 'approved')], facts(pin('e1')))).toEqual(['r-e2']);
  });

  it('leaves a text that was approved before a withdrawal to be read first, and says so where it is asked for', () => {
    const lines = [line('e1', 'withdrawn'), line('e2', 'approved')];
    const beforeWithdrawal = new Set(['r-e2']);
    expect(revisions(lines, facts(pin('e1'), { beforeWithdrawal }))).toEqual([null]);
    const asked = facts(pin('e1'), { beforeWithdrawal, only: ['line-e2'] });
    expect(planEveryday(lines, asked)).toEqual({ pins: [], early: [], unread: [lines[1]] });
  });

  it('takes what was taken back only where it is asked for', () => {
    const takenBack = new Set(['r-e2']);
    expect(revisions([line('e2', 'approved')], facts(pin('e1'), { takenBack }))).toEqual([]);
    const asked = facts(pin('e1'), { takenBack, only: ['line-e2'] });
    expect(revisions([line('e2', 'approved')], asked)).toEqual(['r-e2']);
  });

  it('takes nothing of a set that shows no edition', () => {
    expect(planEveryday([line('e1', 'approved')], facts(null, { shownOf: () => null })).pins).toEqual([]);
  });
});

describe('stillDue', () => {
  const due = (
    revision: string | null,
    edition: string | null,
    before: string | null,
    now: SeenPin | null,
    ended = false,
  ) =>
    stillDue(
      [{ codeKey: key, revision, edition, before, ended }],
      new Map(now ? [[key, now]] : []),
      sequenceOf,
    ).length;

  it('keeps what still goes to readers', () => {
    expect(due('r-e1', 'e1', null, null)).toBe(1);
    expect(due('corrected', 'e1', 'r-e1', pin('e1'))).toBe(1);
    expect(due(null, null, 'r-e1', pin('e1'))).toBe(1);
  });

  it('drops what was ended since, and still takes off what is to leave', () => {
    expect(due('corrected', 'e1', 'r-e1', pin('e1'), true)).toBe(0);
    expect(due('r-e1', 'e1', null, null, true)).toBe(0);
    expect(due(null, null, 'r-e1', pin('e1'), true)).toBe(1);
  });

  it('drops what is there, what an edition went past, and what is not to be taken off any more', () => {
    expect(due('r-e1', 'e1', null, pin('e1'))).toBe(0);
    expect(due('corrected', 'e1', 'r-e1', pin('e2'))).toBe(0);
    expect(due(null, null, 'r-e1', pin('e2'))).toBe(0);
    expect(due(null, null, 'r-e1', null)).toBe(0);
  });
});
