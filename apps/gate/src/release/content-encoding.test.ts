import { describe, expect, it } from 'vitest';
import { chooseEncoding, compressible } from './content-encoding.ts';

describe('the encoding of an answer', () => {
  it.each([
    [undefined, 'identity'],
    ['', 'identity'],
    ['gzip, deflate, br, zstd', 'br'],
    ['gzip', 'gzip'],
    ['GZIP;q=0.5', 'gzip'],
    ['br;q=0, gzip;q=0.1', 'gzip'],
    ['br;q=0.0, gzip;q=0', 'identity'],
    ['*', 'br'],
    ['*;q=0', 'identity'],
    ['br;q=0, *', 'gzip'],
    ['br;q=nonsense', 'identity'],
    ['identity', 'identity'],
  ])('%s gives %s', (accepted, encoding) => {
    expect(chooseEncoding(accepted)).toBe(encoding);
  });
});

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
