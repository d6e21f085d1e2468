import { defaultAccessPlan } from '@plaincode/content-schemas';
import { describe, expect, it } from 'vitest';
import { openSqliteDatabase } from '../storage/sqlite-database.ts';
import type { GatePlan } from './decide-view.ts';
import { type Metering, openPage } from './open-page.ts';
import { createSqliteAllowances } from './sqlite-allowances.ts';
import { createSqliteViewLedger } from './sqlite-view-ledger.ts';
import { decideInTurn } from './view-ledger.ts';
import type { Visitor } from './visitor.ts';

const now = new Date('2026-11-23T22:15:30Z');
const plan: GatePlan = { access: defaultAccessPlan, verifiedEmailRequired: false, subscribable: true };

/** A storage whose every answer takes a while, so that requests that start together all decide on the same past. */
function slowMetering(): Metering {
  const database = openSqliteDatabase(':memory:');
  const ledger = createSqliteViewLedger(database);
  const allowances = createSqliteAllowances(database, () => now);
  const later = () => new Promise((resolve) => setTimeout(resolve, Math.random() * 20));
  const slowly =
    <Given extends unknown[], Answer>(act: (...given: Given) => Promise<Answer>) =>
    async (...given: Given) => {
      await later();
      const answer = await act(...given);
      await later();
      return answer;
    };
  const slow = { history: slowly(ledger.history), record: slowly(ledger.record) };
  return {
    ledger: { ...ledger, ...slow, decide: decideInTurn(slow) },
    allowances: { take: slowly(allowances.take), taken: slowly(allowances.taken) },
  };
}

const tiers = ['metered' as const];

async function crowd(size: number, visitor: Visitor, pageOf: (i: number) => string) {
  const metering = slowMetering();
  const asked = Array.from({ length: size }, (_, i) => {
    const page = { path: pageOf(i), known: true, tiers, ready: tiers, awaitingTerms: [] };
    return openPage(metering, plan, { visitor, addressGroup: () => 'here' }, page, now);
  });
  const opened = await Promise.all(asked);
  return {
    granted: opened.filter(({ outcome }) => outcome === 'granted').length,
    charged: opened.filter((one) => one.outcome === 'granted' && one.charged).length,
    reasons: [...new Set(opened.flatMap((one) => (one.outcome === 'refused' ? [one.reason] : [])))],
  };
}

describe('requests that all saw the same views left', () => {
  it('grant a last view once', async () => {
    const guest: Visitor = { kind: 'guest', id: 'one' };
    const outcome = await crowd(200, guest, (i) => `/page-${i}/`);
    expect(outcome).toEqual({ granted: 1, charged: 1, reasons: ['no-views-left'] });
  });

  it('charge one page once', async () => {
    const guest: Visitor = { kind: 'guest', id: 'one' };
    expect(await crowd(200, guest, () => '/page/')).toEqual({ granted: 200, charged: 1, reasons: [] });
  });

  it('make no more new guests than a day allows', async () => {
    const outcome = await crowd(200, { kind: 'guest', id: null }, () => '/page/');
    expect(outcome).toEqual({ granted: 20, charged: 20, reasons: ['too-many-new-guests'] });
  });

  it('keep a subscriber to the pace', async () => {
    const subscriber: Visitor = { kind: 'account', id: 'a', emailVerified: true, subscribed: true };
    const outcome = await crowd(320, subscriber, (i) => `/page-${i}/`);
    expect(outcome).toEqual({ granted: 300, charged: 300, reasons: ['too-fast'] });
  });
});
