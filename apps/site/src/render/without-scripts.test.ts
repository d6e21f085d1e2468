import { codePageExamples } from '@plaincode/content-schemas/examples';
import { splitCodePage } from '@plaincode/publish/record';
import { describe, expect, test } from 'vitest';
import { wordsWithoutScripts } from './without-scripts.ts';

const wordsOf = (name: keyof typeof codePageExamples) => {
  const page = { ...splitCodePage(codePageExamples[name], () => 'made').page, envelopes: [] };
  return { page, words: wordsWithoutScripts(page) };
};

describe('a page where scripts are off', () => {
  test.each(Object.keys(codePageExamples) as (keyof typeof codePageExamples)[])(
    '%s: says what is open, and nothing else',
    (name) => {
      const { page, words } = wordsOf(name);
      const named = [...words.matchAll(/href="#([^"]+)"/g)].map(([, id]) => id);
      const open = page.sections.filter(({ state, data }) => state === 'open' || data.length > 0);
      const locked = [page.descriptors, page.explanation, ...page.sections].some(
        (part) => part && ('locked' in part ? part.locked : part.state === 'locked'),
      );
      expect(words.includes('cannot be opened')).toBe(locked);
      if (!locked) return expect(words).toContain('All of this page is open');
      expect(named.includes('descriptor')).toBe(!page.descriptors.locked);
      expect(named.filter((id) => id !== 'descriptor' && id !== 'explanation')).toEqual(
        open.map(({ id }) => id),
      );
      expect(words).toContain('The search and all lists work.');
      expect(words).not.toContain('<p></p>');
    },
  );

  test('of a locked text its beginning is named as such', () => {
    const { page, words } = wordsOf('licensed-code-all-sections-locked');
    expect(page.explanation?.locked).toBe(true);
    expect(words).toContain('the beginning of the <a href="#explanation">Common Language Description</a>');
  });
});
