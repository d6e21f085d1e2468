import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { makeRecords, writeExport } from '../publish/fixtures/plain-export.ts';
import { createPlainPublisher, type PlainPublisher } from '../publish/fixtures/plain-publisher.ts';
import { publish } from '../publish/publish.ts';
import { PublishRefused } from '../refusal.ts';
import { readFiles } from './shards.ts';
import { verifyRelease } from './verify.ts';

let folder: string;
let publisher: PlainPublisher;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'plaincode-damage-'));
  publisher = createPlainPublisher(folder);
});
afterEach(async () => {
  await publisher.close();
  rmSync(folder, { recursive: true, force: true });
});

const records = makeRecords(12);

/** What a release consists of: the file, and by which words a verification has to name it. */
function partOf(kind: string, which: number): { file: string; named: string } {
  const { objects, root } = publisher.store;
  const manifest = publisher.store.current();
  if (!manifest) throw new Error('nothing is published');
  const files = [...readFiles(objects, manifest.shards)];
  const one = <T>(of: readonly T[]): T => {
    const found = of[which % of.length];
    if (found === undefined) throw new Error(`a release without ${kind}`);
    return found;
  };
  const fileAt = ([path, { hash }]: (typeof files)[number]) => ({ file: objects.fileOf(hash), named: path });
  if (kind === 'page') return fileAt(one(files.filter(([path]) => path.endsWith('/'))));
  if (kind === 'other file') return fileAt(one(files.filter(([path]) => !path.endsWith('/'))));
  if (kind === 'plan') return { file: objects.fileOf(manifest.plan), named: 'the access plan' };
  if (kind === 'settings') return { file: objects.fileOf(manifest.site), named: 'the site settings' };
  if (kind === 'manifest')
    return { file: join(root, 'manifests', `${manifest.id}.json`), named: 'the manifest' };
  if (kind === 'pointer') return { file: join(root, 'current'), named: 'pointer|manifest' };
  const [name, hash] = one(Object.entries(manifest.shards));
  return { file: objects.fileOf(hash), named: `the shard ${name}` };
}

type Damage = { how: 'flip' | 'cut' | 'empty' | 'remove'; at: number; bit: number };

function damage(file: string, { how, at, bit }: Damage): void {
  const bytes = readFileSync(file);
  chmodSync(file, 0o644);
  const place = Math.min(bytes.length - 1, Math.floor(at * bytes.length));
  if (how === 'remove') rmSync(file);
  else if (how === 'empty') writeFileSync(file, '');
  // The line end that a pointer ends with says nothing: without it the pointer is as whole as before.
  else if (how === 'cut') writeFileSync(file, bytes.subarray(0, Math.min(place, bytes.length - 2)));
  else {
    bytes[place] = (bytes[place] ?? 0) ^ (1 << bit);
    writeFileSync(file, bytes);
  }
}

/** What a verification says that is wrong, in one text. */
async function said(): Promise<string> {
  try {
    const { damage } = await verifyRelease(publisher.store);
    return damage.map(({ path, message }) => `${path}: ${message}`).join('\n');
  } catch (error) {
    if (error instanceof PublishRefused) return error.message;
    throw error;
  }
}

it('whatever of a release is damaged, a verification names it and a full publish mends it', async () => {
  const { contentHash } = await publish(publisher, writeExport(records));
  const part = fc.constantFrom('page', 'other file', 'shard', 'plan', 'settings', 'manifest', 'pointer');
  const harm = fc.record({
    how: fc.constantFrom<Damage['how']>('flip', 'flip', 'cut', 'empty', 'remove'),
    at: fc.double({ min: 0, max: 1, noNaN: true }),
    bit: fc.nat({ max: 7 }),
  });
  await fc.assert(
    fc.asyncProperty(part, fc.nat(), harm, async (kind, which, how) => {
      const { file, named } = partOf(kind, which);
      damage(file, how);
      expect(await said()).toMatch(new RegExp(named));
      await publish(publisher, writeExport(records), { full: true });
      expect((await verifyRelease(publisher.store)).damage).toEqual([]);
      expect(publisher.store.current()?.contentHash).toBe(contentHash);
    }),
    { numRuns: 60, endOnFailure: true },
  );
}, 60_000);

it('a store that has lost its pointer is not taken for an empty one', async () => {
  await expect(verifyRelease(publisher.store)).rejects.toThrow('Nothing has been published yet.');
  await publish(publisher, writeExport(records));
  rmSync(join(publisher.store.root, 'current'));
  await expect(verifyRelease(publisher.store)).rejects.toThrow('The pointer to the current release is gone');
  expect((await publish(publisher, writeExport(records))).outcome).toBe('published');
  expect((await verifyRelease(publisher.store)).damage).toEqual([]);
});
