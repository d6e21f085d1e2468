import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { replaceInState, replaceInText, type WordChange } from './replace-words.ts';

const change = (find: string, replaceWith: string, more: Partial<WordChange> = {}): WordChange => ({
  find,
  replaceWith,
  wholeWord: false,
  matchCase: false,
  ...more,
});
const paragraph = (...runs: [text: string, format: number][]) => ({
  root: {
    type: 'root',
    children: [
      { type: 'paragraph', children: runs.map(([text, format]) => ({ type: 'text', text, format })) },
    ],
  },
});

describe('words in many texts', () => {
  it('are found as signs, not as a pattern; whole words and capitals where that is asked', () => {
    expect(replaceInText('a.b axb', change('a.b', '$&'))).toEqual({ text: '$& axb', count: 1 });
    expect(replaceInText('Dose doses DOSE', change('dose', 'x', { wholeWord: true }))).toEqual({
      text: 'x doses x',
      count: 2,
    });
    expect(replaceInText('Dose dose', change('dose', 'x', { matchCase: true })).text).toBe('Dose x');
    expect(replaceInText('naïve na', change('na', 'x', { wholeWord: true })).text).toBe('naïve x');
  });

  it('are left alone in slots, whose names are the desk’s; a slot that was looked for is found', () => {
    const text = 'The {{side}} side, {{ Side }} and {{inside}}.';
    expect(replaceInText(text, change('side', 'flank'))).toEqual({
      text: 'The {{side}} flank, {{ Side }} and {{inside}}.',
      count: 1,
    });
    expect(replaceInText(text, change('{{side}} side', '{{side}}')).text).toMatch(/^The {{side}}, /);
    expect(replaceInText(text, change('e}} s', 'x')).count).toBe(0);
    const runs = paragraph(['the {{si', 0], ['de}} si', 1], ['de', 0]);
    const { state, count } = replaceInState(runs, change('side', 'flank'));
    expect(count).toBe(1);
    expect(state).toEqual(paragraph(['the {{si', 0], ['de}} flank', 1]));
  });

  it('are replaced across looks, in the look of the first', () => {
    const given = paragraph(['given by in', 0], ['tra', 1], ['venous drip', 2]);
    const { state, count } = replaceInState(given, change('intravenous', 'vein'));
    expect(count).toBe(1);
    expect(state).toEqual(paragraph(['given by vein', 0], [' drip', 2]));
    expect(given.root.children[0]?.children).toHaveLength(3);
  });

  it('are replaced in captions, and in no address', () => {
    const upload = {
      root: {
        children: [
          { type: 'upload', fields: { caption: 'A drip' } },
          { type: 'link', fields: { url: '/drip' }, children: [{ type: 'text', text: 'drip' }] },
        ],
      },
    };
    const { state, count } = replaceInState(upload, change('drip', 'pump'));
    expect(count).toBe(2);
    expect(JSON.stringify(state)).toContain('"/drip"');
  });

  it('leave the text that replacing in plain words leaves, however it is parted into runs', () => {
    const part = fc.string({ unit: fc.constantFrom('a', 'b', 'A', ' ', 'é'), maxLength: 4 });
    fc.assert(
      fc.property(
        fc.array(part, { minLength: 1, maxLength: 6 }),
        fc.string({ unit: fc.constantFrom('a', 'b', ' '), minLength: 1, maxLength: 3 }),
        part,
        fc.boolean(),
        fc.boolean(),
        (parts, find, replaceWith, wholeWord, matchCase) => {
          const asked = { find, replaceWith, wholeWord, matchCase };
          const { state, count } = replaceInState(
            paragraph(...parts.map((text, index): [string, number] => [text, index])),
            asked,
          );
          const plain = replaceInText(parts.join(''), asked);
          expect(count).toBe(plain.count);
          expect((state.root.children[0]?.children ?? []).map(({ text }) => text).join('')).toBe(plain.text);
        },
      ),
    );
  });
});
