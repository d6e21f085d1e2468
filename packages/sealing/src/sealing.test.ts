import { createDecipheriv, hkdfSync } from 'node:crypto';
import { inflateRawSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { joinFields, toBase64url } from './bytes.ts';
import type { Envelope } from './envelope.ts';
import { deriveEnvelopeKey, rootKey } from './keys.ts';
import { openEnvelope } from './open.ts';
import { sealEnvelope } from './seal.ts';
import { createBlind, createSeal, keysFingerprint } from './seal-sync.ts';

const bytes = (from: number) => toBase64url(Uint8Array.from({ length: 32 }, (_, at) => from + at));
const keys = { rootKeys: { current: 'k1', keys: { k1: bytes(0), k2: bytes(64) } }, revisionKey: bytes(128) };
const seal = createSeal(keys);
const page = '/hcpcs/J9000/';
const tier = fc.constantFrom('metered', 'registered', 'subscriber');
const text = fc.string({ unit: 'grapheme', maxLength: 400 });

const keyOf = (envelope: Envelope, of = page) =>
  deriveEnvelopeKey(rootKey(keys.rootKeys, envelope.keyId), { ...envelope, page: of });

describe('sealing', () => {
  it('gives back what was sealed', async () => {
    await fc.assert(
      fc.asyncProperty(text, tier, async (text, tier) => {
        const envelope = seal({ page, tier, text });
        expect(await openEnvelope(envelope, page, await keyOf(envelope))).toBe(text);
      }),
    );
  });

  it('gives the same bytes by WebCrypto and by the synchronous ciphers, every time', async () => {
    await fc.assert(
      fc.asyncProperty(text, tier, async (text, tier) => {
        const sealable = { page, tier, text };
        expect(seal(sealable)).toEqual(await sealEnvelope(keys, sealable));
        expect(seal(sealable)).toEqual(createSeal(keys)(sealable));
      }),
    );
  });

  it('opens no envelope of which one bit was changed', async () => {
    const envelope = seal({ page, tier: 'metered', text: 'The drug is given into a vein.' });
    const key = await keyOf(envelope);
    const sealed = Buffer.from(envelope.ciphertext, 'base64url');
    await fc.assert(
      fc.asyncProperty(fc.nat(sealed.length * 8 - 1), async (bit) => {
        const changed = Buffer.from(sealed);
        changed[bit >> 3] = (changed[bit >> 3] ?? 0) ^ (1 << (bit & 7));
        const forged = { ...envelope, ciphertext: changed.toString('base64url') };
        await expect(openEnvelope(forged, page, key)).rejects.toThrow();
      }),
    );
  });

  it.each([
    ['tier', { tier: 'registered' }],
    ['revision', { revision: 'AAAAAAAAAAAAAAAAAAAAAAAA' }],
    ['key id', { keyId: 'k2' }],
  ])('binds the %s: with the right key and another %s it stays shut', async (_, change) => {
    const envelope = seal({ page, tier: 'metered', text: 'text' });
    const key = await keyOf(envelope);
    await expect(openEnvelope({ ...envelope, ...change }, page, key)).rejects.toThrow();
    await expect(openEnvelope(envelope, page, key)).resolves.toBe('text');
  });

  it('binds the page', async () => {
    const envelope = seal({ page, tier: 'metered', text: 'text' });
    await expect(openEnvelope(envelope, '/hcpcs/J9001/', await keyOf(envelope))).rejects.toThrow();
  });

  it('uses a key for one page, tier and text only', async () => {
    const place = fc.record({ page: fc.constantFrom('/a/1/', '/a/2/', '/b/1/'), tier, text });
    await fc.assert(
      fc.asyncProperty(place, place, async (a, b) => {
        const [one, two] = [seal(a), seal(b)];
        const same = a.page === b.page && a.tier === b.tier && a.text === b.text;
        expect((await keyOf(one, a.page)) === (await keyOf(two, b.page))).toBe(same);
        expect(one.revision === two.revision).toBe(same);
      }),
    );
  });

  it('derives another key from another root key, and names it', async () => {
    const rotated = createSeal({ ...keys, rootKeys: { ...keys.rootKeys, current: 'k2' } });
    const [before, after] = [
      seal({ page, tier: 'metered', text: 'x' }),
      rotated({ page, tier: 'metered', text: 'x' }),
    ];
    expect(after.keyId).toBe('k2');
    expect(after.revision).toBe(before.revision);
    expect(await keyOf(after)).not.toBe(await keyOf(before));
    expect(await openEnvelope(after, page, await keyOf(after))).toBe('x');
  });
});

describe('what the publisher compares and shows', () => {
  it('has the same keys fingerprint only for the same keys', () => {
    const other = { ...keys, rootKeys: { current: 'k1', keys: { k1: bytes(1) } } };
    expect(keysFingerprint(keys)).toBe(keysFingerprint(structuredClone(keys)));
    expect(new Set([keys, other, { ...keys, revisionKey: bytes(2) }].map(keysFingerprint)).size).toBe(3);
  });

  it('blinds a hash: the same again, another without the key', () => {
    const hash = 'a'.repeat(64);
    expect(createBlind(keys)(hash)).toMatch(/^[0-9a-f]{64}$/);
    expect(createBlind(keys)(hash)).toBe(createBlind(keys)(hash));
    expect(createBlind({ ...keys, revisionKey: bytes(3) })(hash)).not.toBe(createBlind(keys)(hash));
  });
});

describe('the format', () => {
  it('joins fields without ambiguity', () => {
    const fields = fc.array(fc.string({ maxLength: 5 }), { maxLength: 4 });
    fc.assert(
      fc.property(fields, fields, (a, b) => {
        const equal = Buffer.compare(joinFields(a), joinFields(b)) === 0;
        expect(equal).toBe(JSON.stringify(a) === JSON.stringify(b));
      }),
    );
  });

  it('opens, written out by hand with other functions, the known answer', async () => {
    const known: Envelope = {
      format: 1,
      tier: 'metered',
      revision: '0w_6QL3-wjBCmlhDnSINdcHL',
      keyId: 'k1',
      ciphertext: 'yqi_sh8A8G-xmf40EsyhxMIk_OvWO5OxNuwICZo6W5uW',
    };
    expect(seal({ page, tier: 'metered', text: 'Plain language.' })).toEqual(known);
    const field = (value: string) => {
      const length = Buffer.alloc(4);
      length.writeUInt32BE(Buffer.byteLength(value));
      return Buffer.concat([length, Buffer.from(value)]);
    };
    const info = ['plaincode envelope key', '1', page, 'metered', known.revision].map(field);
    const root = Buffer.from(bytes(0), 'base64url');
    const key = Buffer.from(hkdfSync('sha256', root, 'plaincode root key', Buffer.concat(info), 32));
    expect(key.toString('base64url')).toBe(await keyOf(known));
    const sealed = Buffer.from(known.ciphertext, 'base64url');
    const opener = createDecipheriv('aes-256-gcm', key, Buffer.alloc(12));
    opener.setAAD(
      Buffer.concat(['plaincode envelope', '1', 'k1', page, 'metered', known.revision].map(field)),
    );
    opener.setAuthTag(sealed.subarray(-16));
    const compressed = Buffer.concat([opener.update(sealed.subarray(0, -16)), opener.final()]);
    expect(inflateRawSync(compressed).toString()).toBe('Plain language.');
  });
});
