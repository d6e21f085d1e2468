import { expect, test } from 'vitest';
import { registerAddress, renderLock } from './lock.ts';

test.each(['metered', 'registered', 'subscriber'] as const)(
  'the lock of %s text states no number',
  (tier) => {
    expect(renderLock(tier, '/hcpcs/J/').replace(/<[^>]*>/g, '')).not.toMatch(/\d/);
  },
);

test('a lock leads to the form and back to its page', () => {
  expect(renderLock('registered', '/icd-10-cm/E11.9/')).toContain(
    'href="/register/?return=%2Ficd-10-cm%2FE11.9%2F"',
  );
  expect(registerAddress('/hcpcs/J9000/')).toBe('/register/?return=%2Fhcpcs%2FJ9000%2F');
});

test.each(['metered', 'registered', 'subscriber'] as const)(
  'the lock of %s text asks nobody to register whose browser runs no scripts',
  (tier) => {
    const [, words = ''] = /<noscript>(.*)<\/noscript>/.exec(renderLock(tier, '/')) ?? [];
    expect(words).toContain('only where JavaScript is on');
    expect(words).not.toContain('href');
  },
);

test('a metered lock says what it takes, and a registered one whom it asks', () => {
  expect(renderLock('metered', '/')).toContain('takes one code page view');
  expect(renderLock('registered', '/')).toContain('Register to view content');
});
