import { expect, test } from 'vitest';
import { Unreadable } from '../problems.ts';
import { OpenElements } from './xml-elements.ts';

test('texts of kept elements hold those of inner ones, single-spaced; others are dropped', () => {
  const elements = new OpenElements();
  elements.begin('list', false, 1);
  elements.add('dropped');
  elements.begin('note', true, 2);
  elements.add('  one\n\t');
  elements.begin('i', true, 3);
  elements.add('two');
  expect(elements.end(3)).toEqual({ parent: 'note', text: null });
  elements.add('\u00a0 three ');
  expect(elements.depth).toBe(2);
  expect(elements.end(4)).toEqual({ parent: 'list', text: 'one two three' });
  expect(elements.end(5)).toEqual({ parent: null, text: null });
});

test('a text that is too long is refused where it ends', () => {
  const elements = new OpenElements();
  elements.begin('note', true, 1);
  for (let piece = 0; piece < 70; piece += 1) elements.add('x'.repeat(1_000));
  expect(() => elements.end(9)).toThrow(expect.objectContaining({ code: 'too-large', place: { line: 9 } }));
});

test('elements without end are refused', () => {
  const elements = new OpenElements();
  const run = () => {
    for (let line = 1; line <= 1_000_001; line += 1) {
      elements.begin('note', true, line);
      elements.end(line);
    }
  };
  expect(run).toThrow(Unreadable);
});
