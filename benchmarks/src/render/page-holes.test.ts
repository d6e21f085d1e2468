import { expect, test } from 'vitest';
import { templateOf, valuesOf } from './page-holes.ts';

test('the pieces and the values of a page give the page again', () => {
  const marked =
    '<meta name="description" content="x"><h1>QQABQQ</h1><a href="/U99.9999/">U999999</a><p>end</p>';
  const template = templateOf(marked);
  const page =
    '<meta name="description" content="About it"><h1>Fever</h1><a href="/R50.9/">R509</a><p>end</p>';
  const values = valuesOf(template, page);
  expect(values).toEqual(['About it', 'Fever', 'R50.9', 'R509']);
  const [first = '', ...rest] = template.pieces;
  expect(rest.reduce((text, piece, at) => text + values[at] + piece, first)).toBe(page);
});
