import { expect, test } from 'vitest';
import { type LiveText, withTexts } from './work-item-derived.ts';

const text = (code: string, long: string | null): LiveText => ({
  codeSet: 'hcpcs',
  code,
  displayCode: code,
  covers: 'code',
  links: [],
  named: new Set(),
  long: { before: long, after: long },
});

test('a new notice is work where the edition holds the code of a text, and not where it left before', () => {
  const update = { edition: 'hcpcs-2026-01-01', codeSet: 'hcpcs' };
  const notice = { before: '© 2025', after: '© 2026' };
  const texts = [text('J0001', 'A made-up drug'), text('J0002', null)];
  const wanted = withTexts(update, [], texts, new Map(), notice);
  expect([...wanted.values()].map(({ code, kinds }) => [code, kinds])).toEqual([['J0001', ['notice-only']]]);
});
