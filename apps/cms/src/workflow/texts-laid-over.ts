/**
 * What readers see of texts with a few changes laid over it, without a copy of the rest: there may be 100,000. A change to
 * null takes a text away.
 */
export class TextsLaidOver implements ReadonlyMap<string, string> {
  readonly #base: ReadonlyMap<string, string>;
  readonly #over: ReadonlyMap<string, string | null>;

  constructor(base: ReadonlyMap<string, string>, over: ReadonlyMap<string, string | null>) {
    this.#base = base;
    this.#over = over;
  }

  get(codeKey: string): string | undefined {
    const over = this.#over.get(codeKey);
    return over === undefined ? this.#base.get(codeKey) : (over ?? undefined);
  }

  has(codeKey: string): boolean {
    return this.get(codeKey) !== undefined;
  }

  get size(): number {
    let size = this.#base.size;
    for (const [codeKey, revision] of this.#over)
      size += Number(revision !== null) - Number(this.#base.has(codeKey));
    return size;
  }

  *entries(): MapIterator<[string, string]> {
    for (const [codeKey, revision] of this.#base) {
      const over = this.#over.get(codeKey);
      if (over === undefined) yield [codeKey, revision];
      else if (over !== null) yield [codeKey, over];
    }
    for (const [codeKey, revision] of this.#over)
      if (revision !== null && !this.#base.has(codeKey)) yield [codeKey, revision];
  }

  *keys(): MapIterator<string> {
    for (const [codeKey] of this.entries()) yield codeKey;
  }

  *values(): MapIterator<string> {
    for (const [, revision] of this.entries()) yield revision;
  }

  [Symbol.iterator](): MapIterator<[string, string]> {
    return this.entries();
  }

  forEach(told: (revision: string, codeKey: string, texts: ReadonlyMap<string, string>) => void): void {
    for (const [codeKey, revision] of this.entries()) told(revision, codeKey, this);
  }
}
