import { sectionIds } from '@plaincode/content-schemas';
import { sectionTitles } from '../sections.ts';
import type { Rule } from './finding.ts';

/** Which sections readers will find without a text of ours; official data may still stand there. */
export const sectionsEmpty: Rule = ({ content }) => {
  const held = new Set(content.sections.map(({ id }) => id));
  const empty = sectionIds.filter((id) => !held.has(id)).map((id) => sectionTitles[id]);
  if (empty.length === 0 || content.body.length === 0) return [];
  const message = `No text for: ${empty.join(', ')}. Pages say "No data held" there, or show official data alone.`;
  return [{ rule: 'sections-empty', blocks: false, message }];
};
