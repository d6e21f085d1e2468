import { describe, expect, it } from 'vitest';
import { brotliQuality, compressible } from './file-variants.ts';

describe('what is worth compressing', () => {
  it.each([
    ['text/html', 300, true],
    ['text/html; charset=utf-8', 300, true],
    ['image/svg+xml', 300, true],
    ['application/json', 300, true],
    ['text/html', 100, false],
    ['image/png', 30_000, false],
    ['font/woff2', 30_000, false],
  ])('%s of %i bytes: %s', (mediaType, size, worth) => {
    expect(compressible(mediaType, size)).toBe(worth);
  });
});

it('packs hardest what all readers fetch', () => {
  expect(brotliQuality('text/css; charset=utf-8')).toBe(11);
  expect(brotliQuality('text/javascript')).toBe(11);
  expect(brotliQuality('text/html')).toBeLessThan(9);
  expect(brotliQuality('application/json')).toBeLessThan(9);
});
