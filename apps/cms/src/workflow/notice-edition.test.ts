import { expect, it } from 'vitest';
import { noticeEdition } from './notice-edition.ts';

it('names a code set, or an edition of one by its day', () => {
  expect(noticeEdition('hcpcs')).toEqual({ codeSet: 'hcpcs', day: null });
  expect(noticeEdition('icd-10-cm-2026-10-01')).toEqual({ codeSet: 'icd-10-cm', day: '2026-10-01' });
  expect(noticeEdition('hcpcs-2026')).toEqual({ codeSet: 'hcpcs-2026', day: null });
  expect(noticeEdition('hcpcs-2027-02-31')).toBeNull();
  expect(noticeEdition('')).toBeNull();
});
