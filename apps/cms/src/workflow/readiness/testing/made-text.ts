import type { Block, Inline } from '@plaincode/content-schemas';
import type { ExplanationContent, HashedText } from '../../content.ts';
import type { ReadinessFacts } from '../finding.ts';

export const madeFacts: ReadinessFacts = {
  codeKnown: true,
  editionKnown: true,
  editionLeft: null,
  pageToCome: true,
  licensed: false,
  noticeInUse: true,
  noticeUnderTexts: true,
  noticeOfOfficial: null,
  official: { displayCode: 'J9000', descriptor: 'Injection, an invented medicine, 10 mg' },
  linked: new Map(),
  style: [],
  family: null,
};

export function paragraphOf(...content: (string | Inline)[]): Block {
  return {
    type: 'paragraph',
    content: content.map((one) => (typeof one === 'string' ? { text: one } : one)),
  };
}

/** A whole text; `parts` replace its own. */
export function madeText(parts: Partial<ExplanationContent> = {}): HashedText {
  const content: ExplanationContent = {
    plainTitle: 'A medicine into a vein',
    body: [paragraphOf('A medicine is given into a vein.')],
    sections: [],
    notice: 'publisher',
    ...parts,
  };
  return { codeKey: 'hcpcs/J9000', edition: 'hcpcs-2025-10-01', content };
}
