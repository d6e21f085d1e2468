/** One element that ended: its text where that was kept, else null. */
export type EndedElement = { parent: string | null; text: string | null };

/**
 * Follows which elements of an XML text are open, and keeps the text of those that are asked for. Inner elements
 * of a kept one add their texts to it. Texts are single-spaced and trimmed.
 */
export class OpenElements {
  readonly #names: string[] = [];
  #kept = '';
  /** How many elements are open around the kept text, itself included; 0 where none is kept. */
  #keptDepth = 0;

  /** The innermost open element. */
  get innermost(): string | null {
    return this.#names.at(-1) ?? null;
  }

  get depth(): number {
    return this.#names.length;
  }

  /** Begins an element; `keepText` asks for its text unless it stands inside an element whose text is kept. */
  begin(name: string, keepText: boolean): void {
    this.#names.push(name);
    if (!keepText || this.#keptDepth > 0) return;
    this.#keptDepth = this.#names.length;
    this.#kept = '';
  }

  add(text: string): void {
    if (this.#keptDepth > 0) this.#kept += text;
  }

  /** Ends the innermost element. */
  end(): EndedElement {
    const kept = this.#keptDepth > 0 && this.#keptDepth === this.#names.length;
    if (kept) this.#keptDepth = 0;
    this.#names.pop();
    return { parent: this.innermost, text: kept ? singleSpaced(this.#kept) : null };
  }
}

/** XML files are indented: line breaks and tabs in their texts are blanks. */
function singleSpaced(text: string): string {
  return text.trim().replaceAll(/\s+/g, ' ');
}
