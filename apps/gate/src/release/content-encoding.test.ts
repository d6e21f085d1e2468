import { describe, expect, it } from 'vitest';
import { chooseEncoding } from './content-encoding.ts';

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
    ['gzip, br;q=0.5', 'gzip'],
    ['br;q=0.1, identity;q=0.5', 'identity'],
    ['identity;q=0.5, gzip', 'gzip'],
    ['gzip;q=0.2, *;q=0.3', 'br'],
    ['identity;q=0, gzip;q=0.001', 'gzip'],
    ['identity;q=0', 'identity'],
    [',,br,', 'br'],
    ['zstd', 'identity'],
  ])('%s gives %s', (accepted, encoding) => {
    expect(chooseEncoding(accepted)).toBe(encoding);
  });
});
