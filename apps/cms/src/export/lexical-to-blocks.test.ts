import { block } from '@plaincode/content-schemas';
import { describe, expect, it } from 'vitest';
import { LexicalError } from './lexical-error.ts';
import { lexicalToBlocks } from './lexical-to-blocks.ts';

const state = (...children: unknown[]) => ({ root: { type: 'root', children } });
const text = (value: string, format = 0) => ({ type: 'text', text: value, format });
const paragraph = (...children: unknown[]) => ({ type: 'paragraph', children });
const item = (...children: unknown[]) => ({ type: 'listitem', children });
const nothing = () => undefined;
const codeOf = (act: () => unknown): string => {
  try {
    act();
  } catch (error) {
    if (error instanceof LexicalError) return error.code;
  }
  return 'none';
};

describe('lexicalToBlocks', () => {
  it('gives nothing for an empty editor', () => {
    expect(lexicalToBlocks(null, nothing)).toEqual([]);
    expect(lexicalToBlocks(state(paragraph()), nothing)).toEqual([]);
    expect(lexicalToBlocks(state(paragraph(text('  '))), nothing)).toEqual([]);
  });

  it('keeps marks in one order, joins runs alike and trims the ends', () => {
    const blocks = lexicalToBlocks(
      state(paragraph(text(' A '), text('dose', 3), text(' of', 8), text(' it '))),
      nothing,
    );
    expect(blocks).toEqual([
      {
        type: 'paragraph',
        content: [{ text: 'A ' }, { text: 'dose', marks: ['strong', 'emphasis'] }, { text: ' of it' }],
      },
    ]);
  });

  it('maps headings, lists, links, quotes and line breaks', () => {
    const link = {
      type: 'link',
      fields: { linkType: 'custom', url: '/hcpcs/J9000/' },
      children: [text('J9000')],
    };
    const blocks = lexicalToBlocks(
      state(
        { type: 'heading', tag: 'h2', children: [text('Use')] },
        { type: 'heading', tag: 'h4', children: [text('Detail')] },
        {
          type: 'list',
          listType: 'number',
          children: [
            item(text('one')),
            item({ type: 'list', listType: 'bullet', children: [item(text('inner'))] }),
          ],
        },
        { type: 'quote', children: [text('said'), { type: 'linebreak' }, link] },
        { type: 'horizontalrule' },
      ),
      nothing,
    );
    expect(blocks).toEqual([
      { type: 'heading', level: 3, content: [{ text: 'Use' }] },
      { type: 'heading', level: 4, content: [{ text: 'Detail' }] },
      { type: 'list', ordered: true, items: [[{ text: 'one' }], [{ text: 'inner' }]] },
      { type: 'paragraph', content: [{ text: 'said' }] },
      { type: 'paragraph', content: [{ text: 'J9000', href: '/hcpcs/J9000/' }] },
    ]);
    for (const one of blocks) expect(block.safeParse(one).success).toBe(true);
  });

  it('shows an image with what the library knows of it', () => {
    const upload = {
      type: 'upload',
      relationTo: 'media',
      value: 'm1',
      fields: { caption: ' Where it goes ' },
    };
    const media = { src: '/media/vial.png', alt: 'A vial', width: 40, height: 30 };
    expect(lexicalToBlocks(state(upload), (id) => (id === 'm1' ? media : undefined))).toEqual([
      { type: 'image', ...media, caption: 'Where it goes' },
    ]);
    expect(codeOf(() => lexicalToBlocks(state(upload), nothing))).toBe('missing-media');
    const pending = { type: 'upload', pending: { formID: 'f1', src: 'blob:1' } };
    expect(() => lexicalToBlocks(state(pending), nothing)).toThrow('not uploaded yet');
  });

  it.each([
    '/\\evil.example',
    '/\t/evil.example',
    '/\n\\evil.example',
    '//evil.example',
    'https://',
    'http://:80',
    'https://plaincode.example@evil.example/',
    'mailto:',
  ])('refuses %j, which leads elsewhere than it looks, or nowhere', (url) => {
    const link = { type: 'link', fields: { linkType: 'custom', url }, children: [text('x')] };
    expect(() => lexicalToBlocks(state(paragraph(link)), nothing)).toThrow('so that it leads where it looks');
  });

  it.each(['/hcpcs/J9000/?a=b c#d', '#notes', 'https://cms.example/a%20b', 'mailto:help@cms.example'])(
    'takes %s',
    (url) => {
      const link = { type: 'link', fields: { linkType: 'custom', url }, children: [text('x')] };
      expect(lexicalToBlocks(state(paragraph(link)), nothing)).toEqual([
        { type: 'paragraph', content: [{ text: 'x', href: url }] },
      ]);
    },
  );

  it('refuses by name what a page cannot hold', () => {
    const script = { type: 'link', fields: { url: 'javascript:alert(1)' }, children: [text('x')] };
    const internal = {
      type: 'link',
      fields: { linkType: 'internal', doc: { value: '1' } },
      children: [text('x')],
    };
    expect(codeOf(() => lexicalToBlocks(state(paragraph(script)), nothing))).toBe('bad-link');
    expect(codeOf(() => lexicalToBlocks(state(paragraph(internal)), nothing))).toBe('bad-link');
    expect(codeOf(() => lexicalToBlocks(state({ type: 'table', children: [] }), nothing))).toBe(
      'unknown-node',
    );
    expect(codeOf(() => lexicalToBlocks({ root: 1 }, nothing))).toBe('malformed');
  });
});
