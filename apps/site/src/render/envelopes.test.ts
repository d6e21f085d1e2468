import { expect, test } from 'vitest';
import { envelopeHtml, readEnvelope } from './envelopes.ts';

const envelope = { format: 1, tier: 'metered', revision: 'a-b_c', keyId: 'k1', ciphertext: 'x_-9' } as const;

test('an envelope is read from a page as it was written', () => {
  const html = `<p>before</p>${envelopeHtml({ ...envelope, tier: 'registered' })}${envelopeHtml(envelope)}`;
  expect(readEnvelope(html, 'metered')).toEqual(envelope);
  expect(readEnvelope(html, 'subscriber')).toBeNull();
});
