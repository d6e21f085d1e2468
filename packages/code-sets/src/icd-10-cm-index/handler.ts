import type { XmlHandler } from '../container/xml.ts';
import { OpenElements } from '../container/xml-elements.ts';
import { checkElement, damagedStructure, standsInside } from '../icd-10-cm-tabular/nchs-xml.ts';
import type { Problems } from '../problems.ts';
import { checkCharacters } from '../text-checks.ts';
import { isNoCode, parseIndexCode } from './index-code.ts';
import type { IndexEntry, IndexReference } from './index-file.ts';

/**
 * The XML files of the indexes and tables. Source: icd10cm_index.xsd, which comes inside the releases.
 *
 * ICD10CM.index > version, title, indexHeading > head (col); letter > title, mainTerm > title (nemod), see,
 * seeAlso, code, seecat, subcat, manif, cell (col), term > the same again
 */
export const rootElement = 'ICD10CM.index';

/** Official terms nest nine deep below their main term. */
const deepestTerm = 20;

const isTerm = (name: string | null): boolean => name === 'mainTerm' || name === 'term';

/** Where terms may stand; a table can do without letters. */
const parentsOf = { mainTerm: ['letter', rootElement], term: ['mainTerm', 'term'] };

/** Elements of a term that hold a code; those that name a category leave characters to choose. */
const codeElements = new Set(['code', 'manif', 'seecat', 'subcat']);

/** A term whose element is open; `terms` is null until its title is known. */
type OpenTerm = { terms: readonly string[] | null; line: number };

/** Turns the elements of an index into entries and references. Unknown ones are passed over. Throws Unreadable. */
export class IndexHandler implements XmlHandler<IndexEntry> {
  version = '';
  title = '';
  readonly headings = new Map<string, string>();
  readonly references: IndexReference[] = [];
  readonly #problems: Problems;
  readonly #elements = new OpenElements();
  readonly #path: OpenTerm[] = [];
  #column = '';
  #ready: IndexEntry[] = [];

  constructor(problems: Problems) {
    this.#problems = problems;
  }

  open(name: string, attributes: Record<string, string>, line: number): void {
    const parent = this.#elements.innermost;
    checkElement({ name, root: rootElement, depth: this.#elements.depth }, attributes, line);
    this.#elements.begin(name, isText(name, parent), line);
    if (codeElements.has(name) && (parent === 'letter' || parent === rootElement))
      throw standsInside(name, parent, line);
    if (name === 'mainTerm' || name === 'term') this.#beginTerm(name, parent, line);
    else if (name === 'cell' || name === 'head') this.#column = attributes.col?.trim() ?? '';
    else if (name === 'nemod') this.#elements.add(' ');
  }

  text(text: string): void {
    this.#elements.add(text);
  }

  close(name: string, line: number): void {
    const { parent, text } = this.#elements.end(line);
    if (name === 'nemod') this.#elements.add(' ');
    if (isTerm(name)) this.#endTerm();
    else if (text !== null) this.#takeText(name, parent, text, line);
  }

  take(): IndexEntry[] {
    const ready = this.#ready;
    this.#ready = [];
    return ready;
  }

  #beginTerm(name: 'mainTerm' | 'term', parent: string | null, line: number): void {
    if (parent === null || !parentsOf[name].includes(parent)) throw standsInside(name, parent, line);
    if (this.#path.length >= deepestTerm)
      throw damagedStructure(`terms nest more than ${deepestTerm} deep`, line);
    this.#path.push({ terms: null, line });
  }

  #endTerm(): void {
    const term = this.#path.pop();
    if (term?.terms === null)
      this.#problems.add('missing-text', 'A term has no title.', 'Compare it with the official file.', {
        line: term.line,
      });
  }

  #takeText(name: string, parent: string | null, text: string, line: number): void {
    // A term keeps its damaged title: its codes are judged on.
    if (checkCharacters(text, line, this.#problems, null) && name !== 'title') return;
    const term = this.#path.at(-1);
    if (parent === rootElement) this.#takeOfFile(name, text);
    else if (name === 'head') this.headings.set(this.#column, text);
    else if (term === undefined) return;
    else if (name === 'title') this.#takeTitle(term, text, line);
    else if (name === 'see' || name === 'seeAlso') this.#takeReference(term, name, text, line);
    else if (name === 'cell') this.#takeCell(term, text, line);
    else this.#takeCode(term, name, text, line);
  }

  #takeOfFile(name: string, text: string): void {
    if (name === 'version') this.version = text;
    else this.title = text;
  }

  #takeTitle(term: OpenTerm, title: string, line: number): void {
    if (term.terms !== null) throw damagedStructure('a term has a second title here', line);
    if (title === '') return;
    const above = this.#path.at(-2)?.terms ?? [];
    term.terms = [...above, title];
  }

  #takeReference(term: OpenTerm, kind: 'see' | 'seeAlso', target: string, line: number): void {
    if (target === '') return;
    this.references.push({ terms: this.#termsOf(term, line), kind, target, line });
  }

  #takeCell(term: OpenTerm, text: string, line: number): void {
    const column = this.headings.get(this.#column);
    if (column === undefined)
      this.#problems.add(
        'missing-column',
        `A cell stands in the column "${this.#column.slice(0, 10)}", which the table's heading does not name.`,
        'Compare it with the official file.',
        { line },
      );
    else if (!isNoCode(text)) this.#addEntry(term, text, { column, manifestation: false, line });
  }

  #takeCode(term: OpenTerm, element: string, text: string, line: number): void {
    if (text === '') return;
    const entry = this.#addEntry(term, text, { column: null, manifestation: element === 'manif', line });
    if (entry !== null && (element === 'seecat' || element === 'subcat')) entry.open = true;
  }

  #addEntry(
    term: OpenTerm,
    text: string,
    rest: Pick<IndexEntry, 'column' | 'manifestation' | 'line'>,
  ): IndexEntry | null {
    const code = parseIndexCode(text);
    if (code !== null) {
      const entry = { ...code, terms: this.#termsOf(term, rest.line), ...rest };
      this.#ready.push(entry);
      return entry;
    }
    this.#problems.add(
      'bad-code',
      `"${text.slice(0, 60)}" is no ICD-10-CM code.`,
      'Compare it with the official file.',
      { line: rest.line },
    );
    return null;
  }

  /** Titles come first in their terms. */
  #termsOf(term: OpenTerm, line: number): readonly string[] {
    if (term.terms !== null) return term.terms;
    throw damagedStructure('a term has no title before its codes', line);
  }
}

/** Whether an element's text counts, by the element that holds it. */
function isText(name: string, parent: string | null): boolean {
  if (isTerm(parent))
    return (
      codeElements.has(name) || name === 'title' || name === 'see' || name === 'seeAlso' || name === 'cell'
    );
  if (parent === rootElement) return name === 'version' || name === 'title';
  return name === 'head' && parent === 'indexHeading';
}
