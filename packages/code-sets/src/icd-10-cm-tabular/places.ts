import type { Problems } from '../problems.ts';
import { type CategoryRange, parseRange, splitTitle, writtenCode } from './layout.ts';
import type { TabularChapter, TabularKind, TabularSection } from './tabular-list.ts';

/** What an element says of itself, texts empty where they are missing. */
export type RawEntry = {
  kind: TabularKind;
  /** A chapter's number or a written code. */
  name: string;
  /** A section's range. */
  id: string;
  title: string;
  /** Where its name or range stands. */
  line: number;
  titleLine: number;
};

export type Place = { key: string; parent: string | null; title: string };

/** A code that stands below a neighbour; `parent` is the header that it belongs to by what holds it. */
type Astray = { key: string; holder: string; parent: string; line: number };

const compare = 'Compare the entry with the official file.';

/**
 * Follows the tree that a tabular list nests, finds each entry's key and parent, and adds what cannot be: an
 * entry without a title, a name or range of the wrong shape, a code outside its section or its header, an entry
 * that stands there twice.
 */
export class TabularPlaces {
  readonly chapters: TabularChapter[] = [];
  readonly sections: TabularSection[] = [];
  readonly #problems: Problems;
  readonly #lines = new Map<string, number>();
  /** From the chapter down; only sections of the chapter that hold the latest one by their range. */
  #chapter: TabularChapter | null = null;
  #enclosing: TabularSection[] = [];
  /** Codes that could not be read; what stands below them cannot be judged. */
  readonly #bad = new Set<string>();
  readonly #astray: Astray[] = [];

  constructor(problems: Problems) {
    this.#problems = problems;
  }

