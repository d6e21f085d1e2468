import type { ReleaseFile } from '@plaincode/content-schemas';
import { expect, test } from 'vitest';
import { sitemaps } from './sitemaps.ts';

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
  ['/hcpcs/modifiers/A1/', page('2024-01-01')],
  ['/icd-10-cm/E11.9/', page('2026-01-01')],
  ['/', page()],
];

function textOf(made: ReturnType<typeof sitemaps>, path: string): string {
  return Buffer.from(made.find((file) => file.path === path)?.bytes ?? []).toString();
}

test('an index names a sitemap for each set, parted where one would be too long', () => {
  const made = sitemaps('https://example.org', files, 2);
  expect(made.map(({ path }) => path)).toEqual([
    '/sitemaps/hcpcs-1.xml',
    '/sitemaps/hcpcs-2.xml',
    '/sitemaps/icd-10-cm-1.xml',
    '/sitemap.xml',
  ]);
  expect(textOf(made, '/sitemaps/hcpcs-1.xml').match(/<loc>.*?<\/lastmod>/g)).toEqual([
    '<loc>https://example.org/hcpcs/J9000/</loc><lastmod>2025-01-01</lastmod>',
    '<loc>https://example.org/hcpcs/J9010/</loc><lastmod>2025-02-01</lastmod>',
  ]);
  expect(textOf(made, '/sitemap.xml')).toContain(
    '<loc>https://example.org/sitemaps/hcpcs-1.xml</loc><lastmod>2025-02-01</lastmod>',
  );
});

test('pages that are not listed are in none, and their order does not matter', () => {
  const made = sitemaps('https://example.org', files);
  expect(made.map(({ bytes }) => Buffer.from(bytes).toString()).join()).not.toContain('J9020');
  expect(sitemaps('https://example.org', files.toReversed())).toEqual(made);
});
