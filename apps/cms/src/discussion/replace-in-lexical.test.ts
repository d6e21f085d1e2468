import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { lexicalText } from './lexical-text.ts';
import { replaceInLexical } from './replace-in-lexical.ts';

const run = (text: string, format = 0) => ({ type: 'text', text, format });
const link = (...children: object[]) => ({ type: 'link', fields: { url: '/hcpcs/J9000/' }, children });
const block = (type: string, ...children: object[]) => ({ type, children });
const state = (...children: object[]) => ({ root: { type: 'root', children } });
const stretch = (made: object, words: string) => {
  const start = lexicalText(made).text.indexOf(words);
  return { start, end: start + words.length };
};

const made = state(
  block('heading', run('How it is given')),
  block('paragraph', run('A '), run('strong', 1), run(' medicine, see '), link(run('J9000')), run('.')),
  { type: 'upload', value: 'x' },
  block(
    'list',
    block('listitem', run('one')),
    block('listitem', block('list', block('listitem', run('two')))),
  ),
  block('paragraph'),
  block('paragraph', run('First line'), { type: 'linebreak' }, run('second line')),
);

describe('lexicalText', () => {
  it('gives one line to each block with words, and a blank to a break within one', () => {
    expect(lexicalText(made).text).toBe(
      'How it is given\nA strong medicine, see J9000.\none\ntwo\nFirst line second line',
    );
    expect(lexicalText(null).text).toBe('');
    expect(lexicalText({ root: { type: 'root', children: [7, { type: 3 }] } }).text).toBe('');
  });
});

describe('replaceInLexical', () => {
  const replaced = (old: string, words: string) => replaceInLexical(made, stretch(made, old), words);

  it('touches only the words that differ, so what is bold stays bold', () => {
    expect(replaced('A strong medicine', 'A very strong drug')?.root.children[1]).toEqual(
      block('paragraph', run('A very '), run('strong', 1), run(' drug, see '), link(run('J9000')), run('.')),
    );
  });

  it('gives the new words the look of the first that they stand for, and drops what is empty', () => {
    expect(replaced('strong medicine, see J9000', 'pill')?.root.children[1]).toEqual(
      block('paragraph', run('A '), run('pill', 1), run('.')),
    );
  });

  it('puts nothing into a link that does not stand for its words', () => {
    expect(replaced('J9000.', 'J9000 today.')?.root.children[1]).toEqual(
      block(
        'paragraph',
        run('A '),
        run('strong', 1),
        run(' medicine, see '),
        link(run('J9000')),
        run(' today.'),
      ),
    );
  });

  it('goes over a break within a block', () => {
    expect(replaced('line second', 'line, the second')?.root.children[5]).toEqual(
      block('paragraph', run('First line, the'), { type: 'linebreak' }, run('second line')),
    );
  });

  it('refuses what reaches over two blocks, and words with lines of their own', () => {
    expect(replaced('given\nA', 'given. A')).toBeNull();
    expect(replaced('given', 'gi\nven')).toBeNull();
  });

  it('leaves what it was given as it is', () => {
    const before = structuredClone(made);
    replaced('strong', 'weak');
    expect(made).toEqual(before);
  });

  const piece = fc.oneof(
    fc
      .record({ text: fc.stringMatching(/^[a-c ,]{1,8}$/), format: fc.nat(3) })
      .map(({ text, format }) => run(text, format)),
    fc.stringMatching(/^[a-c]{1,5}$/).map((text) => link(run(text))),
    fc.nat(0).map(() => ({ type: 'linebreak' })),
  );
  const states = fc
    .array(fc.array(piece, { minLength: 1, maxLength: 5 }), { minLength: 1, maxLength: 4 })
    .map((blocks) => state(...blocks.map((children) => block('paragraph', ...children))));

  /** The look of each character: its format, and whether it is a link's. */
  const looks = (of: object) =>
    lexicalText(of).leaves.flatMap(({ node, parents, start, end }) =>
      Array.from(
        { length: end - start },
        () => `${String(node.format)} ${parents.some(({ type }) => type === 'link')}`,
      ),
    );

  it('changes the stretch alone, whatever the text and the words', () => {
    fc.assert(
      fc.property(
        states,
        fc.nat(),
        fc.nat(),
        fc.stringMatching(/^[a-d ]{1,9}$/),
        (some, one, other, words) => {
          const { text } = lexicalText(some);
          const [start, last] = [one % text.length, other % text.length].sort((a, b) => a - b) as [
            number,
            number,
          ];
          const end = last + 1;
          const next = replaceInLexical(some, { start, end }, words);
          if (text.slice(start, end).includes('\n')) {
            expect(next).toBeNull();
            return;
          }
          expect(lexicalText(next).text).toBe(text.slice(0, start) + words + text.slice(end));
          const before = text.slice(0, start).replaceAll('\n', '').length;
          const after = text.slice(end).replaceAll('\n', '').length;
          expect(looks(next ?? {}).slice(0, before)).toEqual(looks(some).slice(0, before));
          expect(looks(next ?? {}).slice(looks(next ?? {}).length - after)).toEqual(
            looks(some).slice(looks(some).length - after),
          );
        },
      ),
      { numRuns: 500 },
    );
  });
});
