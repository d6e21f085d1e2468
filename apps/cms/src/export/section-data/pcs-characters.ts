import type { PcsCharacter } from '@plaincode/code-sets';
import type { Inline, SectionData } from '@plaincode/content-schemas';
import { listOf, text } from './rich-text.ts';

/** The seven characters of an inpatient procedure, with the names that the order file tells. */
export function characterData(characters: readonly PcsCharacter[], source: string): SectionData | null {
  const items = characters.map(({ position, value, axis, name }): Inline[] => [
    text(`${position}. ${axis}: `),
    { text: value, marks: ['code'] },
    ...(name === null ? [] : [text(` ${name}`)]),
  ]);
  const list = listOf(items, 7);
  return list && { title: 'The seven characters', historical: false, body: [list], source };
}
