import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createDeriveKey } from './derive-sync.ts';
import { createKey, deriveEnvelopeKey, parseKey } from './keys.ts';

describe('deriving at once', () => {
  it('gives the keys that WebCrypto gives', async () => {
    const root = parseKey(createKey());
    const derive = createDeriveKey(root);
    const of = fc.record({
      format: fc.constant(1 as const),
      page: fc.string({ unit: 'grapheme' }),
      tier: fc.constantFrom('metered', 'registered', 'subscriber'),
      revision: fc.base64String({ maxLength: 86 }),
    });
    await fc.assert(
      fc.asyncProperty(of, async (envelope) => {
        expect(derive(envelope)).toBe(await deriveEnvelopeKey(root, envelope));
      }),
    );
  });
});
