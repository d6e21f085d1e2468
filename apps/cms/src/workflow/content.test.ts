import { describe, expect, it } from 'vitest';
import { contentHash, type ExplanationContent, type HashedText } from './content.ts';

const body: ExplanationContent['body'] = [
  { type: 'paragraph', content: [{ text: 'An injection of a medicine.' }] },
];
const content: ExplanationContent = { plainTitle: 'Injection', body, sections: [], notice: 'publisher' };
const text: HashedText = { codeKey: 'hcpcs/J9000', edition: 'hcpcs-2025-10-01', content };

describe('contentHash', () => {
  it('is the same for the same text, whatever the order of its keys', () => {
    const { notice, sections, plainTitle } = content;
    const turned = {
      content: { notice, sections, body, plainTitle },
      edition: text.edition,
      codeKey: text.codeKey,
    };
    expect(contentHash(turned)).toBe(contentHash(text));
    expect(contentHash(text)).toMatch(/^[0-9a-f]{64}$/);
  });

  it('is what it was before corrections were kept, where a text has none', () => {
    expect(contentHash(text)).toBe('ebbd96bb34acac71e7ed8c945d8caed36bab95c6a8449993f73a783be0ba208b');
  });

  it('changes with every part', () => {
    const section = { id: 'guidelines', tier: null, summary: 'What to note.', body } as const;
    const others: HashedText[] = [
      { ...text, codeKey: 'hcpcs/J9001' },
      { ...text, edition: 'hcpcs-2026-01-01' },
      { ...text, content: { ...content, plainTitle: null } },
      { ...text, content: { ...content, notice: 'other' } },
      { ...text, content: { ...content, body: [] } },
      { ...text, content: { ...content, correction: 'It was wrong.' } },
      { ...text, content: { ...content, sections: [section] } },
      { ...text, content: { ...content, sections: [{ ...section, tier: 'open' }] } },
    ];
    expect(new Set([text, ...others].map(contentHash)).size).toBe(others.length + 1);
  });
});
