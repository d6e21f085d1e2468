import type { Problems } from '../problems.ts';
import { noteLists } from './layout.ts';
import {
  type NoteKind,
  noNotes,
  noteKinds,
  type SeventhCharacter,
  type TabularNotes,
} from './tabular-list.ts';

type Character = SeventhCharacter & { notes: string[] };

/** Gathers the notes of one entry. */
export class NoteCollector {
  readonly #lists = new Map<NoteKind, string[]>();
  readonly #sevenNote: string[] = [];
  readonly #characters: Character[] = [];

  /** Takes a note from the element that lists it. Official files hold blank ones; they are passed over. */
  addNote(list: string, text: string): void {
    if (text === '') return;
    const kind = noteLists.get(list);
    if (kind !== undefined) this.#add(kind, text);
    else if (list === 'sevenChrNote') this.#sevenNote.push(text);
    // A note after a 7th character gives it another wording.
    else if (list === 'sevenChrDef') (this.#characters.at(-1)?.notes ?? this.#sevenNote).push(text);
  }

  /** Takes a 7th character and its meaning. */
  addCharacter(character: string, meaning: string, line: number, problems: Problems): void {
    const doubled = this.#characters.some((other) => other.character === character);
    if (/^[0-9A-Z]$/.test(character) && meaning !== '' && !doubled) {
      this.#characters.push({ character, meaning, notes: [] });
      return;
    }
    const what = doubled ? 'is defined twice' : 'is not one letter or digit with a meaning';
    problems.add(
      'bad-field',
      `The 7th character "${character.slice(0, 10)}" ${what}.`,
      'Compare it with the official file.',
      { line },
    );
  }

  /** Takes one line of a table that stands among the notes. */
  addTableLine(text: string): void {
    if (text !== '') this.#add('notes', text);
  }

  finish(): TabularNotes {
    const seven = this.#sevenNote.length > 0 || this.#characters.length > 0;
    if (this.#lists.size === 0 && !seven) return noNotes;
    const lists = Object.fromEntries(noteKinds.map((kind) => [kind, this.#lists.get(kind) ?? noNotes[kind]]));
    return {
      ...noNotes,
      ...lists,
      sevenCharacters: seven ? { note: this.#sevenNote, characters: this.#characters } : null,
    };
  }

  #add(kind: NoteKind, text: string): void {
    const list = this.#lists.get(kind);
    if (list === undefined) this.#lists.set(kind, [text]);
    else list.push(text);
  }
}
