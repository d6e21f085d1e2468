import { type SectionId, sectionIds } from '@plaincode/content-schemas';
import type { Explanation, TextTemplate } from '@plaincode/types/payload';
import { lexicalToBlocks } from '../export/lexical-to-blocks.ts';
import { sectionFields, sectionTitles } from '../workflow/sections.ts';

type Text = Pick<Explanation, 'body' | 'sections'>;
type Template = Pick<TextTemplate, 'part' | 'body' | 'summary'>;

/** What templates would put into a text, and the parts' names for people. Parts that hold a word stay as they are. */
export interface Filling {
  data: Partial<Text>;
  parts: string[];
}

export function fillEmpty(text: Partial<Text>, templates: readonly Template[]): Filling {
  const of = (part: SectionId | 'explanation') => templates.find((one) => one.part === part);
  const parts: string[] = [];
  const data: Partial<Text> = {};
  const own = of('explanation');
  if (own && isEmpty(text.body)) {
    data.body = own.body;
    parts.push('Explanation');
  }
  const sections: NonNullable<Text['sections']> = { ...text.sections };
  for (const id of sectionIds) {
    const template = of(id);
    const held = sections[sectionFields[id]];
    if (!template || !isEmpty(held?.body)) continue;
    const summary = held?.summary?.trim() ? held.summary : (template.summary ?? null);
    sections[sectionFields[id]] = { ...held, summary, body: template.body };
    data.sections = sections;
    parts.push(sectionTitles[id]);
  }
  return { data, parts };
}

const someImage = { src: '/media/any.png', alt: 'any', width: 1, height: 1 };

/** Whether a page would show nothing of it. What a page could not show at all is not nothing. */
function isEmpty(state: unknown): boolean {
  try {
    return lexicalToBlocks(state, () => someImage).length === 0;
  } catch {
    return false;
  }
}
