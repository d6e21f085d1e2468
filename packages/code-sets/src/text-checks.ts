import type { Problems } from './problems.ts';

/** Control characters, and those of two halves (emoji), which columns of a fixed width would cut in two. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what it looks for
const control = /[\x00-\x1f\x7f\x81\x8d\x8f\x90\x9d\ufffd\ud800-\udfff]/;

/** True where a text holds only characters that release texts hold; tabs and line breaks are not among them. */
export const isSound = (text: string): boolean => !control.test(text);

/**
 * Adds a problem for the first character that no release text holds; answers whether there was one. `start` is
 * the offset of the text in its line, null where it is not known.
 */
export function checkCharacters(
  text: string,
  line: number,
  problems: Problems,
  start: number | null = 0,
): boolean {
  const at = text.search(control);
  if (at < 0) return false;
  const hex = text.charCodeAt(at).toString(16).padStart(2, '0').toUpperCase();
  problems.add(
    'bad-character',
    `A character that no release text holds (0x${hex}).`,
    'The file is damaged here: download it again.',
    { line, column: start === null ? null : start + at + 1 },
  );
  return true;
}

/** Trims, and makes one blank of several: official texts are padded and joined from pieces. */
export function tidy(text: string): string {
  const trimmed = text.trim();
  return trimmed.includes('  ') ? trimmed.replaceAll(/\s{2,}/g, ' ') : trimmed;
}

/** `20251001` to `2025-10-01`; null where it is no day of the calendar. */
export function parseCompactDay(text: string): string | null {
  if (!/^\d{8}$/.test(text)) return null;
  const day = `${text.slice(0, 4)}-${text.slice(4, 6)}-${text.slice(6)}`;
  const time = Date.parse(`${day}T00:00:00Z`);
  return Number.isNaN(time) || new Date(time).toISOString().slice(0, 10) !== day ? null : day;
}

/**
 * The offset at which a padded text goes on after it had ended: eight blanks or more, then something. Official
 * texts hold runs of four at most, so this is a damaged or shifted row. Null where the padding is blank.
 */
export function gapIn(text: string): number | null {
  const blanks = text.trimEnd().lastIndexOf(' '.repeat(8));
  if (blanks < 0 || text.slice(0, blanks).trim() === '') return null;
  return blanks + text.slice(blanks).search(/\S/);
}
