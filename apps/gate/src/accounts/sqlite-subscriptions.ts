import type { DatabaseSync, SQLOutputValue } from 'node:sqlite';
import { createGroupCommit, type GroupCommit } from '../storage/group-commit.ts';
import { opensUntil } from './subscription-standing.ts';
import { type PaidSubscription, type Subscriptions, subscriptionStates } from './subscriptions.ts';

export function createSqliteSubscriptions(
  database: DatabaseSync,
  group: GroupCommit = createGroupCommit(database),
): Subscriptions {
  const find = database.prepare(
    'SELECT 1 AS found FROM paid_subscriptions WHERE account = ? AND opens_until > ? LIMIT 1',
  );
  const put = database.prepare(`
    INSERT INTO paid_subscriptions
      (id, customer, account, state, period_ends, ends, overdue_since, opens_until, as_of)
    VALUES (:id, :customer, :account, :state, :periodEnds, :ends, :overdueSince, :opensUntil, :asOf)
    ON CONFLICT (id) DO UPDATE SET
      customer = excluded.customer, account = excluded.account, state = excluded.state,
      period_ends = excluded.period_ends, ends = excluded.ends, overdue_since = excluded.overdue_since,
      opens_until = excluded.opens_until, as_of = excluded.as_of
    WHERE excluded.as_of >= paid_subscriptions.as_of`);
  const list = database.prepare('SELECT * FROM paid_subscriptions WHERE account = ? ORDER BY id');
  const drop = database.prepare('DELETE FROM paid_subscriptions WHERE account = ?');
  const findCheckout = database.prepare('SELECT checkout FROM checkouts WHERE account = ?');
  const putCheckout = database.prepare('INSERT OR REPLACE INTO checkouts (account, checkout) VALUES (?, ?)');
  const dropCheckout = database.prepare('DELETE FROM checkouts WHERE account = ?');
  return {
    isActive: (account, now) => group.read(() => find.get(account, now.getTime()) !== undefined),
    put: (subscription, asOf) =>
      group.write(() => {
        const { id, customer, account, state, periodEnds, ends, overdueSince } = subscription;
        put.run({
          id,
          customer,
          account,
          state,
          periodEnds: periodEnds.getTime(),
          ends: ends?.getTime() ?? null,
          overdueSince: overdueSince?.getTime() ?? null,
          opensUntil: opensUntil(subscription)?.getTime() ?? 0,
          asOf: asOf.getTime(),
        });
      }),
    of: (account) => group.read(() => list.all(account).map(subscriptionOf)),
    lastCheckout: (account) =>
      group.read(() => {
        const found = findCheckout.get(account);
        return found ? String(found.checkout) : null;
      }),
    keepCheckout: (account, checkout) =>
      group.write(() => {
        putCheckout.run(account, checkout);
      }),
    forget: (account) =>
      group.write(() => {
        drop.run(account);
        dropCheckout.run(account);
      }),
  };
}

function subscriptionOf(row: Record<string, SQLOutputValue>): PaidSubscription {
  const state = subscriptionStates.find((known) => known === row.state);
  if (!state) throw new Error('a subscription is held in a state that this gate does not know');
  const instant = (value: SQLOutputValue | undefined) => (value == null ? null : new Date(Number(value)));
  return {
    id: String(row.id),
    customer: String(row.customer),
    account: String(row.account),
    state,
    periodEnds: new Date(Number(row.period_ends)),
    ends: instant(row.ends),
    overdueSince: instant(row.overdue_since),
  };
}
