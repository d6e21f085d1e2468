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
  let number = 0;
  let unit = 1;
  for (let at = 0; at < text.length; at += 1) {
    const value = values[text.charCodeAt(at)] ?? 255;
    if (value > 63) throw new Error('a list of the search index is damaged');
    if (value >= 32) {
      number += (value - 32) * unit;
      unit *= 32;
    } else {
      numbers.push(number + value * unit);
      number = 0;
      unit = 1;
    }
  }
  return numbers;
}
