import { createSecretKey } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { createGuestCookies } from './guest-cookie.ts';

const key = createSecretKey(Buffer.alloc(32, 7));
const id = 'abcdefghijklmnopqrstuv';
const now = new Date('2026-11-23T22:15:30Z');
const later = (days: number) => new Date(now.getTime() + days * 86_400_000);

describe('a guest cookie', () => {
  const cookies = createGuestCookies(key, 'https://codes.example');
  const line = cookies.write(id, now);
  const sent = line.split(';')[0] ?? '';

  it('is read as it was written', () => {
    expect(line).toContain('; Path=/api; Max-Age=34560000; HttpOnly; SameSite=Lax; Secure');
    expect(sent).toMatch(/^__Secure-plaincode-guest=1\./);
    expect(cookies.read(`other=1; ${sent}; more=2`, now)).toBe(id);
  });

  it('is the one that readers have had for long', () => {
    expect(sent).toBe(
      '__Secure-plaincode-guest=1.abcdefghijklmnopqrstuv.2026-11-23.yJ3HGQI3mt4EZIwNRKd4ctjDmUM0Ib7E3DfBmVIu6lE',
    );
  });

  it('holds for 400 days, and not before its day', () => {
    expect(cookies.read(sent, later(400))).toBe(id);
    expect(cookies.read(sent, later(402))).toBeNull();
    expect(cookies.read(sent, later(-1))).toBeNull();
  });

  it.each([
    ['nothing', null],
    ['another name', sent.replace('__Secure-', '')],
    ['another id', sent.replace('abcdef', 'abcdeg')],
    ['another day', sent.replace('2026-11-23', '2026-11-22')],
    ['another signature', `${sent.slice(0, -2)}${sent.endsWith('AA') ? 'BB' : 'AA'}`],
    ['a shorter signature', sent.slice(0, -1)],
    ['a longer signature', `${sent}A`],
    ['a signature of other letters', `${sent.slice(0, sent.lastIndexOf('.'))}.${'é'.repeat(43)}`],
    ['no signature', sent.slice(0, sent.lastIndexOf('.'))],
  ])('is not read with %s', (_, header) => {
    expect(cookies.read(header, now)).toBeNull();
  });

  it('is not read under another key', () => {
    expect(
      createGuestCookies(createSecretKey(Buffer.alloc(32, 8)), 'https://codes.example').read(sent, now),
    ).toBeNull();
  });
});
