import { expect, test } from 'vitest';
import { envelopeHtml, readEnvelope } from './envelopes.ts';

const envelope = { format: 1, tier: 'metered', revision: 'a-b_c', keyId: 'k1', ciphertext: 'x_-9' } as const;

test('an envelope is read from a page as it was written', () => {
  const html = `<p>before</p>${envelopeHtml({ ...envelope, tier: 'registered' })}${envelopeHtml(envelope)}`;
  expect(readEnvelope(html, 'metered', false)).toEqual(envelope);
  expect(readEnvelope(html, 'subscriber', false)).toBeNull();
});

test('the envelope under licence terms is told from the other one of its tier', () => {
  const terms = { notice: 'the-terms', hash: 'a'.repeat(64) };
  const other = { ...envelope, revision: 'd-e_f', ciphertext: 'y_-8' };
  const html = envelopeHtml(envelope) + envelopeHtml({ ...other, terms });
  expect(readEnvelope(html, 'metered', false)).toEqual(envelope);
  expect(readEnvelope(html, 'metered', true)).toEqual(other);
  expect(readEnvelope(envelopeHtml(envelope), 'metered', true)).toBeNull();
  expect(readEnvelope(envelopeHtml({ ...other, terms }), 'metered', false)).toBeNull();
});
