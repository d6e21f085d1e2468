import { describe, expect, it } from 'vitest';
import { createOriginCheck } from './own-origin.ts';

const check = (site: string, headers: Record<string, string>) =>
  createOriginCheck(site)(new Headers(headers));

describe('a write', () => {
  it.each([
    ['https://codes.example', {}, true],
    ['https://codes.example', { origin: 'https://codes.example' }, true],
    ['https://codes.example', { origin: 'https://codes.example', 'sec-fetch-site': 'same-origin' }, true],
    ['https://codes.example', { 'sec-fetch-site': 'same-origin' }, true],
    ['https://codes.example', { 'sec-fetch-site': 'none' }, false],
    ['https://codes.example', { 'sec-fetch-site': 'same-site' }, false],
    ['https://codes.example', { origin: 'https://codes.example', 'sec-fetch-site': 'cross-site' }, false],
    ['https://codes.example', { origin: 'http://codes.example' }, false],
    ['https://codes.example', { origin: 'https://codes.example:8443' }, false],
    ['https://codes.example', { origin: 'https://codes.example.evil.example' }, false],
    ['https://codes.example', { origin: 'null' }, false],
    ['https://codes.example', { origin: '' }, false],
    ['http://localhost:8080', { origin: 'http://127.0.0.1:8080' }, true],
    ['http://localhost:8080', { origin: 'http://[::1]:8080' }, true],
    ['http://127.0.0.1:8080', { origin: 'http://localhost:8080' }, true],
    ['http://localhost:8080', { origin: 'http://localhost:3000' }, false],
    ['https://codes.example', { origin: 'http://localhost:8080' }, false],
  ])('at %s with %j: %s', (site, headers, allowed) => {
    expect(check(site, headers)).toBe(allowed);
  });
});
