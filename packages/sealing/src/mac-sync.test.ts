import { createHmac } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createMac } from './mac-sync.ts';

const part = fc.oneof(fc.string({ unit: 'grapheme' }), fc.uint8Array({ maxLength: 200 }));

describe('a MAC', () => {
  it('is the one that Node gives, under one key for message after message', () => {
    const of = fc.record({
      key: fc.uint8Array({ maxLength: 100 }),
      messages: fc.array(fc.array(part, { maxLength: 4 }), { minLength: 1, maxLength: 5 }),
    });
    fc.assert(
      fc.property(of, ({ key, messages }) => {
        const mac = createMac(key);
        for (const message of messages) {
          const hmac = createHmac('sha256', key);
          for (const one of message) hmac.update(one);
          expect(mac(...message)).toBe(hmac.digest('base64url'));
        }
      }),
    );
  });
});
