import type { Block, Inline } from '@plaincode/content-schemas';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { lexicalToBlocks } from '../export/lexical-to-blocks.ts';
import { blocksToMarkdown } from './blocks-to-markdown.ts';
import { parseMarkdown } from './parse-markdown.ts';

const image = { src: '/media/vial.png', alt: 'A vial [small]', width: 40, height: 30 };
const resolve = (id: string) => (id === 'm1' ? image : undefined);
const findMedia = (name: string) => (name === 'vial.png' ? 'm1' : undefined);

function read(markdown: string) {
  const flaws: string[] = [];
  const state = parseMarkdown(markdown, findMedia, (_, code, message) => flaws.push(`${code}: ${message}`));
  return { state, flaws, blocks: lexicalToBlocks(state, resolve) };
}

const characters = fc.constantFrom(
  ...'abcXYZ019 *_`~[]()<>!#+-.=|&;:/\\"\'•'.split(''),
  'é',
  '—',
  '  ',
  '1. ',
  '&amp;',
  '<b>',
  'https://example.org',
);
const text = fc.array(characters, { minLength: 1, maxLength: 8 }).map((parts) => parts.join(''));
const mark = fc.subarray(['strong', 'emphasis', 'code', 'subscript', 'superscript'] as const);
const run = fc.record({
  text,
  marks: mark,
  href: fc.constantFrom('', '/hcpcs/J9000/', 'https://a.org/?q=(1)_2'),
});
const runs = fc.array(run, { minLength: 1, maxLength: 5 });
const kind = fc.constantFrom('paragraph', 'h3', 'h4', 'ul', 'ol', 'image');
const parts = fc.array(fc.record({ kind, lines: fc.array(runs, { minLength: 1, maxLength: 3 }) }), {
  maxLength: 4,
});

const textBit = { strong: 1, emphasis: 2, code: 16, subscript: 32, superscript: 64 };
const nodeOf = ({
  text: value,
  marks,
  href,
}: {
  text: string;
  marks: (keyof typeof textBit)[];
  href: string;
}) => {
  const node = { type: 'text', text: value, format: marks.reduce((sum, one) => sum + textBit[one], 0) };
  return href === '' ? node : { type: 'link', fields: { linkType: 'custom', url: href }, children: [node] };
};

/** Blocks as the desk makes them: joined, trimmed and in the fixed order of marks. */
const blocks = parts.map((some): Block[] =>
  lexicalToBlocks(
    {
      root: {
        children: some.map(({ kind: what, lines }) => {
          const [first = []] = lines;
          const children = first.map(nodeOf);
          if (what === 'image') return { type: 'upload', value: 'm1', fields: { caption: 'A "cap"' } };
          if (what === 'paragraph') return { type: 'paragraph', children };
          if (what === 'h3' || what === 'h4') return { type: 'heading', tag: what, children };
          const items = lines.map((line) => ({ type: 'listitem', children: line.map(nodeOf) }));
          return { type: 'list', listType: what === 'ol' ? 'number' : 'bullet', children: items };
        }),
      },
    },
    resolve,
  ),
);

describe('light Markdown', () => {
  it('gives back the very blocks that it was written from, whatever signs they hold', () => {
    fc.assert(
      fc.property(blocks, (given) => {
        const back = read(blocksToMarkdown(given));
        expect(back.flaws).toEqual([]);
        expect(back.blocks).toEqual(given);
        const again = read(blocksToMarkdown(back.blocks));
        expect(again.state).toEqual(back.state);
      }),
      { numRuns: 500 },
    );
  });

  it('reads what people type in a cell', () => {
    const words = (content: Inline[]) => content.map((one) => one.text).join('');
    const { blocks: found, flaws } = read(
      'First line\nSecond line\n\n• one\n• **two**\n\n---\n\n    No code\n',
    );
    expect(flaws).toEqual(['unsupported: Pages cannot hold this (thematicBreak).']);
    expect(found.map((one) => (one.type === 'paragraph' ? words(one.content) : one.type))).toEqual([
      'First line',
      'Second line',
      'list',
      'No code',
    ]);
    expect(read(' \n ').state).toBeNull();
  });

  it('tells what a page cannot hold', () => {
    const codes = (markdown: string) => read(markdown).flaws.map((flaw) => flaw.split(':')[0]);
    expect(codes('> said')).toEqual(['unsupported']);
    expect(codes('a <b>bold</b> word')).toEqual(['unsupported', 'unsupported']);
    expect(codes('![x](https://example.org/x.png)')).toEqual(['unknown-image']);
    expect(codes('words ![x](/media/vial.png)')).toEqual(['unsupported']);
  });
});
