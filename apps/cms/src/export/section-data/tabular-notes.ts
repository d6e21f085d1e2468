import type { TabularFact, TabularNotes } from '@plaincode/code-sets';
import { withDot } from '@plaincode/code-sets';
import type { Block, Inline, RichText, SectionData } from '@plaincode/content-schemas';
import { rangeFinder } from '../chapter-tree.ts';
import { linkedText, type PathOf } from './code-text.ts';
import type { SourceFacts } from './facts-in-force.ts';
import { headingOf, listOf, richTextOf, strongLine, text } from './rich-text.ts';

type Entries = ReadonlyMap<string, TabularFact>;

/** In the order in which the tabular list prints them. */
const kinds: [keyof TabularNotes, string][] = [
  ['includes', 'Includes'],
  ['inclusionTerms', 'Inclusion terms'],
  ['notes', 'Note'],
  ['excludes1', 'Excludes1'],
  ['excludes2', 'Excludes2'],
  ['codeFirst', 'Code first'],
  ['codeAlso', 'Code also'],
  ['useAdditional', 'Use additional code'],
];

/**
 * The instructions that hold for a code, from its own entry up to its chapter. A code that the list gives by its
 * seventh character alone has those of the code that it completes. Inclusion terms name the entry under which
 * they stand, so they are not inherited. A code that is newer than the list has what is inherited from the nearest
 * code above it that the list holds, or from the section or chapter in whose range its category falls. Null where the
 * list says nothing. Where the list is older than the edition that took effect on the day of `effective`, the notes
 * begin by saying so.
 */
export function tabularNotes(
  code: string,
  facts: SourceFacts<'tabular'>,
  { pathOf, effective }: { pathOf: PathOf; effective: string },
): SectionData | null {
  const own = ownEntry(code, facts.byCode);
  const blocks: Block[] = [];
  for (let key = entryOf(code, facts.byCode); key !== null; ) {
    const entry = facts.byCode.get(key);
    if (!entry) break;
    blocks.push(...entryBlocks(key, entry, key === own, pathOf));
    key = entry.parent;
  }
  const older = facts.effective < effective && blocks.length > 0;
  const body: RichText | null = richTextOf([older ? olderList(facts.label) : null, ...blocks]);
  return (
    body && { title: 'Instructions of the tabular list', historical: false, body, source: facts.source.id }
  );
}

const olderList = (label: string): Block => ({
  type: 'paragraph',
  content: [text(`From the ${label} list; codes or wording may have changed since.`)],
});

/** `S52521A` is the entry `S52521` completed; `T36X1XA` completes `T36X1`. */
export function ownEntry(code: string, entries: Entries): string | null {
  if (entries.has(code)) return code;
  if (code.length !== 7) return null;
  for (let stem = code.slice(0, 6); stem.length >= 3; stem = stem.slice(0, -1)) {
    if (entries.has(stem)) return stem;
    if (!stem.endsWith('X')) return null;
  }
  return null;
}

/** What stands above a code of ICD-10-CM are its beginnings, down to the three characters of its category. */
export const codesAbove = (code: string): string[] =>
  Array.from({ length: Math.max(0, code.length - 3) }, (_, at) => code.slice(0, code.length - 1 - at));

/** The code's own entry, else the nearest above it: of a code, a section or a chapter. */
export function entryOf(code: string, entries: Entries): string | null {
  const held = ownEntry(code, entries) ?? codesAbove(code).find((above) => entries.has(above));
  return held ?? rangeIn(entries)(code.slice(0, 3));
}

const finders = new WeakMap<Entries, ReturnType<typeof rangeFinder>>();

/** Looked for once in a list, and only where a code asks for it. */
function rangeIn(entries: Entries): ReturnType<typeof rangeFinder> {
  const find = finders.get(entries) ?? rangeFinder(entries);
  finders.set(entries, find);
  return find;
}

function entryBlocks(key: string, entry: TabularFact, own: boolean, pathOf: PathOf): Block[] {
  const blocks = kinds.flatMap(([kind, name]) => {
    const notes = kind === 'inclusionTerms' && !own ? [] : (entry.notes[kind] ?? []);
    const list = listOf(
      notes.map((note) => linkedText(note, pathOf)),
      60,
    );
    return list ? [strongLine(name), list] : [];
  });
  const seventh = seventhCharacters(entry, pathOf);
  if (blocks.length + seventh.length === 0) return [];
  return [headingOf(nameOf(key, entry, pathOf)), ...blocks, ...seventh];
}

function seventhCharacters({ sevenCharacters }: TabularFact, pathOf: PathOf): Block[] {
  if (!sevenCharacters) return [];
  const items = sevenCharacters.characters.map(({ character, meaning }): Inline[] => [
    { text: character, marks: ['code'] },
    text(` ${meaning}`),
  ]);
  const list = listOf(items, 40);
  const notes = sevenCharacters.note.map(
    (note): Block => ({ type: 'paragraph', content: linkedText(note, pathOf) }),
  );
  return list ? [strongLine('Seventh characters'), ...notes, list] : [];
}

/** `E11 Type 2 diabetes mellitus`, `Section A00-A09: …`, `Chapter 4: …`. */
function nameOf(key: string, { title }: TabularFact, pathOf: PathOf): Inline[] {
  const [kind, id] = key.split(':');
  if (kind === 'chapter') return [text(`Chapter ${id}: ${title}`)];
  if (kind === 'section') return [text(`Section ${id}: ${title}`)];
  const path = pathOf(key);
  return [path ? { text: withDot(key), href: path } : text(withDot(key)), text(` ${title}`)];
}
