import { describe, expect, it } from 'vitest';
import { pageTitle } from './page-title.ts';

const open = { shortName: 'HCPCS', licensed: false };
const licensed = { shortName: 'SPT®', licensed: true };

describe('pageTitle', () => {
  it('takes a public descriptor whole, or its first and last words', () => {
    expect(pageTitle(open, 'J1', 'Injection, 10 mg', 'Plain')).toBe('Injection, 10 mg');
    const long = pageTitle(open, 'J1', `${'word '.repeat(90)}end`, null);
    expect(long).toMatch(/^(?:word )+… (?:word )+end$/);
    expect(long.length).toBeLessThanOrEqual(320);
    expect(pageTitle(open, 'J1', 'x'.repeat(400), null)).toHaveLength(320);
  });

  it('tells long descriptors of one family apart', () => {
    const wheelchair = (end: string) => `Power wheelchair, ${'with a part, '.repeat(30)}${end}`;
    const titles = ['up to 300 pounds', 'up to 450 pounds'].map((end) =>
      pageTitle(open, 'K0813', wheelchair(end), null),
    );
    expect(new Set(titles).size).toBe(2);
    const fracture =
      'Unspecified fracture of upper end of left radius, subsequent encounter for open fracture type I or II with routine healing';
    expect(pageTitle(open, 'S52.102E', fracture, null)).toBe(fracture);
  });

  it('never takes a licensed one', () => {
    expect(pageTitle(licensed, '9X1', 'Secret', 'Plain')).toBe('Plain');
    expect(pageTitle(licensed, '9X1', 'Secret', null)).toBe('SPT® 9X1');
  });
});
