import { codePageExamples, exampleAccessPlan } from '@plaincode/content-schemas/examples';
import { describe, expect, it } from 'vitest';
import { pageForReader } from './reader-view.ts';

const record = codePageExamples['licensed-code-all-sections-locked'];
const now = new Date('2026-11-24T10:00:00Z');
const seenBy = (reader: 'guest' | 'registered' | 'subscriber', plan = exampleAccessPlan) =>
  pageForReader(record, { reader, plan, now });
const lockedTiers = ({ page: { descriptors, explanation, sections } }: ReturnType<typeof seenBy>) =>
  [descriptors, explanation, ...sections].flatMap((part) =>
    part && 'tier' in part && part.tier !== 'open' ? [part.tier] : [],
  );

describe('a page as one reader has it', () => {
  it('opens to each reader what the plan opens, and locks the rest', () => {
    expect(new Set(lockedTiers(seenBy('guest')))).not.toContain('metered');
    expect(new Set(lockedTiers(seenBy('guest')))).toContain('registered');
    expect(lockedTiers(seenBy('registered'))).not.toContain('registered');
    expect(lockedTiers(seenBy('subscriber'))).toEqual([]);
  });

  it('holds nothing of what it locks, and no envelope', () => {
    const { page } = seenBy('guest');
    const hidden = record.sections.flatMap((one) =>
      one.held && one.tier === 'registered' ? [JSON.stringify(one.body)] : [],
    );
    expect(hidden.length).toBeGreaterThan(0);
    for (const body of hidden) expect(JSON.stringify(page)).not.toContain(body);
    expect(page.envelopes).toEqual([]);
  });

  it('speaks in the words that the page would have for that reader', () => {
    const said = (reader: Parameters<typeof seenBy>[0]) =>
      seenBy(reader)
        .words.bar.map(({ text }) => text)
        .join('');
    expect(said('guest')).toMatch(
      /^0 code page views remaining\. Guest accounts are limited to 1 page view\./,
    );
    expect(said('registered')).toMatch(
      /^4 code page views remaining\. Your 5 views start again on December 1, 2026/,
    );
    expect(said('subscriber')).toBe('Your subscription opens every code page.');
    expect(seenBy('guest').words.signedIn).toBe(false);
    expect([...seenBy('guest').words.locks.values()].map(({ title }) => title)).toContain(
      'Register to view content',
    );
  });

  it('opens nothing to a reader whose plan has no views', () => {
    const { plans } = exampleAccessPlan;
    const none = { ...exampleAccessPlan, plans: { ...plans, guest: { ...plans.guest, views: 0 } } };
    expect(seenBy('guest', none).page.explanation).toMatchObject({ locked: true });
  });
});
