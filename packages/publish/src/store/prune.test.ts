import { existsSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { graceReleases } from '@plaincode/content-schemas';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { makeRelease } from '../testing/make-release.ts';
import { nothingWithheld } from '../withheld/fixtures/nothing-withheld.ts';
import { chooseReleases, defaultPruneRule, pruneStore } from './prune.ts';
import { openReleaseStore, type ReleaseStore } from './release-store.ts';
import { rollBack } from './rollback.ts';
import { readFiles } from './shards.ts';
import { verifyRelease } from './verify.ts';

let folder: string;
let store: ReleaseStore;
const minutes = (count: number) => new Date(Date.parse('2026-11-01T00:00:00Z') + count * 60_000);
const later = new Date('2027-03-01T00:00:00Z');

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'plaincode-prune-'));
  store = openReleaseStore(join(folder, 'store'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** Releases one minute apart: a page that always stays, and one that each of them has anew. */
function publishMany(count: number): string[] {
  return Array.from({ length: count }, (_, at) => {
    const texts = { '/': 'home', '/hcpcs/J9000/': `text ${at}` };
    return makeRelease(store, texts, minutes(at)).id;
  });
}

const objectOf = (path: string, release: string) =>
  store.objects.fileOf(readFiles(store.objects, store.manifest(release).shards).get(path)?.hash ?? '');

describe('a prune', () => {
  it('removes old releases with what only they needed, and no more', async () => {
    const ids = publishMany(25);
    const gone = objectOf('/hcpcs/J9000/', ids[4] ?? '');
    const checked = pruneStore(store, defaultPruneRule, later, { check: true });
    expect(checked).toMatchObject({ outcome: 'checked', releases: { kept: 20 } });
    expect(existsSync(gone)).toBe(true);
    const report = pruneStore(store, defaultPruneRule, later);
    expect(report).toEqual({ ...checked, outcome: 'pruned' });
    expect(report.releases.removed).toEqual(ids.slice(0, 5).reverse());
    // Of each of the five: its page and the list of files that has it.
    expect(report.objects.removed).toBe(10);
    expect(existsSync(gone)).toBe(false);
    expect(store.list().map(({ id }) => id)).toEqual(ids.slice(5).reverse());
    for (const { id } of store.list()) {
      await rollBack(store, id, later, nothingWithheld);
      expect((await verifyRelease(store)).damage).toEqual([]);
    }
  });

  it('keeps what is young, however many that are', () => {
    publishMany(30);
    expect(pruneStore(store, { keep: 20, days: 1 }, minutes(60)).releases.removed).toEqual([]);
    expect(pruneStore(store, { keep: 20, days: 0 }, minutes(60)).releases.removed).toHaveLength(10);
  });

  it('removes what stands beside an object, and what a publisher that was killed left', () => {
    const ids = publishMany(21);
    const variant = `${objectOf('/hcpcs/J9000/', ids[0] ?? '')}.br`;
    const kept = `${objectOf('/hcpcs/J9000/', ids[20] ?? '')}.br`;
    const half = join(store.root, 'incoming', '1-0-1');
    for (const file of [variant, kept, half]) writeFileSync(file, 'half');
    const orphan = store.objects.write(Buffer.from('of a publish that did not end'));
    pruneStore(store, defaultPruneRule, later);
    expect([variant, kept, half].map((file) => existsSync(file))).toEqual([false, true, false]);
    expect(store.objects.sizeOf(orphan.hash)).toBeNull();
  });

  it('that was stopped between releases and files is finished by the next', () => {
    const ids = publishMany(22);
    const gone = objectOf('/hcpcs/J9000/', ids[0] ?? '');
    for (const id of ids.slice(0, 2)) rmSync(join(store.root, 'manifests', `${id}.json`));
    expect(pruneStore(store, defaultPruneRule, later)).toMatchObject({
      releases: { kept: 20, removed: [] },
      objects: { removed: 4 },
    });
    expect(existsSync(gone)).toBe(false);
  });

  it('refuses where nobody can tell what a kept release needs, unless told to drop it', async () => {
    const ids = publishMany(21);
    const damaged = ids[10] ?? '';
    writeFileSync(join(store.root, 'manifests', `${damaged}.json`), '{');
    expect(() => pruneStore(store, defaultPruneRule, later)).toThrow(damaged);
    expect(store.list()).toHaveLength(21);
    const report = pruneStore(store, defaultPruneRule, later, { dropDamaged: true });
    expect(report.releases.removed).toContain(damaged);
    expect((await verifyRelease(store)).damage).toEqual([]);
  });

  it('refuses to keep less than the gate needs, to start before the first release, and where the served one is damaged', () => {
    expect(() => pruneStore(store, defaultPruneRule, later)).toThrow('Nothing has been published yet.');
    publishMany(3);
    expect(() => pruneStore(store, { keep: 1, days: 30 }, later)).toThrow(`newest ${graceReleases} releases`);
    const home = objectOf('/', store.current()?.id ?? '');
    for (const hash of Object.values(store.current()?.shards ?? {})) rmSync(store.objects.fileOf(hash));
    expect(() => pruneStore(store, defaultPruneRule, later, { dropDamaged: true })).toThrow('--full');
    expect(statSync(home).size).toBe(4);
  });
});

it('the served release and those in grace stay, whatever was written beside them and however old they are', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 60 }),
      fc.integer({ min: 0, max: 40 }),
      fc.integer({ min: graceReleases, max: 50 }),
      (served, strays, keep) => {
        const manifest = (parent: string | null) => ({ parent }) as never;
        const idAt = (at: number) => `20261101T${String(100_000 + at)}Z-aaaaaaaa`;
        const chain = Array.from({ length: served }, (_, at) => ({
          id: idAt(at),
          current: at === served - 1,
          manifest: manifest(at === 0 ? null : idAt(at - 1)),
        }));
        const beside = Array.from({ length: strays }, (_, at) => ({
          id: `20261102T${String(100_000 + at)}Z-bbbbbbbb`,
          current: false,
          manifest: manifest(null),
        }));
        const listed = [...beside.toReversed(), ...chain.toReversed()];
        const current = { id: idAt(served - 1), parent: served > 1 ? idAt(served - 2) : null };
        const { kept } = chooseReleases(listed, current, { keep, days: 0 }, later);
        const ids = new Set(kept.map(({ id }) => id));
        for (const { id } of chain.slice(-graceReleases)) expect(ids.has(id)).toBe(true);
        expect(kept.length).toBeGreaterThanOrEqual(Math.min(keep, listed.length));
      },
    ),
  );
});
