import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  beforeOf,
  foldReleases,
  type Live,
  planRevert,
  type ReleaseChange,
  withEarlierTexts,
} from './release.ts';

const codeKey = fc.constantFrom('hcpcs/A', 'hcpcs/B', 'icd-10-cm/C');
const revision = fc.option(fc.constantFrom('r1', 'r2', 'r3', 'r4'));
const change: fc.Arbitrary<ReleaseChange> = fc.record({
  pins: fc.uniqueArray(fc.record({ codeKey, revision }), { selector: (pin) => pin.codeKey }),
  shown: fc.dictionary(fc.constantFrom('hcpcs', 'icd-10-cm'), fc.constantFrom('e1', 'e2', 'e3')),
});
const changes = fc.array(change, { maxLength: 6 });

const plain = ({ texts, shown }: Live) => ({ texts: [...texts].sort(), shown });
const byCalendar = () => 'by the calendar';

describe('foldReleases', () => {
  it('lays each release over those before', () => {
    const live = foldReleases([
      { pins: [{ codeKey: 'hcpcs/A', revision: 'r1' }], shown: { hcpcs: 'e1' } },
      { pins: [{ codeKey: 'hcpcs/B', revision: 'r2' }], shown: {} },
      { pins: [{ codeKey: 'hcpcs/A', revision: null }], shown: { hcpcs: 'e2' } },
    ]);
    expect(plain(live)).toEqual({ texts: [['hcpcs/B', 'r2']], shown: { hcpcs: 'e2' } });
  });

  it('says the same when a release is laid over twice', () => {
    fc.assert(
      fc.property(changes, change, (some, last) => {
        expect(plain(foldReleases([...some, last, last]))).toEqual(plain(foldReleases([...some, last])));
      }),
    );
  });
});

describe('planRevert', () => {
  it('brings back what was before the last release, and keeps nothing of it', () => {
    fc.assert(
      fc.property(changes, change, (some, last) => {
        const first: ReleaseChange = { pins: [], shown: { hcpcs: 'e1', 'icd-10-cm': 'e1' } };
        const before = foldReleases([first, ...some]);
        const { change: back, kept } = planRevert(
          foldReleases([first, ...some, last]),
          last,
          beforeOf(before, last, byCalendar),
        );
        expect(plain(foldReleases([first, ...some, last, back]))).toEqual(plain(before));
        expect(kept).toEqual([]);
      }),
    );
  });

  it('leaves what a later release changed, and tells all of it', () => {
    fc.assert(
      fc.property(changes, change, changes, (some, taken, later) => {
        const before = beforeOf(foldReleases(some), taken, byCalendar);
        const now = foldReleases([...some, taken, ...later]);
        const { change: back, kept } = planRevert(now, taken, before);
        const after = foldReleases([...some, taken, ...later, back]);
        for (const { codeKey: key, revision: was } of taken.pins) {
          const changed = (now.texts.get(key) ?? null) !== was;
          expect(kept.includes(key)).toBe(changed);
          if (changed) expect(after.texts.get(key)).toBe(now.texts.get(key));
        }
        const others = [...now.texts].filter(([key]) => !taken.pins.some((pin) => pin.codeKey === key));
        for (const [key, text] of others) expect(after.texts.get(key)).toBe(text);
      }),
    );
  });

  it('keeps a set at the edition that the calendar gave when the release that recorded it is taken back', () => {
    const release: ReleaseChange = { pins: [{ codeKey: 'hcpcs/A', revision: 'r1' }], shown: { hcpcs: 'e1' } };
    const before = beforeOf(foldReleases([]), release, () => 'e1');
    const { change: back } = planRevert(foldReleases([release]), release, before);
    expect(back).toEqual({ pins: [{ codeKey: 'hcpcs/A', revision: null }], shown: {} });
  });
});

describe('withEarlierTexts', () => {
  it('lays what readers had over the plan, and keeps none of it', () => {
    const change = {
      pins: [
        { codeKey: 'hcpcs/A', revision: 'r1' },
        { codeKey: 'hcpcs/B', revision: null },
      ],
      shown: { hcpcs: 'e1' },
    };
    const plan = { change, kept: ['hcpcs/C', 'hcpcs/D'], keptSets: [] };
    const earlier = new Map([
      ['hcpcs/B', 'r2'],
      ['hcpcs/C', null],
    ]);
    expect(withEarlierTexts(plan, earlier)).toEqual({
      change: {
        pins: [
          { codeKey: 'hcpcs/A', revision: 'r1' },
          { codeKey: 'hcpcs/B', revision: 'r2' },
          { codeKey: 'hcpcs/C', revision: null },
        ],
        shown: { hcpcs: 'e1' },
      },
      kept: ['hcpcs/D'],
      keptSets: [],
    });
  });
});
