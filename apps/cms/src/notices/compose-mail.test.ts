import { describe, expect, it } from 'vitest';
import { composeMail } from './compose-mail.ts';
import type { Notice } from './notice.ts';

const notice = (more: Partial<Notice> = {}): Notice => ({
  kind: 'commented',
  by: 'Rosa',
  title: 'hcpcs/J9000 A medicine',
  path: '/admin/collections/explanations/1#comment-2',
  quote: 'ten points',
  words: 'Say on each foot.',
  ...more,
});
const desk = 'https://desk.example.org';

describe('composeMail', () => {
  it('names the text, quotes the passage and leads to it', () => {
    const { subject, text, html } = composeMail('Emil', [notice()], desk);
    expect(subject).toBe('Rosa commented on your text: hcpcs/J9000 A medicine');
    expect(text).toContain('  > ten points\n  Say on each foot.\n');
    expect(text).toContain(`${desk}/admin/collections/explanations/1#comment-2`);
    expect(text).toContain(`${desk}/admin/account`);
    expect(html).toContain('<blockquote>ten points</blockquote>');
  });

  it('puts the notices of one text together, and counts what is too much', () => {
    const many = Array.from({ length: 30 }, (_, index) => notice({ words: `Nr ${index}.` }));
    const { subject, text } = composeMail('Emil', [...many, notice({ title: 'Another', path: '/x' })], desk);
    expect(subject).toBe('31 notices about 2 texts');
    expect(text.match(/hcpcs\/J9000 A medicine/g)).toHaveLength(1);
    expect(text).toContain('And 11 more');
    expect(text).not.toContain('Nr 20.');
  });

  it('lets nobody write markup, headers or lines of their own', () => {
    const evil = 'x</p><script>"\'&\r\nBcc: all@example.org';
    const { subject, html } = composeMail(
      evil,
      [notice({ by: evil, title: evil, words: evil, quote: evil })],
      desk,
    );
    expect(subject).not.toMatch(/[\r\n]/);
    expect(html).not.toContain('<script>');
    expect(html).toContain('&lt;script&gt;&quot;&#39;&amp;');
  });
});
