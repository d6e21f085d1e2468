import { codePageExamples, examples } from '@plaincode/content-schemas/examples';
import { expect, test } from 'vitest';
import { renderCorrections, renderPageCorrections } from './corrections.ts';

test('a page says when its text was corrected, and how', () => {
  const { corrections } = codePageExamples['plain-hcpcs-code'];
  expect(renderPageCorrections(corrections)).toBe(
    '<p class="corrected">Corrected on <time datetime="2026-02-03">February 3, 2026</time>: The explanation named 20 mg as the dose of one unit. It is 10 mg.</p>',
  );
  expect(renderPageCorrections(undefined)).toBe('');
});

test('the list of corrections names each code and escapes its words', () => {
  const list = examples.corrections;
  if (list?.kind !== 'corrections') throw new Error('expected the example of the corrections page');
  const [first] = list.corrections;
  const html = renderCorrections(first ? [{ ...first, words: '2 < 3 & "more"' }] : []);
  expect(html).toContain('<a href="/hcpcs/J9000/"><span class="code">J9000</span>');
  expect(html).toContain('<p>2 &lt; 3 &amp; &quot;more&quot;</p>');
});
