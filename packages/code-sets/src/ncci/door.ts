import { licensedCode } from '../hcpcs/layout.ts';

/**
 * Lets codes of licensed sets (CPT, CDT) in only where the caller keeps them: where an operator's licence covers
 * them. `keep` is asked about these codes alone; all others are free to take.
 */
export class Door {
  readonly #keep: (code: string) => boolean;
  /** Rows that were not taken because of a licensed code. */
  dropped = 0;

  constructor(keep: (code: string) => boolean) {
    this.#keep = keep;
  }

  /** True where a row that names these codes may be taken; counts it as dropped where not. */
  admits(...codes: string[]): boolean {
    if (codes.every((code) => !licensedCode.test(code) || this.#keep(code))) return true;
    this.dropped += 1;
    return false;
  }
}

/** One copy of each text that many rows share, so that a row does not hold on to the line it was cut from. */
export class Texts {
  readonly #known = new Map<string, string>();

  /** Past this many the rows share little, and new ones are handed through. */
  static readonly most = 50_000;

  share(text: string): string {
    const known = this.#known.get(text);
    if (known !== undefined) return known;
    if (this.#known.size < Texts.most) this.#known.set(text, text);
    return text;
  }
}
