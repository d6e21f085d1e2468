/**
 * Numbers as text that compresses well and decodes fast: five bits a character, lowest first; a character of the
 * second half says that another follows.
 */
const alphabet = '0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ-_';

const values = new Uint8Array(128).fill(255);
for (let at = 0; at < alphabet.length; at += 1) values[alphabet.charCodeAt(at)] = at;

export function encodeNumber(number: number): string {
  let text = '';
  let rest = number;
  for (; rest >= 32; rest = Math.floor(rest / 32)) text += alphabet[32 + (rest % 32)];
  return text + alphabet[rest];
}

/** Throws where a character is none of the alphabet. */
export function decodeNumbers(text: string): number[] {
  const numbers: number[] = [];
  for (const reader = new NumberReader(text); reader.at < text.length; ) numbers.push(reader.next());
  return numbers;
}

/** Reads one number after the other. */
export class NumberReader {
  readonly #text: string;
  /** The place of the next one. */
  at = 0;

  constructor(text: string) {
    this.#text = text;
  }

  /** Throws where a character is none of the alphabet, or the text ends. */
  next(): number {
    let number = 0;
    for (let unit = 1; ; unit *= 32) {
      const value = values[this.#text.charCodeAt(this.at)] ?? 255;
      if (value > 63) throw new Error('a list of the search index is damaged');
      this.at += 1;
      if (value < 32) return number + value * unit;
      number += (value - 32) * unit;
    }
  }
}
