import { downloadAgain, Unreadable } from '../problems.ts';

/** What the XML files of NCHS have in common: the tabular list, the indexes and the tables. */

/** Elements by which an addenda file marks what changed; it repeats old texts beside new ones. */
const changeMarks = new Set(['diff', 'old', 'new']);

/** Throws Unreadable where the element shows a file of another kind than the one with this root. */
export function checkElement(
  { name, root, depth }: { name: string; root: string; depth: number },
  attributes: Record<string, string>,
  line: number,
): void {
  if (depth === 0 && name !== root)
    throw new Unreadable(
      'wrong-kind',
      `The file's root element is "${name.slice(0, 60)}", not "${root}".`,
      'Give the file as NCHS publishes it.',
      { line },
    );
  if (!changeMarks.has(name) && !(depth === 0 && attributes.isAddenda?.trim() === 'true')) return;
  throw new Unreadable(
    'wrong-kind',
    'The file lists changes: it is an addenda file.',
    'Give the full file of the edition instead.',
    { line },
  );
}

export function damagedStructure(message: string, line: number): Unreadable {
  return new Unreadable('damaged-archive', `The XML file is damaged: ${message}.`, downloadAgain, { line });
}

export function standsInside(name: string, parent: string | null, line: number): Unreadable {
  const what = parent === null ? 'is the whole of it' : `stands inside of "${parent.slice(0, 60)}"`;
  return damagedStructure(`"${name}" ${what}`, line);
}

/** Whether the first characters of a text are those of a file with this root; an addenda file's are not. */
export function beginsWithRoot(head: string, root: string): boolean {
  const found = new RegExp(`<(?:[\\w.-]+:)?${root.replaceAll('.', '\\.')}(?=[\\s>/])([^>]*)`).exec(head);
  if (found === null) return false;
  const marked = /isAddenda\s*=\s*["']\s*true/.test(found[1] ?? '');
  return !marked && !/<(?:diff|old|new)[\s>/]/.test(head);
}
