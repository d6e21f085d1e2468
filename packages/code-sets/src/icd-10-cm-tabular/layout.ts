import type { NoteKind, TabularKind } from './tabular-list.ts';

/**
 * The XML file of the tabular list. Source: icd10cm_tabular.xsd, which comes inside the releases.
 *
 * ICD10CM.tabular > version, introduction, chapter (name, desc) > section (id, desc) > diag (name, desc) > diag;
 * each of the three also holds lists of `note`, and sevenChrNote and sevenChrDef > extension (char), note.
 */
export const rootElement = 'ICD10CM.tabular';

export const kindOf: ReadonlyMap<string, TabularKind> = new Map([
  ['chapter', 'chapter'],
  ['section', 'section'],
  ['diag', 'diagnosis'],
]);

/** Where each of them may stand. */
export const parentsOf: Readonly<Record<TabularKind, readonly string[]>> = {
  chapter: [rootElement],
  section: ['chapter'],
  diagnosis: ['section', 'diag'],
};

export const noteLists: ReadonlyMap<string, NoteKind> = new Map([
  ['includes', 'includes'],
  ['inclusionTerm', 'inclusionTerms'],
  ['excludes1', 'excludes1'],
  ['excludes2', 'excludes2'],
  ['codeFirst', 'codeFirst'],
  ['codeAlso', 'codeAlso'],
  ['useAdditionalCode', 'useAdditional'],
  ['notes', 'notes'],
]);

/**
 * A code as the list writes it: the dot stands after the category's three characters. The second one is a digit,
 * and where digits ran out a letter: the edition of October 2025 goes on from Q99 with QA0.
 */
export const writtenCode = /^[A-Z][0-9AB][0-9A-Z](?:\.[0-9A-Z]{1,4})?$/;

/** `A00-A09`, or `B20` for a range of one category. */
const range = /^([A-Z][0-9AB][0-9A-Z])(?: ?- ?([A-Z][0-9AB][0-9A-Z]))?$/;

export type CategoryRange = { first: string; last: string };

export function parseRange(text: string): CategoryRange | null {
  const [, first, last = first] = range.exec(text) ?? [];
  return first === undefined || last === undefined || last < first ? null : { first, last };
}

/** Parts `Made-up fevers (A00-A09)`; the range is null where the title ends with none. */
export function splitTitle(text: string): { title: string; range: CategoryRange | null } {
  const at = text.lastIndexOf('(');
  const found = at >= 0 && text.endsWith(')') ? parseRange(text.slice(at + 1, -1).trim()) : null;
  return found === null ? { title: text, range: null } : { title: text.slice(0, at).trim(), range: found };
}

/** Elements that hold the 7th characters, and what is said of them. */
export const sevenLists: ReadonlySet<string> = new Set(['sevenChrNote', 'sevenChrDef']);

/** Whether the element stands where the layout has none: a list of notes in a list, a note in no list. */
export function isMisplaced(name: string, parent: string | null): boolean {
  if (parent === null) return false;
  const inList = noteLists.has(parent) || sevenLists.has(parent);
  if (name === 'note') return kindOf.has(parent);
  if (name === 'extension') return kindOf.has(parent) || (inList && parent !== 'sevenChrDef');
  return inList && (noteLists.has(name) || sevenLists.has(name));
}
