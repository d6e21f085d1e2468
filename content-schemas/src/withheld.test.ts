import fc from 'fast-check';
import { expect, it } from 'vitest';
import {
  keepTakedowns,
  licenceWarnings,
  mergeTakedowns,
  parseTakedowns,
  type TakedownEntry,
  takedownTarget,
  takenDown,
  withheldReason,
} from './withheld.ts';

const entry = fc.record({
  id: fc.uuid({ version: 4 }),
  at: fc.integer({ min: 0, max: 20 }).map((minute) => `2026-11-28T10:${String(minute).padStart(2, '0')}:00Z`),
  action: fc.constantFrom<TakedownEntry['action']>('take-down', 'lift'),
  target: fc.constantFrom('/hcpcs/J9000/', '/media/a.png', 'cpt'),
  reason: fc.constant('asked by the rights holder'),
});
const list = fc.array(entry, { maxLength: 12 });
const write = (entries: readonly TakedownEntry[]) =>
  entries.map((one) => `${JSON.stringify(one)}\n`).join('');

it('is read as it was written, and a damaged line takes no other with it', () => {
  fc.assert(
    fc.property(list, (entries) => {
      expect(parseTakedowns(write(entries))).toEqual({ entries, damaged: [] });
      const torn = `${write(entries)}{"id":"`;
      expect(parseTakedowns(torn)).toEqual({ entries, damaged: [entries.length + 1] });
    }),
  );
});

it('never shrinks by merging, whichever way round and however often', () => {
  fc.assert(
    fc.property(list, list, (one, other) => {
      const merged = mergeTakedowns(one, other);
      expect(mergeTakedowns(other, one).map(({ id }) => id)).toEqual(merged.map(({ id }) => id));
      expect(mergeTakedowns(merged, other)).toEqual(merged);
      const ids = new Set(merged.map(({ id }) => id));
      for (const { id } of [...one, ...other]) expect(ids.has(id)).toBe(true);
    }),
  );
});

const down = (target: string, at: string): TakedownEntry => ({
  id: `00000000-0000-4000-8000-0000000000${at}`,
  at: `2026-11-28T10:${at}:00Z`,
  action: 'take-down',
  target,
  reason: 'asked by the rights holder',
});
const lift = (target: string, at: string): TakedownEntry => ({ ...down(target, at), action: 'lift' });

it('holds by the lines that its list lost, whichever they are, and names what is down by them alone', () => {
  fc.assert(
    fc.property(list, fc.func(fc.boolean()), (all, isLeft) => {
      const left = all.filter(isLeft);
      const { entries, lost } = keepTakedowns(all, left);
      expect(entries).toEqual(mergeTakedowns(all, []));
      const [before, stated] = [takenDown(all), takenDown(left)];
      for (const target of before.keys()) expect(lost.includes(target)).toBe(!stated.has(target));
      expect(keepTakedowns(all, all).lost).toEqual([]);
    }),
  );
});

const none: [] = [];
const reason =
  (path: string, entries: TakedownEntry[], licences = [{ codeSet: 'cpt', validTo: '2026-12-31' }]) =>
  (day: string) =>
    withheldReason(path, { targets: takenDown(entries), licences }, day);

it('withholds a page, an image or all pages of a set, until it is lifted', () => {
  const day = '2026-11-28';
  expect(reason('/hcpcs/J9000/', [down('/hcpcs/J9000/', '01')], none)(day)).toBe('taken-down');
  expect(reason('/hcpcs/J9001/', [down('/hcpcs/J9000/', '01')], none)(day)).toBeNull();
  expect(reason('/media/a.png', [down('/media/a.png', '01')], none)(day)).toBe('taken-down');
  expect(reason('/hcpcs/', [down('hcpcs', '01')], none)(day)).toBe('taken-down');
  expect(reason('/hcpcs/browse/J/', [down('hcpcs', '01')], none)(day)).toBe('taken-down');
  expect(reason('/', [down('hcpcs', '01')], none)(day)).toBeNull();
  const lifted = [lift('/hcpcs/J9000/', '02'), down('/hcpcs/J9000/', '01')];
  expect(reason('/hcpcs/J9000/', lifted, none)(day)).toBeNull();
  expect(reason('/hcpcs/J9000/', [...lifted, down('/hcpcs/J9000/', '03')], none)(day)).toBe('taken-down');
});

it('withholds a set from the day after its licence, and warns for sixty days before', () => {
  expect(reason('/cpt/96406/', none)('2026-12-31')).toBeNull();
  expect(reason('/cpt/96406/', none)('2027-01-01')).toBe('licence-ended');
  expect(reason('/hcpcs/J9000/', none)('2027-01-01')).toBeNull();
  const warned = (day: string) => licenceWarnings([{ codeSet: 'cpt', validTo: '2026-12-31' }], day);
  expect(warned('2026-10-31')).toEqual([]);
  expect(warned('2026-11-01')[0]).toContain('in 60 days');
  expect(warned('2027-01-01')[0]).toContain('ended on 2026-12-31');
});

it.each(['/', 'hcpcs/J9000', '/hcpcs/J9000', '/../', 'HCPCS', '/assets/page.css', 'account'])(
  'takes down no %s',
  (target) => expect(takedownTarget.safeParse(target).success).toBe(false),
);
