import type { ReleaseFile } from '@plaincode/content-schemas';
import { expect, test } from 'vitest';
import { shardOf } from '../store/shards.ts';
import {
  bySitemap,
  readSitemapIndex,
  shardsOfSitemap,
  sitemap,
  sitemapCount,
  sitemapIndex,
  sitemapOf,
} from './sitemaps.ts';

const page = (listed?: string): ReleaseFile => ({
  hash: 'a'.repeat(64),
  size: 1,
  mediaType: 'text/html',
  ...(listed === undefined ? {} : { listed }),
});
const files: [string, ReleaseFile][] = [
  ['/hcpcs/J9010/', page('2025-02-01')],
  ['/hcpcs/J9000/', page('2025-01-01')],
  ['/hcpcs/J9020/', page()],
  ['/', page()],
];

test('a sitemap names its pages in order, those that are not listed left out', () => {
  const made = sitemap('https://example.org', 0, bySitemap(files, 1).get(0) ?? []);
  expect(made.path).toBe('/sitemaps/1.xml');
  expect(
    Buffer.from(made.bytes)
      .toString()
      .match(/<loc>.*?<\/lastmod>/g),
  ).toEqual([
    '<loc>https://example.org/hcpcs/J9000/</loc><lastmod>2025-01-01</lastmod>',
    '<loc>https://example.org/hcpcs/J9010/</loc><lastmod>2025-02-01</lastmod>',
  ]);
});

test('the index says of each sitemap when its newest page changed, and is read again as it was', () => {
  const newest = new Map([
    [1, '2025-02-01'],
    [0, '2024-01-01'],
  ]);
  const { bytes } = sitemapIndex('https://example.org', newest);
  const text = Buffer.from(bytes).toString();
  expect(text.match(/<loc>.*?<\/lastmod>/g)).toEqual([
    '<loc>https://example.org/sitemaps/1.xml</loc><lastmod>2024-01-01</lastmod>',
    '<loc>https://example.org/sitemaps/2.xml</loc><lastmod>2025-02-01</lastmod>',
  ]);
  expect(readSitemapIndex(text)).toEqual(newest);
});

test.each([
  [0, 1],
  [1, 1],
  [1_000, 1],
  [1_001, 2],
  [100_000, 128],
  [1_000_000, 256],
])('%i listed pages stand in %i sitemaps', (listed, count) => {
  expect(sitemapCount(listed)).toBe(count);
});

test('each sitemap is made of whole shards, and all of them of every shard', () => {
  for (const count of [1, 2, 128, 256]) {
    const shards = Array.from({ length: count }, (_, place) => shardsOfSitemap(place, count));
    expect(new Set(shards.flat()).size).toBe(256);
    for (const path of ['/hcpcs/J9000/', '/icd-10-cm/E11.9/'])
      expect(shards[sitemapOf(path, count)]).toContain(shardOf(path, 2));
  }
});