  /** Takes the next entry of the file; `holders` are the codes whose elements hold it, from the category down. */
  place(raw: RawEntry, holders: readonly string[]): Place {
    const place = this.#placeByKind(raw, holders);
    const earlier = this.#lines.get(place.key);
    if (earlier === undefined) this.#lines.set(place.key, raw.line);
    else
      this.#add(
        'duplicate-code',
        `${nameOf(raw)} stands on line ${earlier} already.`,
        'Remove one of the two.',
        raw,
      );
    if (place.title === '')
      this.#add('missing-text', `${nameOf(raw)} has no title.`, compare, { line: raw.titleLine });
    return place;
  }

  /** Ends the file. */
  finish(): void {
    for (const { key, holder, parent, line } of this.#astray)
      for (let length = parent.length + 1; length < key.length; length += 1)
        if (this.#lines.has(key.slice(0, length))) {
          this.#add('misplaced-code', `${key} stands below ${holder}.`, compare, { line });
          break;
        }
  }

  #placeByKind(raw: RawEntry, holders: readonly string[]): Place {
    if (raw.kind === 'chapter') return this.#placeChapter(raw);
    return raw.kind === 'section' ? this.#placeSection(raw) : this.#placeDiagnosis(raw, holders);
  }

  #placeChapter(raw: RawEntry): Place {
    const { title, range } = splitTitle(raw.title);
    if (!/^\d{1,2}$/.test(raw.name))
      this.#add('bad-field', `"${shown(raw.name)}" is no number of a chapter.`, compare, raw);
    if (range === null && title !== '')
      this.#add('bad-field', `The title of ${nameOf(raw)} does not end with its range of codes.`, compare, {
        line: raw.titleLine,
      });
    this.#chapter = { name: raw.name, title, ...(range ?? unknownRange) };
    this.#enclosing = [];
    this.chapters.push(this.#chapter);
    return { key: `chapter:${raw.name}`, parent: null, title };
  }

  #placeSection(raw: RawEntry): Place {
    const chapter = this.#chapter;
    const { title, range: inTitle } = splitTitle(raw.title);
    const range = raw.id === '' ? inTitle : parseRange(raw.id);
    if (range === null)
      this.#add('bad-field', `"${shown(raw.id)}" is no range of codes for a section.`, compare, raw);
    else if (chapter !== null && !(reaches(chapter, range.first) && reaches(chapter, range.last)))
      this.#add('misplaced-code', `${nameOf(raw)} stands outside the range of its chapter.`, compare, raw);
    const id = raw.id === '' && range !== null ? written(range) : raw.id;
    const section = { id, title, chapter: chapter?.name ?? '', ...(range ?? unknownRange) };
    this.sections.push(section);
    const enclosing = this.#enclosingOf(section);
    this.#enclosing.push(section);
    const parent = enclosing === null ? `chapter:${section.chapter}` : `section:${enclosing.id}`;
    return { key: `section:${id}`, parent, title };
  }

  /** The file lists sections of several levels one after the other: C00-C96, C00-C75, C00-C14. */
  #enclosingOf({ first, last }: TabularSection): TabularSection | null {
    let outer = this.#enclosing.at(-1);
    while (outer && !(outer.first <= first && last <= outer.last)) {
      this.#enclosing.pop();
      outer = this.#enclosing.at(-1);
    }
    return outer ?? null;
  }

  #placeDiagnosis(raw: RawEntry, holders: readonly string[]): Place {
    // Early files write the placeholder small.
    const name = raw.name.replaceAll('x', 'X');
    const key = name.replace('.', '');
    const { title } = raw;
    const holder = holders.at(-1);
    if (!writtenCode.test(name)) {
      this.#bad.add(key);
      this.#add('bad-code', `"${shown(raw.name)}" is no ICD-10-CM code.`, compare, raw);
      return { key, parent: holder ?? null, title };
    }
    if (holder === undefined) return { key, parent: this.#sectionOf(key, raw), title };
    return { key, parent: this.#headerOf(key, holder, holders, raw), title };
  }

  #sectionOf(category: string, raw: RawEntry): string | null {
    const section = this.#enclosing.at(-1);
    if (category.length !== 3) {
      const message = `${raw.name} stands outside its category ${category.slice(0, 3)}.`;
      this.#add('misplaced-code', message, compare, raw);
    } else if (section && !reaches(section, category))
      this.#add('misplaced-code', `${raw.name} stands in the section ${section.id}.`, compare, raw);
    return section ? `section:${section.id}` : null;
  }

  /**
   * A code begins with the code that holds it. Official files nest one now and then below its neighbour (H54.512A
   * below H54.511); it belongs to the nearest holder that it begins with, unless the list has a nearer header.
   */
  #headerOf(key: string, holder: string, holders: readonly string[], raw: RawEntry): string {
    const parent = holders.findLast((code) => code.length < key.length && key.startsWith(code));
    if (parent === holder || holders.some((code) => this.#bad.has(code))) return holder;
    if (parent !== undefined) this.#astray.push({ key, holder, parent, line: raw.line });
    else this.#add('misplaced-code', `${raw.name} stands below ${holder}.`, compare, raw);
    return parent ?? holder;
  }

  #add(
    code: 'bad-field' | 'bad-code' | 'misplaced-code' | 'missing-text' | 'duplicate-code',
    message: string,
    hint: string,
    { line }: { line: number },
  ): void {
    this.#problems.add(code, message, hint, { line });
  }
}

const unknownRange: CategoryRange = { first: '', last: '' };

const written = ({ first, last }: CategoryRange): string => (first === last ? first : `${first}-${last}`);

/**
 * By two characters, since a third that is a letter keeps no order: C4A stands between C43 and C44. A range that
 * could not be read reaches everything.
 */
function reaches({ first, last }: CategoryRange, category: string): boolean {
  if (first === '') return true;
  const start = category.slice(0, 2);
  return first.slice(0, 2) <= start && start <= last.slice(0, 2);
}

/** A damaged text can be long. */
const shown = (text: string): string => (text.length > 60 ? `${text.slice(0, 60)}…` : text);

function nameOf({ kind, name, id }: RawEntry): string {
  if (kind === 'diagnosis') return shown(name) || 'A code';
  return kind === 'chapter' ? `Chapter ${shown(name)}` : `Section ${shown(id)}`;
}
