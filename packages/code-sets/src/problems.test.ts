import { expect, test } from 'vitest';
import { Problems, Unreadable } from './problems.ts';

test('every problem has a line: what is about the whole file is told of its first', () => {
  const problems = new Problems('a.txt');
  problems.add('empty-file', 'Empty.', 'Mend it.');
  problems.add('bad-field', 'Bad.', 'Mend it.', { line: null, column: 3 });
  problems.within('b.txt').add('bad-field', 'Bad.', 'Mend it.', { line: 7 });
  expect(problems.list().map(({ file, line, column }) => [file, line, column])).toEqual([
    ['a.txt', 1, null],
    ['a.txt', 1, 3],
    ['a.txt › b.txt', 7, null],
  ]);
});

test('those that are not listed are counted, with the place of the first of them', () => {
  const problems = new Problems('a.zip');
  for (let line = 1; line <= 200; line += 1) problems.add('bad-field', 'Bad.', 'Mend it.', { line });
  for (let line = 201; line <= 203; line += 1)
    problems.within('b.txt').add('bad-field', 'Bad.', 'Mend it.', { line });
  const last = problems.list().at(-1);
  expect(last).toMatchObject({ code: 'too-many-problems', file: 'a.zip › b.txt', line: 201 });
  expect(last?.message).toMatch(/^3 more/);
});

test('what cannot be read may be about a member', () => {
  expect(new Unreadable('too-large', 'Large.', 'Mend it.').about('b.txt').member).toBe('b.txt');
});
