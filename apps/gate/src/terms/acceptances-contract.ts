import { describe, expect, it } from 'vitest';
import type { Acceptances } from './acceptances.ts';

const at = (second: number) => new Date(Date.parse('2026-11-24T10:00:00Z') + second * 1000);
const terms = (hash: string, second = 0) => ({
  hash,
  notice: `notice-${hash}`,
  page: '/spt/9X101/',
  at: at(second),
});

/** What every store of acceptances must do. */
export function testAcceptances(name: string, open: () => Acceptances): void {
  describe(name, () => {
    it('knows who accepted what, and the first time of it', async () => {
      const all = open();
      await all.accept('guest:a', terms('one'));
      await all.accept('guest:a', terms('one', 60));
      await all.accept('guest:a', terms('two', 30));
      expect(await all.accepted('guest:a', ['one', 'two', 'three'])).toEqual(new Set(['one', 'two']));
      expect(await all.accepted('guest:b', ['one'])).toEqual(new Set());
      expect(await all.accepted('guest:a', [])).toEqual(new Set());
      expect(await all.of('guest:a')).toEqual([terms('one'), terms('two', 30)]);
    });

    it('lets an account have what its guest accepted, as often as that is asked', async () => {
      const all = open();
      await all.accept('guest:c', terms('one'));
      await all.accept('account:c', terms('one', 90));
      await all.accept('guest:c', terms('two'));
      await all.join('guest:c', 'account:c');
      await all.join('guest:c', 'account:c');
      expect(await all.of('account:c')).toEqual([terms('two'), terms('one', 90)]);
      expect(await all.of('guest:c')).toHaveLength(2);
    });

    it('forgets one visitor and no other', async () => {
      const all = open();
      await all.accept('account:gone', terms('one'));
      await all.accept('account:stays', terms('one'));
      await all.forget('account:gone');
      expect(await all.of('account:gone')).toEqual([]);
      expect(await all.of('account:stays')).toEqual([terms('one')]);
    });
  });
}
