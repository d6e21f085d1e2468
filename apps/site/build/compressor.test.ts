import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { openReleaseStore, takeLock } from '@plaincode/publish';
import { makeRelease } from '@plaincode/publish/testing';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { makeData } from './build-for-tests.ts';
import { type Compressor, startCompressor } from './compressor.ts';

let data: ReturnType<typeof makeData>;
let compressor: Compressor;
beforeEach(() => {
  data = makeData();
  compressor = startCompressor(data.env, 20);
});
afterEach(async () => {
  await compressor.close();
  data.remove();
});

const store = () => openReleaseStore(join(data.folder, 'store'));
const long = (word: string) => `<p>${word}</p>`.repeat(200);
const isCompressed = (text: string) =>
  existsSync(`${store().objects.fileOf(store().objects.write(Buffer.from(text)).hash)}.br`);
const comesTo = (text: string) => vi.waitUntil(() => isCompressed(text), { timeout: 20_000, interval: 50 });

it('compresses each release that becomes the served one, by whatever way', async () => {
  makeRelease(store(), { '/': long('first') });
  await comesTo(long('first'));
  makeRelease(store(), { '/': long('second') });
  await comesTo(long('second'));
});

it('waits for the end of a publish, and leaves nothing running when it is closed', async () => {
  const letGo = takeLock(join(data.folder, 'publisher'));
  makeRelease(store(), { '/': long('first') });
  await new Promise((resolve) => setTimeout(resolve, 300));
  expect(existsSync(join(data.folder, 'publisher', 'compress'))).toBe(false);
  letGo();
  await comesTo(long('first'));
  makeRelease(store(), { '/': long('second') });
  await compressor.close();
  expect(isCompressed(long('second'))).toBe(false);
});
