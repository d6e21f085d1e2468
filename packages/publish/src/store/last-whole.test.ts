import { appendFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { makeRelease } from '../testing/make-release.ts';
import { lastWhole } from './last-whole.ts';
import { openReleaseStore, type ReleaseStore } from './release-store.ts';

let store: ReleaseStore;
beforeEach(() => {
  store = openReleaseStore(mkdtempSync(join(tmpdir(), 'plaincode-lineage-')));
});
afterEach(() => rmSync(store.root, { recursive: true }));

const manifestOf = (id: string) => join(store.root, 'manifests', `${id}.json`);
const pointer = () => join(store.root, 'current');

const harms: [string, 'second' | 'third', (served: string) => void][] = [
  ['manifest is damaged', 'second', (served) => writeFileSync(manifestOf(served), '{')],
  ['manifest is altered', 'second', (served) => appendFileSync(manifestOf(served), ' ')],
  ['manifest is gone', 'second', (served) => rmSync(manifestOf(served))],
  ['pointer is damaged', 'third', () => writeFileSync(pointer(), 'broken')],
  ['pointer is gone', 'third', () => rmSync(pointer())],
];

it.each(harms)('where the served release’s %s, it is the %s of three', (_, which, harm) => {
  const [, second, third] = ['First', 'Second', 'Third'].map((words) => makeRelease(store, { '/': words }));
  harm(third?.id ?? '');
  const last = lastWhole(store);
  expect(last?.id).toBe({ second, third }[which]?.id);
  // The new one's id sorts after that of the damaged one.
  expect(Date.parse(last?.created ?? '')).toBeGreaterThanOrEqual(Date.parse('2026-11-23T22:15:32Z'));
});

it('passes over those that are damaged as well; there is none where all are, or nothing was published', () => {
  expect(lastWhole(store)).toBeNull();
  const [first = '', second = '', third = ''] = ['First', 'Second', 'Third'].map(
    (words) => makeRelease(store, { '/': words }).id,
  );
  for (const id of [second, third]) writeFileSync(manifestOf(id), '{');
  expect(lastWhole(store)?.id).toBe(first);
  const { contentHash } = store.manifest(first);
  const altered = { ...store.manifest(first), contentHash: contentHash.split('').toReversed().join('') };
  writeFileSync(manifestOf(first), JSON.stringify(altered));
  expect(lastWhole(store)).toBeNull();
});
