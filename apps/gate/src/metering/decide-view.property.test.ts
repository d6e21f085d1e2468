import { defaultAccessPlan, type SealedTier } from '@plaincode/content-schemas';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decideView } from './decide-view.ts';
import type { Visitor } from './visitor.ts';

const now = new Date('2026-11-23T22:15:30Z');
const tier = fc.constantFrom<SealedTier>('metered', 'registered', 'subscriber');
const views = fc.option(fc.nat(10));
const readerPlan = fc.record({
  views,
  opening: fc.constantFrom('on-arrival' as const, 'on-request' as const),
  opens: fc.uniqueArray(tier),
});
const plan = fc.record({
  access: fc.record({
    version: fc.constant(1 as const),
    period: fc.constant('calendar-month-utc' as const),
    plans: fc.record({ guest: readerPlan, registered: readerPlan, subscriber: readerPlan }),
    newGuestsPerAddressAndDay: fc.integer({ min: 1, max: 30 }),
    subscriberViewsPerHour: fc.integer({ min: 1, max: 30 }),
  }),
  verifiedEmailRequired: fc.boolean(),
  subscribable: fc.boolean(),
});
const visitor: fc.Arbitrary<Visitor> = fc.oneof(
  fc.record({ kind: fc.constant('guest' as const), id: fc.option(fc.constant('g')) }),
  fc.record({
    kind: fc.constant('account' as const),
    id: fc.constant('a'),
    emailVerified: fc.boolean(),
    subscribed: fc.boolean(),
  }),
);
const page = fc
  .record({
    path: fc.constant('/a/'),
    known: fc.boolean(),
    tiers: fc.array(tier, { maxLength: 4 }),
    awaitingTerms: fc.uniqueArray(tier),
  })
  .chain((asked) => fc.subarray(asked.tiers).map((ready) => ({ ...asked, ready })));
const history = fc.record({
  period: fc.constantFrom('2026-11', '2026-10'),
  used: fc.nat(12),
  pageOpened: fc.boolean(),
  viewsLastHour: fc.nat(40),
  newGuestsToday: fc.nat(40),
});

const decisions = fc.tuple(plan, visitor, page, history);
const planOf = (who: Visitor) =>
  who.kind === 'guest' ? 'guest' : who.subscribed ? ('subscriber' as const) : ('registered' as const);

describe('every decision', () => {
  it('to grant opens something, and only what was asked for, is known and belongs to the plan', () => {
    fc.assert(
      fc.property(decisions, ([by, who, asked, held]) => {
        const decision = decideView(by, who, asked, held, now);
        if (decision.outcome === 'refuse') return;
        const own = by.access.plans[planOf(who)];
        expect(asked.known && held.period === '2026-11').toBe(true);
        expect(decision.opens.length).toBeGreaterThan(0);
        for (const opened of decision.opens) {
          expect(asked.tiers).toContain(opened);
          expect(asked.ready).toContain(opened);
          expect(own.opens).toContain(opened);
        }
        expect(decision.charge).toBe(!held.pageOpened);
        if (by.verifiedEmailRequired && who.kind === 'account' && !who.subscribed)
          expect(who.emailVerified).toBe(true);
        if (decision.charge && own.views !== null) expect(held.used).toBeLessThan(own.views);
      }),
      { numRuns: 3_000 },
    );
  });

  it('to refuse gives a reason of the closed list, and never asks a subscriber to register', () => {
    fc.assert(
      fc.property(decisions, ([by, who, asked, held]) => {
        const decision = decideView(by, who, asked, held, now);
        if (decision.outcome === 'grant') return;
        if (who.kind === 'account') expect(decision.next).not.toContain('register');
        expect(new Set(decision.next).size).toBe(decision.next.length);
      }),
      { numRuns: 3_000 },
    );
  });

  it('is monotonic: with less used, a grant stays a grant', () => {
    fc.assert(
      fc.property(decisions, ([by, who, asked, held]) => {
        const decision = decideView(by, who, asked, held, now);
        if (decision.outcome === 'refuse') return;
        const fewer = { ...held, used: 0, viewsLastHour: 0, newGuestsToday: 0 };
        expect(decideView(by, who, asked, fewer, now).outcome).toBe('grant');
      }),
      { numRuns: 3_000 },
    );
  });

  it('on the default plan, more rights never open less', () => {
    fc.assert(
      fc.property(page, (asked) => {
        const fresh = { period: '2026-11', used: 0, pageOpened: false, viewsLastHour: 0, newGuestsToday: 0 };
        const by = { access: defaultAccessPlan, verifiedEmailRequired: false, subscribable: true };
        const account = { kind: 'account' as const, id: 'a', emailVerified: true };
        const opens = [
          { kind: 'guest' as const, id: 'g' },
          { ...account, subscribed: false },
          { ...account, subscribed: true },
        ].map((who) => {
          const decision = decideView(by, who, asked, fresh, now);
          return decision.outcome === 'grant' ? decision.opens.length : 0;
        });
        expect(opens).toEqual(opens.toSorted((a, b) => a - b));
      }),
    );
  });
});
