import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createPreviewTokens } from './tokens.ts';

const claims = { document: 'd1', revision: 'r1', reader: 'guest' as const, session: 's1', expires: 2_000 };

describe("a preview's token", () => {
  it('says what was signed until its time is over', () => {
    let now = 1_000;
    const tokens = createPreviewTokens(() => now);
    const token = tokens.sign(claims);
    expect(tokens.read(token)).toEqual(claims);
    now = 2_000;
    expect(tokens.read(token)).toBeNull();
  });

  it('is nothing to another process', () => {
    const token = createPreviewTokens(() => 0).sign(claims);
    expect(createPreviewTokens(() => 0).read(token)).toBeNull();
  });

  it('bears no change', () => {
    const tokens = createPreviewTokens(() => 0);
    const token = tokens.sign(claims);
    const [body = '', mac = ''] = token.split('.');
    const forged = Buffer.from(JSON.stringify({ ...claims, reader: 'subscriber' })).toString('base64url');
    expect(tokens.read(`${forged}.${mac}`)).toBeNull();
    expect(tokens.read(body)).toBeNull();
    expect(tokens.read('')).toBeNull();
    fc.assert(
      fc.property(fc.nat(body.length - 1), fc.constantFrom('A', 'b', '7', '_'), (at, letter) => {
        const other = body.slice(0, at) + letter + body.slice(at + 1);
        return other === body || tokens.read(`${other}.${mac}`) === null;
      }),
    );
  });
});
