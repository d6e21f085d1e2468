import { codePageExamples } from '@plaincode/content-schemas/examples';
import { expect, it } from 'vitest';
import { searchEntryOf } from './search-entry.ts';

const { descriptors, explanation, sections: _s, ...rest } = codePageExamples['plain-hcpcs-code'];
const page = { ...rest, descriptors: { ...descriptors, locked: false as const }, sections: [] };
const text = explanation && {
  ...explanation,
  locked: false as const,
  body: [{ type: 'paragraph' as const, content: [{ text: 'It is given into a vein.' }] }],
};

it('a code is shown by the title that an editor gave it, and found by its descriptor and by that title', () => {
  const entry = searchEntryOf({ ...page, title: 'In plain words', explanation: text });
  expect(entry).toMatchObject({ title: 'In plain words', text: descriptors.long.value });
  expect(entry.lead).toBe('In plain words It is given into a vein.');
});

it('a state to come is told with its day', () => {
  const since = (state: 'active' | 'leaving' | 'upcoming') =>
    searchEntryOf({ ...page, explanation: null, status: { state, since: '2027-01-01', replacements: [] } });
  expect([since('active').from, since('leaving').from, since('upcoming').from]).toEqual([
    undefined,
    '2027-01-01',
    '2027-01-01',
  ]);
});

it('the text of a family names no code but its own', () => {
  const inheritedFrom = {
    path: '/hcpcs/J9/',
    displayCode: 'J9',
    title: 'Its family',
    state: 'active' as const,
  };
  const entry = searchEntryOf({ ...page, explanation: text && { ...text, inheritedFrom } });
  expect(entry).toMatchObject({ lead: '', text: descriptors.long.value });
});
