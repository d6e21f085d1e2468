import { expect, test } from 'vitest';
import { CorrectionsSoFar, type DatedRelease } from './corrections.ts';

const key = 'hcpcs/J9000';
const release = (at: string, revision: string | null, codeKey = key): DatedRelease => ({
  at,
  pins: [{ codeKey, revision }],
});
const words = new Map([
  ['mended', 'The dose was wrong.'],
  ['edited', 'The dose was wrong.'],
  ['mended-again', 'The route was wrong.'],
]);
const fold = (releases: DatedRelease[]) => {
  const so = new CorrectionsSoFar();
  for (const release of releases) so.take(release, words);
  return so.told();
};
const told = (...releases: DatedRelease[]) => fold(releases).get(key);

test('a correction has the day on which its text went live', () => {
  expect(told(release('2026-01-01', 'first'))).toBeUndefined();
  expect(told(release('2026-01-01', 'first'), release('2026-02-03', 'mended'))).toEqual([
    { date: '2026-02-03', words: 'The dose was wrong.' },
  ]);
});

test('a later text that still bears the same words corrects nothing anew, and one without them hides nothing', () => {
  const twice = [release('2026-02-03', 'mended'), release('2026-03-01', 'edited')];
  expect(told(...twice)).toEqual([{ date: '2026-02-03', words: 'The dose was wrong.' }]);
  expect(told(...twice, release('2026-04-01', 'plain'))).toEqual(told(...twice));
  expect(told(...twice, release('2026-04-01', null))).toEqual(told(...twice));
});

test('the newest stands first, and each code has its own', () => {
  const all = fold([
    release('2026-02-03', 'mended'),
    release('2026-02-04', 'other', 'hcpcs/J9001'),
    release('2026-03-01', 'mended-again'),
  ]);
  expect(all.get(key)?.map(({ date }) => date)).toEqual(['2026-03-01', '2026-02-03']);
  expect(all.size).toBe(1);
});

test('a correction that was taken back is told no longer; published again, it has its first day', () => {
  const back = [
    release('2026-01-01', 'first'),
    release('2026-02-03', 'mended'),
    release('2026-02-04', 'first'),
  ];
  expect(told(...back)).toBeUndefined();
  expect(told(...back, release('2026-02-05', 'mended'))).toEqual([
    { date: '2026-02-03', words: 'The dose was wrong.' },
  ]);
});

test('with a release on its way they read as after it, and stay as they are', () => {
  const so = new CorrectionsSoFar();
  so.take(release('2026-02-03', 'mended'), words);
  const next = release('2026-03-01', 'mended-again');
  const dates = (corrections = so.told()) => corrections.get(key)?.map(({ date }) => date);
  expect(dates(so.told(next, words))).toEqual(['2026-03-01', '2026-02-03']);
  expect(dates()).toEqual(['2026-02-03']);
});

test('since when words are told is known to the instant, and of words that were taken back no longer', () => {
  const so = new CorrectionsSoFar();
  const first = release('2026-01-01T07:00:00.000Z', 'first');
  for (const one of [first, release('2026-02-03T08:30:00.000Z', 'mended')]) so.take(one, words);
  so.take(release('2026-02-03T17:00:00.000Z', 'edited'), words);
  expect(so.toldSince(key, 'The dose was wrong.')).toBe('2026-02-03T08:30:00.000Z');
  expect(so.toldSince(key, 'The route was wrong.')).toBeNull();
  expect(so.toldSince('hcpcs/J9001', 'The dose was wrong.')).toBeNull();
  so.take(first, words);
  expect(so.toldSince(key, 'The dose was wrong.')).toBeNull();
});
