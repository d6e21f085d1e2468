import { sectionIds } from '@plaincode/content-schemas';
import type { Explanation } from '@plaincode/types/payload';
import { sectionFields, sectionTitles } from '../workflow/sections.ts';
import { type Anchor, findPassage, type Place } from './anchor.ts';
import { lexicalText } from './lexical-text.ts';
import { replaceInLexical } from './replace-in-lexical.ts';

/** A part of an explanation that people can speak about, by the path of its field. */
export type TextPart = { part: string; label: string; text: string };

type Doc = Pick<Explanation, 'plainTitle' | 'body' | 'sections'>;

/** The parts of a text in the order of a page, the empty ones too. */
export function textParts({ plainTitle, body, sections }: Doc): TextPart[] {
  const parts = [
    { part: 'plainTitle', label: 'Plain title', text: plainTitle ?? '' },
    { part: 'body', label: 'Explanation', text: lexicalText(body).text },
  ];
  for (const id of sectionIds) {
    const [name, title] = [sectionFields[id], sectionTitles[id]];
    const held = sections?.[name];
    parts.push(
      { part: `sections.${name}.summary`, label: `${title}: open summary`, text: held?.summary ?? '' },
      { part: `sections.${name}.body`, label: title, text: lexicalText(held?.body).text },
    );
  }
  return parts;
}

/** Where a passage stands now: in its own part, or in whichever holds it where no part was named. Null: gone. */
export function placeOf(
  parts: readonly TextPart[],
  part: string | null,
  anchor: Anchor,
): { part: TextPart; place: Place } | null {
  for (const one of parts) {
    if (part !== null && one.part !== part) continue;
    const place = findPassage(one.text, anchor);
    if (place) return { part: one, place };
  }
  return null;
}

/** The fields to be saved so that a stretch of a part reads otherwise; null where it cannot be replaced. */
export function withWords(
  doc: Doc,
  part: string,
  stretch: { start: number; end: number },
  words: string,
): Partial<Doc> | null {
  if (/[\n\r]/.test(words)) return null;
  const inLine = (text: string) => text.slice(0, stretch.start) + words + text.slice(stretch.end);
  if (part === 'plainTitle') return { plainTitle: inLine(doc.plainTitle ?? '') };
  if (part === 'body') return rich(replaceInLexical(doc.body, stretch, words), (body) => ({ body }));
  for (const name of Object.values(sectionFields)) {
    const held = doc.sections?.[name];
    if (part === `sections.${name}.summary`)
      return { sections: { [name]: { summary: inLine(held?.summary ?? '') } } };
    if (part === `sections.${name}.body`)
      return rich(replaceInLexical(held?.body, stretch, words), (body) => ({
        sections: { [name]: { body } },
      }));
  }
  return null;
}

function rich<Body>(body: Body, made: (body: NonNullable<Body>) => Partial<Doc>): Partial<Doc> | null {
  return body === null || body === undefined ? null : made(body);
}
