import type { Block } from '@plaincode/content-schemas';
import { codePageExamples } from '@plaincode/content-schemas/examples';
import { expect, test } from 'vitest';
import { plainText, renderRichText } from './rich-text.ts';

const paragraph = (text: string): Block => ({ type: 'paragraph', content: [{ text }] });

test('text is escaped wherever it stands', () => {
  const hostile = `<script>alert("1")</script> & 'more'`;
  const blocks: Block[] = [
    paragraph(hostile),
    { type: 'heading', level: 3, content: [{ text: hostile }] },
    { type: 'list', ordered: false, items: [[{ text: hostile, href: '/hcpcs/"onclick=/' }]] },
    { type: 'image', src: '/media/a.png', alt: hostile, width: 1, height: 1, caption: hostile },
  ];
  const html = renderRichText(blocks);
  expect(html).not.toContain('<script');
  expect(html).not.toMatch(/="[^"]*"onclick/);
  expect(html.match(/&lt;script&gt;/g)).toHaveLength(5);
});

test('marks nest in the order in which they are given, the link outside', () => {
  const html = renderRichText([
    { type: 'paragraph', content: [{ text: 'J9000', marks: ['strong', 'code'], href: '/hcpcs/J9000/' }] },
  ]);
  expect(html).toBe('<p><a href="/hcpcs/J9000/"><code><strong>J9000</strong></code></a></p>');
});

test('lists, headings and images keep their kind', () => {
  expect(renderRichText([{ type: 'list', ordered: true, items: [[{ text: 'a' }], [{ text: 'b' }]] }])).toBe(
    '<ol><li>a</li><li>b</li></ol>',
  );
  expect(renderRichText([{ type: 'heading', level: 4, content: [{ text: 'a' }] }])).toBe('<h4>a</h4>');
  expect(renderRichText([{ type: 'image', src: '/media/a.png', alt: 'A', width: 40, height: 30 }])).toContain(
    'width="40" height="30" loading="lazy"',
  );
});

test('the plain text holds the words and no markup', () => {
  expect(plainText([paragraph('One.'), { type: 'list', ordered: false, items: [[{ text: 'two' }]] }])).toBe(
    'One. two',
  );
});

test('an image offers what was made of it, the best format first, and keeps its place while it loads', () => {
  const html = renderRichText(codePageExamples['revised-code'].explanation?.body ?? []);
  expect(html).toContain(
    '<picture><source type="image/avif" srcset="/media/device-480x320.avif 480w, /media/device-960x640.avif 960w" sizes=',
  );
  expect(html.indexOf('image/avif')).toBeLessThan(html.indexOf('image/webp'));
  expect(html).toMatch(
    /<img src="\/media\/device\.png" alt="A drawing[^>]* width="1200" height="800" loading="lazy"/,
  );
});
