import { describe, expect, it } from 'vitest';
import { madeSubscription } from '../testing/made-subscription.ts';
import type { Subscriptions } from './subscriptions.ts';

const at = (text: string) => new Date(text);

/** What every store of subscriptions must do. */
export function testSubscriptions(name: string, open: () => Subscriptions): void {
  describe(name, () => {
    it('gives back what it took in, to the account that holds it', async () => {
      const all = open();
      const kept = madeSubscription('keeps', {
        state: 'past_due',
        ends: at('2026-12-05T00:00:00Z'),
        overdueSince: at('2026-12-01T00:00:00Z'),
      });
      await all.put(kept, at('2026-12-01T00:00:00Z'));
      expect(await all.of('keeps')).toEqual([kept]);
      expect(await all.of('nobody')).toEqual([]);
    });

    it('is active until the last of an account’s subscriptions opens nothing more', async () => {
      const all = open();
      const day = at('2026-12-01T00:00:00Z');
      await all.put(madeSubscription('two', { id: 'sub_a', ends: at('2026-12-10T00:00:00Z') }), day);
      await all.put(madeSubscription('two', { id: 'sub_b', ends: at('2026-12-20T00:00:00Z') }), day);
      expect(await all.isActive('two', at('2026-12-19T23:59:59Z'))).toBe(true);
      expect(await all.isActive('two', at('2026-12-20T00:00:00Z'))).toBe(false);
      expect(await all.isActive('nobody', day)).toBe(false);
    });

    it('keeps what is known of a later instant, in whatever order it arrives', async () => {
      const all = open();
      const id = 'sub_order';
      const late = madeSubscription('order', { id, state: 'canceled' });
      await all.put(madeSubscription('order', { id }), at('2026-12-01T00:00:01Z'));
      expect(await all.isActive('order', at('2026-12-02T00:00:00Z'))).toBe(true);
      await all.put(late, at('2026-12-01T00:00:03Z'));
      await all.put(madeSubscription('order', { id }), at('2026-12-01T00:00:02Z'));
      expect(await all.of('order')).toEqual([late]);
      expect(await all.isActive('order', at('2026-12-02T00:00:00Z'))).toBe(false);
    });

    it('keeps the last checkout of an account, and forgets it with the account', async () => {
      const all = open();
      expect(await all.lastCheckout('checks')).toBeNull();
      await all.keepCheckout('checks', 'cs_1');
      await all.keepCheckout('checks', 'cs_2');
      await all.keepCheckout('other', 'cs_3');
      expect(await all.lastCheckout('checks')).toBe('cs_2');
      await all.forget('checks');
      expect(await all.lastCheckout('checks')).toBeNull();
      expect(await all.lastCheckout('other')).toBe('cs_3');
    });

    it('forgets one account and no other', async () => {
      const all = open();
      const day = at('2026-12-01T00:00:00Z');
      await all.put(madeSubscription('goes'), day);
      await all.put(madeSubscription('stays'), day);
      await all.forget('goes');
      expect(await all.of('goes')).toEqual([]);
      expect(await all.isActive('stays', day)).toBe(true);
    });
  });
}
