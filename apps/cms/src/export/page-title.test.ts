import { describe, expect, it } from 'vitest';
import { pageTitle } from './page-title.ts';

const open = { shortName: 'HCPCS', licensed: false };
const licensed = { shortName: 'SPT®', licensed: true };

describe('pageTitle', () => {
  it('takes a public descriptor whole, or cut at a word', () => {
    expect(pageTitle(open, 'J1', 'Injection, 10 mg', 'Plain')).toBe('Injection, 10 mg');
    const long = pageTitle(open, 'J1', `${'word '.repeat(30)}end`, null);
    expect(long).toMatch(/^(?:word )+word…$/);
    expect(long.length).toBeLessThanOrEqual(97);
    expect(pageTitle(open, 'J1', 'x'.repeat(200), null)).toHaveLength(97);
  });

  it('never takes a licensed one', () => {
    expect(pageTitle(licensed, '9X1', 'Secret', 'Plain')).toBe('Plain');
    expect(pageTitle(licensed, '9X1', 'Secret', null)).toBe('SPT® 9X1');
  });
});
