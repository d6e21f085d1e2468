import { noteKinds, type TabularList } from '../icd-10-cm-tabular/tabular-list.ts';
import type { Fact, TabularNotes } from './facts.ts';

/** One fact for each chapter, section and code of the list; notes that an entry lacks are left out. */
export function tabularFacts({ entries }: TabularList): Fact<'tabular'>[] {
  return entries.map(({ key, title, parent, notes: given }) => {
    const notes: TabularNotes = {};
    for (const kind of noteKinds) if (given[kind].length > 0) notes[kind] = [...given[kind]];
    const seven = given.sevenCharacters;
    const content = { title, parent, notes };
    if (seven === null) return { code: key, content };
    const characters = seven.characters.map(({ character, meaning }) => ({ character, meaning }));
    return { code: key, content: { ...content, sevenCharacters: { note: [...seven.note], characters } } };
  });
}
