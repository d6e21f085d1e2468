import { describe, expect, it } from 'vitest';
import { pageTitle } from './page-title.ts';

const open = { shortName: 'HCPCS', licensed: false };
const licensed = { shortName: 'SPT®', licensed: true };

describe('pageTitle', () => {
  it('takes a public descriptor whole, or its first and last words', () => {
    expect(pageTitle(open, 'J1', 'Injection, 10 mg', 'Plain')).toBe('Injection, 10 mg');
    const long = pageTitle(open, 'J1', `${'word '.repeat(30)}end`, null);
    expect(long).toMatch(/^(?:word )+… (?:word )+end$/);
    expect(long.length).toBeLessThanOrEqual(96);
    expect(pageTitle(open, 'J1', 'x'.repeat(200), null)).toHaveLength(96);
  });

  it('tells long descriptors of one family apart', () => {
    const fracture =
      'Unspecified fracture of upper end of left radius, subsequent encounter for open fracture type ';
    const titles = ['I or II', 'IIIA, IIIB, or IIIC'].map((type) =>
      pageTitle(open, 'S52.102', `${fracture}${type} with routine healing`, null),
    );
    expect(titles).toEqual([
      'Unspecified fracture of upper end of … for open fracture type I or II with routine healing',
      'Unspecified fracture of upper end of … type IIIA, IIIB, or IIIC with routine healing',
    ]);
  });

  it('never takes a licensed one', () => {
    expect(pageTitle(licensed, '9X1', 'Secret', 'Plain')).toBe('Plain');
    expect(pageTitle(licensed, '9X1', 'Secret', null)).toBe('SPT® 9X1');
  });
});
