import { downloadAgain, Unreadable } from '../problems.ts';

/** The largest official index has a quarter of these. */
const mostElements = 1_000_000;
/** Characters; the longest official text has a few thousand. */
const longestText = 64 * 1024;

/** One element that ended: its text where that was kept, else null. */
export type EndedElement = { parent: string | null; text: string | null };

/**
 * Follows which elements of an XML text are open, and keeps the text of those that are asked for. Inner elements
 * of a kept one add their texts to it. Texts are single-spaced and trimmed. Throws Unreadable for more elements or
 * longer texts than an official file can have.
 */
export class OpenElements {
  readonly #names: string[] = [];
  #kept = '';
  /** How many elements are open around the kept text, itself included; 0 where none is kept. */
  #keptDepth = 0;
  #count = 0;

  /** The innermost open element. */
  get innermost(): string | null {
    return this.#names.at(-1) ?? null;
  }

  get depth(): number {
    return this.#names.length;
  }

  /** Begins an element; `keepText` asks for its text unless it stands inside an element whose text is kept. */
  begin(name: string, keepText: boolean, line: number): void {
    this.#count += 1;
    if (this.#count > mostElements)
      throw tooLarge(`more than ${mostElements.toLocaleString('en-US')} elements`, line);
    this.#names.push(name);
    if (!keepText || this.#keptDepth > 0) return;
    this.#keptDepth = this.#names.length;
    this.#kept = '';
  }

  add(text: string): void {
    if (this.#keptDepth > 0 && this.#kept.length <= longestText) this.#kept += text;
  }

  /** Ends the innermost element. */
  end(line: number): EndedElement {
    const kept = this.#keptDepth > 0 && this.#keptDepth === this.#names.length;
    if (kept) this.#keptDepth = 0;
    if (kept && this.#kept.length > longestText) throw tooLarge('a text that is too long', line);
    this.#names.pop();
    return { parent: this.innermost, text: kept ? singleSpaced(this.#kept) : null };
  }
}

/** XML files are indented: line breaks and tabs in their texts are blanks. */
function singleSpaced(text: string): string {
  return text.trim().replaceAll(/\s+/g, ' ');
}

function tooLarge(what: string, line: number): Unreadable {
  return new Unreadable('too-large', `The file holds ${what}, which no official one does.`, downloadAgain, {
    line,
  });
}
