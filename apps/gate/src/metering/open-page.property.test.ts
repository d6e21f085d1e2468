import { defaultAccessPlan } from '@plaincode/content-schemas';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { openSqliteDatabase } from '../storage/sqlite-database.ts';
import type { GatePlan } from './decide-view.ts';
import { openPage } from './open-page.ts';
import { createSqliteAllowances } from './sqlite-allowances.ts';
import { createSqliteViewLedger } from './sqlite-view-ledger.ts';
import { accountName, guestName, type Visitor } from './visitor.ts';

const guestsADay = 3;
const plan: GatePlan = {
  access: { ...defaultAccessPlan, newGuestsPerAddressAndDay: guestsADay },
  verifiedEmailRequired: false,
  subscribable: true,
};

/** What readers at one address do, on one of two devices. */
const action = fc.oneof(
  {
    weight: 8,
    arbitrary: fc.record({ do: fc.constant('open' as const), device: fc.nat(1), page: fc.nat(8) }),
  },
  {
    weight: 2,
    arbitrary: fc.record({ do: fc.constant('enter' as const), device: fc.nat(1), account: fc.nat(1) }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('log-out' as const), device: fc.nat(1) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('clear-cookies' as const), device: fc.nat(1) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('next-day' as const) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('next-month' as const) }) },
);
type Action = typeof action extends fc.Arbitrary<infer T> ? T : never;

/**
 * The model: for each identity and month, the pages it was charged for and those it has beside them. Nothing
 * of the ledger, only the plan's own words.
 */
class Model {
  readonly charged = new Map<string, Set<string>>();
  readonly open = new Map<string, Set<string>>();
  readonly newGuests = new Map<string, number>();

  set(of: Map<string, Set<string>>, name: string): Set<string> {
    const found = of.get(name) ?? new Set<string>();
    of.set(name, found);
    return found;
  }
}

async function play(actions: Action[]): Promise<void> {
  const database = openSqliteDatabase(':memory:');
  let now = new Date('2026-01-15T12:00:00Z');
  const ledger = createSqliteViewLedger(database);
  const metering = { ledger, allowances: createSqliteAllowances(database, () => now) };
  const devices = [0, 1].map(() => ({ guest: null as string | null, account: null as number | null }));
  const months = new Map<string, Model>();
  const guestsOn = new Map<string, number>();

  for (const step of actions) {
    const month = now.toISOString().slice(0, 7);
    const day = now.toISOString().slice(0, 10);
    const model = months.get(month) ?? new Model();
    months.set(month, model);
    const device = 'device' in step ? devices[step.device] : undefined;

    if (step.do === 'next-day') now = new Date(now.getTime() + 86_400_000);
    if (step.do === 'next-month') now = new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() + 1, 1));
    if (!device) continue;
    if (step.do === 'clear-cookies') Object.assign(device, { guest: null, account: null });
    if (step.do === 'log-out') device.account = null;
    if (step.do === 'enter') {
      device.account = step.account;
      if (device.guest !== null) {
        const name = accountName(String(step.account));
        await ledger.join(guestName(device.guest), name);
        for (const each of months.values())
          for (const page of each.set(each.open, guestName(device.guest)))
            each.set(each.open, name).add(page);
      }
    }
    if (step.do !== 'open') continue;

    const path = `/page-${step.page}/`;
    const visitor: Visitor =
      device.account === null
        ? { kind: 'guest', id: device.guest }
        : { kind: 'account', id: String(device.account), emailVerified: false, subscribed: false };
    const tiers = ['metered' as const];
    const asked = { path, known: true, tiers, ready: tiers, awaitingTerms: [] };
    const opened = await openPage(metering, plan, { visitor, addressGroup: () => 'here' }, asked, now);

    const isNew = visitor.kind === 'guest' && visitor.id === null;
    const before =
      visitor.id === null ? null : visitor.kind === 'guest' ? guestName(visitor.id) : accountName(visitor.id);
    const limit = visitor.kind === 'guest' ? 1 : 5;
    const wasOpen = before !== null && model.set(model.open, before).has(path);
    const used = before === null ? 0 : model.set(model.charged, before).size;
    const expected = wasOpen || (used < limit && (!isNew || (guestsOn.get(day) ?? 0) < guestsADay));
    expect(opened.outcome).toBe(expected ? 'granted' : 'refused');
    if (opened.outcome === 'refused') continue;

    expect(opened.charged).toBe(!wasOpen);
    if (isNew && opened.visitor.kind === 'guest') {
      device.guest = opened.visitor.id;
      guestsOn.set(day, (guestsOn.get(day) ?? 0) + 1);
    }
    const name = visitor.kind === 'account' ? accountName(visitor.id) : guestName(device.guest ?? '');
    if (opened.charged) {
      expect(model.set(model.charged, name).has(path)).toBe(false);
      model.set(model.charged, name).add(path);
    }
    model.set(model.open, name).add(path);
    expect(model.set(model.charged, name).size).toBeLessThanOrEqual(limit);
    expect(opened.views).toMatchObject({ used: model.set(model.charged, name).size, pageOpened: true });
  }
  database.close();
}

describe('whatever readers do', () => {
  it('nobody is granted more than the plan, and no page is charged twice in a period', async () => {
    await fc.assert(fc.asyncProperty(fc.array(action, { maxLength: 60 }), play), { numRuns: 400 });
  });
});
