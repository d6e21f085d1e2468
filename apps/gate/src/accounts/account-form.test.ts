import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { localReturnPath } from './account-form.ts';

describe('where a form may lead', () => {
  it.each(['/', '/hcpcs/J9000/', '/hcpcs/J9000/?a=b#c', '/icd-10-cm/E11.9/'])('%s', (path) => {
    expect(localReturnPath(path)).toBe(path);
  });

  it.each([
    '',
    'hcpcs',
    '//evil.example',
    '/\\evil.example',
    '/a\\b',
    'https://evil.example/',
    'javascript:alert(1)',
    '/\t/evil.example',
    '/\n/evil.example',
    '/a/..//evil.example',
    '/.//evil.example',
    '/api/account/logout',
    `/${'x'.repeat(300)}`,
  ])('not %j', (path) => {
    expect(localReturnPath(path)).toBeNull();
  });

  it('never to another site', () => {
    const texts = fc.oneof(fc.string(), fc.webUrl(), fc.stringMatching(/^\/[/\\.@:a-z?#%\t]*$/));
    fc.assert(
      fc.property(texts, (text) => {
        const path = localReturnPath(text);
        if (path !== null)
          expect(new URL(path, 'https://codes.example').origin).toBe('https://codes.example');
      }),
      { numRuns: 2_000 },
    );
  });
});
