import { expect, it } from 'vitest';
import { mentionsIn, nameBegun } from './mentions-in.ts';

const people = [
  { id: '1', name: 'Demo editor' },
  { id: '2', name: 'Demo editor two' },
  { id: '3', name: 'Ann' },
  { id: '4', name: 'Ann' },
];

it('finds whole names, picked or typed, the longer one first', () => {
  expect(mentionsIn('@demo editor: is this right?', people, [])).toEqual(['1']);
  expect(mentionsIn('@Demo editor two, and @Demo editor', people, [])).toEqual(['2', '1']);
  expect(mentionsIn('Nobody: Demo editor', people, ['1'])).toEqual([]);
});

it('takes the one who was picked of two with the same name', () => {
  expect(mentionsIn('@Ann', people, ['4'])).toEqual(['4']);
  expect(mentionsIn('@Ann', people, [])).toEqual(['3']);
});

it('knows the beginning of a name, with its blanks', () => {
  expect(nameBegun('Ask @Demo ed')).toBe('Demo ed');
  expect(nameBegun('@')).toBe('');
  expect(nameBegun('ann@example.com')).toBeNull();
  expect(nameBegun('@Ann\nNext')).toBeNull();
});
