import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { notPrintedWords } from './not-printed.ts';

test('what is not printed is named once, and nothing where all is', () => {
  expect(notPrintedWords(['Guidelines', 'Modifiers'])).toBe(
    'Not printed: Guidelines, Modifiers (not open to this reader).',
  );
  expect(notPrintedWords([])).toBeNull();
});

test('no lock is printed, and no section that is nothing but one', () => {
  const css = readFileSync(new URL('../styles/print.css', import.meta.url), 'utf8');
  expect(css).toMatch(/^ {2}\.lock,$/m);
  expect(css).toContain('.part:has(> .gated:last-child > .lock:only-child)');
});
