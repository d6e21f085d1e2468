import { type AccessPlan, defaultAccessPlan, type SealedTier } from '@plaincode/content-schemas';
import { describe, expect, it } from 'vitest';
import { decideView, type GatePlan, type RequestedPage, type ViewHistory } from './decide-view.ts';
import type { AccountHolder, Visitor } from './visitor.ts';

const now = new Date('2026-11-23T22:15:30Z');
const plan: GatePlan = { access: defaultAccessPlan, verifiedEmailRequired: false, subscribable: true };
const fresh: ViewHistory = {
  period: '2026-11',
  used: 0,
  pageOpened: false,
  viewsLastHour: 0,
  newGuestsToday: 0,
};
const allTiers: SealedTier[] = ['metered', 'registered', 'subscriber'];

const newGuest: Visitor = { kind: 'guest', id: null };
const guest: Visitor = { kind: 'guest', id: 'g1' };
const registered: AccountHolder = { kind: 'account', id: 'a1', emailVerified: false, subscribed: false };
const subscriber: AccountHolder = { ...registered, subscribed: true };

const asking = (...tiers: SealedTier[]): RequestedPage => ({
  path: '/hcpcs/J9000/',
  known: true,
  tiers,
  ready: tiers,
  awaitingTerms: [],
});
const decide = (
  visitor: Visitor,
  page: RequestedPage,
  history: Partial<ViewHistory> = {},
  by = plan,
  at = now,
) => decideView(by, visitor, page, { ...fresh, ...history }, at);

describe('a grant opens the tiers of the plan and no others', () => {
  it.each([
    ['a new guest', newGuest, ['metered']],
    ['a guest', guest, ['metered']],
    ['a free account', registered, ['metered', 'registered']],
    ['a subscriber', subscriber, allTiers],
  ])('%s', (_, visitor, opens) => {
    expect(decide(visitor, asking(...allTiers))).toMatchObject({ outcome: 'grant', charge: true, opens });
  });

  it('never more than was asked for', () => {
    expect(decide(subscriber, asking('registered'))).toMatchObject({ opens: ['registered'] });
  });
});

describe('a view must buy something', () => {
  it.each([
    ['guest, registered text', guest, ['registered'], ['register']],
    ['guest, subscriber text', guest, ['subscriber'], ['subscribe']],
    ['guest, both', guest, ['registered', 'subscriber'], ['register']],
    ['free account, subscriber text', registered, ['subscriber'], ['subscribe']],
  ] as const)('%s', (_, visitor, tiers, next) => {
    expect(decide(visitor, asking(...tiers))).toEqual({ outcome: 'refuse', reason: 'nothing-to-open', next });
  });

  it('nothing helps where no plan opens the tier', () => {
    const access: AccessPlan = structuredClone(defaultAccessPlan);
    access.plans.subscriber.opens = ['metered'];
    expect(decide(registered, asking('subscriber'), {}, { ...plan, access })).toMatchObject({ next: [] });
  });
});

describe('licence terms that are not accepted', () => {
  const both = (ready: SealedTier[]): RequestedPage => ({
    ...asking('registered', 'registered'),
    ready,
    awaitingTerms: ['registered'],
  });

  it('keep from nobody what they do not cover, in the same tier either', () => {
    expect(decide(registered, both(['registered']))).toMatchObject({
      outcome: 'grant',
      charge: true,
      opens: ['registered'],
    });
  });

  it('take no view where all that the plan opens waits for them', () => {
    for (const pageOpened of [false, true])
      expect(decide(registered, both([]), { pageOpened })).toMatchObject({ reason: 'accept-terms' });
    expect(decide(guest, { ...both(['registered']), tiers: ['metered', 'registered'] })).toMatchObject({
      reason: 'accept-terms',
    });
  });
});

describe('views run out', () => {
  it.each([
    ['guest, last', guest, 0, 'grant'],
    ['guest, none', guest, 1, 'refuse'],
    ['free account, last', registered, 4, 'grant'],
    ['free account, none', registered, 5, 'refuse'],
    ['free account, past it', registered, 6, 'refuse'],
    ['subscriber, many', subscriber, 100_000, 'grant'],
  ] as const)('%s', (_, visitor, used, outcome) => {
    expect(decide(visitor, asking('metered'), { used }).outcome).toBe(outcome);
  });

  it('tells a guest to register and a free account to subscribe, or to wait', () => {
    const none = { used: 9 };
    expect(decide(guest, asking('metered'), none)).toMatchObject({
      reason: 'no-views-left',
      next: ['register', 'wait'],
    });
    expect(decide(registered, asking('metered'), none)).toMatchObject({ next: ['subscribe', 'wait'] });
  });

  it('does not send a reader to a plan that has no more', () => {
    const access: AccessPlan = structuredClone(defaultAccessPlan);
    access.plans.registered.views = 1;
    access.plans.subscriber.views = 1;
    expect(decide(guest, asking('metered'), { used: 1 }, { ...plan, access })).toMatchObject({
      next: ['wait'],
    });
  });

  it('a plan of no views at all refuses the first', () => {
    const access: AccessPlan = structuredClone(defaultAccessPlan);
    access.plans.guest.views = 0;
    expect(decide(newGuest, asking('metered'), {}, { ...plan, access })).toMatchObject({
      reason: 'no-views-left',
    });
  });
});

