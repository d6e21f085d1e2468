import type { XmlHandler } from '../container/xml.ts';
import { OpenElements } from '../container/xml-elements.ts';
import type { Problems } from '../problems.ts';
import { checkCharacters } from '../text-checks.ts';
import { isMisplaced, kindOf, noteLists, parentsOf, rootElement, sevenLists } from './layout.ts';
import { checkElement, damagedStructure, standsInside } from './nchs-xml.ts';
import { NoteCollector } from './note-collector.ts';
import { TabularPlaces } from './places.ts';
import { noNotes, type TabularEntry, type TabularKind } from './tabular-list.ts';
import { VisualImpairmentRow } from './visual-impairment.ts';

/** An entry whose element is open. */
type OpenEntry = {
  kind: TabularKind;
  id: string;
  placeholder: boolean;
  /** Of its name; of its element while there is none. */
  line: number;
  titleLine: number;
  name: string | null;
  title: string | null;
  notes: NoteCollector;
  /** Null until its name and title are known: when it ends, or holds another entry. */
  entry: TabularEntry | null;
};

/**
 * Turns the elements of a tabular list into entries. An entry is handed over when its name and title are known
 * and gets its notes when its element ends. Unknown elements are passed over; entries inside them are refused,
 * and so are entries that stand where the layout has none. Throws Unreadable.
 */
export class TabularHandler implements XmlHandler<TabularEntry> {
  version = '';
  readonly places: TabularPlaces;
  readonly #problems: Problems;
  readonly #elements = new OpenElements();
  readonly #path: OpenEntry[] = [];
  #character = '';
  #visualRow: VisualImpairmentRow | null = null;
  #ready: TabularEntry[] = [];

  constructor(problems: Problems) {
    this.#problems = problems;
    this.places = new TabularPlaces(problems);
  }

  open(name: string, attributes: Record<string, string>, line: number): void {
    const parent = this.#elements.innermost;
    checkElement({ name, root: rootElement, depth: this.#elements.depth }, attributes, line);
    this.#elements.begin(name, isText(name, parent), line);
    if (isMisplaced(name, parent)) throw standsInside(name, parent, line);
    const kind = kindOf.get(name);
    if (kind !== undefined) this.#beginEntry(kind, name, parent, attributes, line);
    else if (name === 'extension') this.#character = attributes.char?.trim() ?? '';
    else if (name === 'visCategory') this.#visualRow = new VisualImpairmentRow();
    else this.#visualRow?.begin(name);
  }

  text(text: string): void {
    this.#elements.add(text);
  }

  close(name: string, line: number): void {
    const { parent, text } = this.#elements.end(line);
    if (text !== null) this.#takeText(name, parent ?? '', text, line);
    else if (kindOf.has(name)) this.#endEntry();
    else if (name === 'visCategory') this.#endVisualRow();
  }

  take(): TabularEntry[] {
    const ready = this.#ready;
    this.#ready = [];
    return ready;
  }

  #beginEntry(
    kind: TabularKind,
    name: string,
    parent: string | null,
    { id = '', placeholder }: Record<string, string>,
    line: number,
  ): void {
    if (parent === null || !parentsOf[kind].includes(parent)) throw standsInside(name, parent, line);
    const above = this.#path.at(-1);
    if (above !== undefined) this.#settle(above);
    this.#path.push({
      kind,
      id: id.trim(),
      placeholder: placeholder?.trim() === 'true',
      line,
      titleLine: line,
      name: null,
      title: null,
      notes: new NoteCollector(),
      entry: null,
    });
  }

  /** Gives an entry its place, once its name and title are known. */
  #settle(open: OpenEntry): TabularEntry {
    if (open.entry !== null) return open.entry;
    const { kind, id, placeholder, line, titleLine } = open;
    const raw = { kind, name: open.name ?? '', id, title: open.title ?? '', line, titleLine };
    const place = this.places.place(raw, this.#holders());
    open.entry = { kind, ...place, line, placeholder, notes: noNotes };
    this.#ready.push(open.entry);
    return open.entry;
  }

  /** The codes that hold the latest entry; all of them have their places. */
  #holders(): string[] {
    const codes: string[] = [];
    for (const { entry } of this.#path) if (entry?.kind === 'diagnosis') codes.push(entry.key);
    return codes;
  }

  #endEntry(): void {
    const open = this.#path.at(-1);
    if (open === undefined) return;
    this.#settle(open).notes = open.notes.finish();
    this.#path.pop();
  }

  #takeText(name: string, parent: string, text: string, line: number): void {
    // An entry keeps its damaged title, which is not missing.
    if (checkCharacters(text, line, this.#problems, null) && name !== 'desc') return;
    const open = this.#path.at(-1);
    if (name === 'version') this.version = text;
    else if (open === undefined) return;
    else if (name === 'name' || name === 'desc') this.#takeNaming(open, name, text, line);
    else if (name === 'note') open.notes.addNote(parent, text);
    else if (name === 'extension') open.notes.addCharacter(this.#character, text, line, this.#problems);
    else this.#visualRow?.add(text);
  }

  #takeNaming(open: OpenEntry, element: 'name' | 'desc', text: string, line: number): void {
    const field = element === 'name' ? 'name' : 'title';
    if (open.entry !== null || open[field] !== null) {
      const what = element === 'name' ? 'code or number' : 'title';
      throw damagedStructure(`an entry has a second ${what} here, or has it behind its codes`, line);
    }
    open[field] = text;
    open[element === 'name' ? 'line' : 'titleLine'] = line;
  }

  #endVisualRow(): void {
    const line = this.#visualRow?.finish() ?? '';
    this.#visualRow = null;
    this.#path.at(-1)?.notes.addTableLine(line);
  }
}

/** Whether an element's text counts, by the element that holds it. */
function isText(name: string, parent: string | null): boolean {
  if (parent === null) return false;
  if (name === 'name' || name === 'desc') return kindOf.has(parent);
  if (name === 'note') return noteLists.has(parent) || sevenLists.has(parent);
  if (name === 'extension') return parent === 'sevenChrDef';
  if (name === 'heading' || name === 'value') return parent.startsWith('vis');
  return name === 'version' && parent === rootElement;
}
