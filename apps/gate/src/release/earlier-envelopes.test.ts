import fs, { mkdtempSync, promises, rmSync } from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import type { EnvelopeReference } from '@plaincode/content-schemas';
import fc from 'fast-check';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { type MadeFile, madeEnvelope, madePage, writeMadeRelease } from '../testing/made-release.ts';
import { type CurrentRelease, followCurrentRelease } from './current-release.ts';
import { findEnvelopes } from './find-envelopes.ts';

const page = '/hcpcs/J9000/';
const tiers = ['registered', 'metered', 'subscriber'] as const;
const start = Date.parse('2026-11-23T00:00:00Z');
const minute = 60_000;
const day = 24 * 60 * minute;

let store: string;
let now: number;
let releases: CurrentRelease;
let parent: string | null;

beforeEach(() => {
  store = mkdtempSync(join(tmpdir(), 'plaincode-envelopes-'));
  now = start;
  parent = null;
  const clock = () => new Date(now);
  releases = followCurrentRelease({ store, graceDays: 1, clock, report: () => {} });
});
afterEach(() => rmSync(store, { recursive: true }));

/** Publishes the page with a text of each number, a tier each; null is a release without the page. */
async function publish(texts: readonly number[] | null): Promise<void> {
  const files: Record<string, MadeFile> = { '/': madePage('Home') };
  if (texts) files[page] = { body: texts.join(), envelopes: envelopesOf(texts) };
  now += minute;
  const created = new Date(now).toISOString().replace('.000Z', 'Z');
  parent = writeMadeRelease(store, files, { parent, created }).id;
  // The pointer is looked at once in a turn.
  await setImmediate();
}

const envelopesOf = (texts: readonly number[]): EnvelopeReference[] =>
  texts.map((text, at) => madeEnvelope(tiers[at] ?? 'metered', `${text}`));

const find = (texts: readonly number[]) => findEnvelopes(releases, page, envelopesOf(texts));

/** How many files are read meanwhile. */
async function readsOf(act: () => Promise<unknown>): Promise<number> {
  const spies = [vi.spyOn(fs, 'readFileSync'), vi.spyOn(promises, 'readFile')];
  syncBuiltinESMExports();
  try {
    await act();
    return spies.reduce((sum, { mock }) => sum + mock.calls.length, 0);
  } finally {
    for (const spy of spies) spy.mockRestore();
    syncBuiltinESMExports();
  }
}

it('revisions that no release has are looked for in the files of earlier ones once', async () => {
  for (let text = 1; text <= 30; text += 1) await publish([text]);
  await find([1_000]);
  const reads = await readsOf(async () => {
    for (let text = 1_001; text < 1_050; text += 1) expect(await find([text])).toBeNull();
  });
  expect(reads).toBe(0);
  for (const text of [1, 17, 30]) expect(await find([text])).toMatchObject({ keyId: 'k1' });
});

it('one request reads them for all that come meanwhile, and the next release only what it changed', async () => {
  for (let text = 1; text <= 30; text += 1) await publish([text]);
  await find([30]);
  const unknown = Array.from({ length: 20 }, (_, at) => [1_000 + at]);
  // Thirty lists, and the 29 manifests of earlier releases.
  expect(await readsOf(() => Promise.all(unknown.map(find)))).toBe(30 + 29);
  await publish([31]);
  await find([31]);
  // The new list, and the one before it with its manifest.
  expect(await readsOf(() => find([1_000]))).toBe(3);
});

it('finds what the newest release that holds all of it would answer, whatever was changed, removed and brought back', async () => {
  const texts = fc.array(fc.nat({ max: 2 }), { minLength: 3, maxLength: 3 });
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.option(texts, { freq: 6 }), { minLength: 1, maxLength: 12 }),
      fc.array(texts, { minLength: 1, maxLength: 10 }),
      fc.nat(),
      async (published, asked, split) => {
        parent = null;
        const looked = split % published.length;
        for (const [at, state] of published.entries()) {
          await publish(state);
          // An index of before is built upon.
          if (at === looked) await find([9]);
        }
        for (const some of asked) {
          const held = published.some((state) => state && state.join() === some.join());
          expect([some, (await find(some)) !== null]).toEqual([some, held]);
        }
      },
    ),
    { numRuns: 40, endOnFailure: true },
  );
}, 60_000);

it('forgets what is no longer in grace, though nothing else was published', async () => {
  for (let text = 1; text <= 25; text += 1) await publish([text]);
  expect(await find([1])).not.toBeNull();
  now += 2 * day;
  expect(await find([1])).toBeNull();
  expect(await find([7])).not.toBeNull();
});