describe('a page that is open stays open in its period, free', () => {
  it.each([
    ['guest', guest],
    ['free account', registered],
    ['subscriber', subscriber],
  ])('%s, with nothing left', (_, visitor) => {
    const history = { used: 99, pageOpened: true, viewsLastHour: 99_999 };
    expect(decide(visitor, asking('metered'), history)).toMatchObject({ outcome: 'grant', charge: false });
  });

  it('but not before the e-mail address is verified where the installation asks for that', () => {
    const strict = { ...plan, verifiedEmailRequired: true };
    expect(decide(registered, asking('metered', 'registered'), { pageOpened: true }, strict)).toMatchObject({
      reason: 'verify-email',
    });
    expect(decide(subscriber, asking('metered'), { pageOpened: true }, strict).outcome).toBe('grant');
  });

  it('but opens no tier that the reader has no right to', () => {
    expect(decide(guest, asking('registered'), { pageOpened: true })).toMatchObject({
      reason: 'nothing-to-open',
    });
  });
});

describe('other limits', () => {
  it('asks for a verified e-mail address where the installation does', () => {
    const strict = { ...plan, verifiedEmailRequired: true };
    expect(decide(registered, asking('metered'), {}, strict)).toEqual({
      outcome: 'refuse',
      reason: 'verify-email',
      next: ['verify-email'],
    });
    expect(decide({ ...registered, emailVerified: true }, asking('metered'), {}, strict).outcome).toBe(
      'grant',
    );
    expect(decide(guest, asking('metered'), {}, strict).outcome).toBe('grant');
    expect(decide(subscriber, asking('metered'), {}, strict).outcome).toBe('grant');
  });

  it('slows a subscriber down at the pace of the plan', () => {
    expect(decide(subscriber, asking('metered'), { viewsLastHour: 299 }).outcome).toBe('grant');
    expect(decide(subscriber, asking('metered'), { viewsLastHour: 300 })).toMatchObject({
      reason: 'too-fast',
      next: ['wait'],
    });
  });

  it('limits new guests of an address, and them alone', () => {
    expect(decide(newGuest, asking('metered'), { newGuestsToday: 19 }).outcome).toBe('grant');
    expect(decide(newGuest, asking('metered'), { newGuestsToday: 20 })).toMatchObject({
      reason: 'too-many-new-guests',
      next: ['register'],
    });
    expect(decide(guest, asking('metered'), { newGuestsToday: 20 }).outcome).toBe('grant');
    expect(decide(registered, asking('metered'), { newGuestsToday: 20 }).outcome).toBe('grant');
  });
});

describe('what is not understood is refused', () => {
  const odd = (value: unknown) => JSON.parse(JSON.stringify(value));
  it.each([
    ['an unknown envelope', guest, { ...asking('metered'), known: false }, fresh, plan, now],
    ['no envelope', guest, asking(), fresh, plan, now],
    ['an unknown kind of visitor', odd({ kind: 'robot', id: 'r' }), asking('metered'), fresh, plan, now],
    ['a history of another period', guest, asking('metered'), { ...fresh, period: '2026-10' }, plan, now],
    ['a negative count', guest, asking('metered'), { ...fresh, used: -1 }, plan, now],
    ['a count that is no number', guest, asking('metered'), { ...fresh, used: Number.NaN }, plan, now],
    ['an unknown pace', subscriber, asking('metered'), { ...fresh, viewsLastHour: Number.NaN }, plan, now],
    ['no date', guest, asking('metered'), fresh, plan, new Date(Number.NaN)],
    [
      'an unknown period',
      guest,
      asking('metered'),
      fresh,
      odd({ ...plan, access: { ...plan.access, period: 'week' } }),
      now,
    ],
    [
      'a missing plan',
      guest,
      asking('metered'),
      fresh,
      odd({ ...plan, access: { ...plan.access, plans: {} } }),
      now,
    ],
  ] as const)('%s', (_, visitor, page, history, by, at) => {
    expect(decideView(by, visitor, page, history, at)).toEqual({
      outcome: 'refuse',
      reason: 'unknown-envelope',
      next: ['reload'],
    });
  });

  it('a tier that no plan names opens nothing', () => {
    expect(decide(subscriber, odd({ ...asking(), tiers: ['vip'] }))).toMatchObject({
      reason: 'nothing-to-open',
    });
  });
});

describe('the period is a calendar month in UTC', () => {
  it.each([
    ['2026-11-30T23:59:59.999Z', '2026-11', '2026-12-01T00:00:00.000Z'],
    ['2026-12-01T00:00:00.000Z', '2026-12', '2027-01-01T00:00:00.000Z'],
    ['2028-02-29T12:00:00.000Z', '2028-02', '2028-03-01T00:00:00.000Z'],
  ])('%s', (instant, id, ends) => {
    const decision = decide(guest, asking('metered'), { period: id }, plan, new Date(instant));
    expect(decision).toMatchObject({ outcome: 'grant', period: { id, ends: new Date(ends) } });
  });
});
