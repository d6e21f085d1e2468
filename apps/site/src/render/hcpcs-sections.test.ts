import { expect, test } from 'vitest';
import { sectionOfCodes } from './hcpcs-sections.ts';

const hcpcs = { id: 'hcpcs' };

test('a HCPCS code and its lists stand in the section of their letter', () => {
  const drugs = { letter: 'J', name: 'Drugs given other than by mouth' };
  for (const [start, path] of [
    ['J9000', '/hcpcs/J9000/'],
    ['J', '/hcpcs/browse/J/'],
    ['J9', '/hcpcs/browse/J9/'],
    ['J', '/hcpcs/changes/2025-10-01/new/J/'],
  ] as const)
    expect(sectionOfCodes(hcpcs, { start, path })).toEqual(drugs);
});

test('modifiers, other sets and what is no letter of the set stand in none', () => {
  for (const [id, start, path] of [
    ['hcpcs', 'JW', '/hcpcs/modifiers/JW/'],
    ['hcpcs', 'J', '/hcpcs/browse/modifiers/J/'],
    ['hcpcs', 'Modifiers', '/hcpcs/browse/modifiers/'],
    ['hcpcs', 'October 2025', '/hcpcs/changes/2025-10-01/'],
    ['hcpcs', '', '/hcpcs/'],
    ['icd-10-cm', 'J45', '/icd-10-cm/J45/'],
  ] as const)
    expect(sectionOfCodes({ id }, { start, path })).toBeNull();
});
