import { codePageExamples, examples } from '@plaincode/content-schemas/examples';
import { describe, expect, it } from 'vitest';
import { changedParts, partsOf } from './page-parts.ts';

const record = codePageExamples['plain-hcpcs-code'];
const why = (next: typeof record) => changedParts(partsOf(record), partsOf(next));

describe('why a page is rendered again', () => {
  it('is nothing where it shows the same', () => {
    for (const example of Object.values(examples))
      expect(changedParts(partsOf(example), partsOf(structuredClone(example)))).toEqual([]);
  });

  it('names its own text', () => {
    const { explanation } = record;
    expect(why({ ...record, explanation: explanation && { ...explanation, body: [] } })).toEqual([
      'explanation',
    ]);
  });

  it('names a notice by its rights holder', () => {
    const notices = record.notices.map((notice) =>
      notice.id === 'example-coding-press' ? { ...notice, text: '© Copyright 2027' } : notice,
    );
    expect(why({ ...record, notices })).toEqual(['notice of Example Coding Press']);
  });

  it('names a neighbour that came and one that went', () => {
    const next = { path: '/hcpcs/J9001/', displayCode: 'J9001', title: 'Made', state: 'active' as const };
    expect(why({ ...record, related: { ...record.related, next } })).toEqual([
      'neighbour J9001 new',
      'neighbour J9010 gone',
    ]);
  });

  it('names a section that is called otherwise', () => {
    const sections = record.sections.map((section) =>
      section.id === 'modifiers' ? { ...section, title: 'On modifiers' } : section,
    );
    expect(why({ ...record, sections })).toEqual(['section On modifiers new', 'section Modifiers gone']);
  });
});
