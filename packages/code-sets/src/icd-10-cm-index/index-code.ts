import { writtenCode } from '../icd-10-cm-tabular/layout.ts';

export type IndexCode = { code: string; open: boolean };

/** Longer texts are no code. */
const longest = 40;
/** What stands for "more characters": `C71.-`, `S72.0--`. */
const more = /\.?\s*[-–—]+$/;
/** What tables print where a column has no code. */
const nothing = /^[-–—.\s]*$/;
const rangeOf = /^(\S+?)\s*[-–—]\s*(\S+)$/;

/** A blank text, or dashes alone. */
export const isNoCode = (text: string): boolean => text.length <= longest && nothing.test(text);

/**
 * Reads a code as the indexes write it: `C71.9`, with a dash for the characters that are still to choose, in
 * brackets for a manifestation, or as a range, which is kept as its first code. Null where it is none.
 */
export function parseIndexCode(text: string): IndexCode | null {
  if (text.length > longest) return null;
  const bare = text.startsWith('[') && text.endsWith(']') ? text.slice(1, -1).trim() : text;
  // Early files write the placeholder small.
  const stem = bare.replace(more, '').replaceAll('x', 'X');
  if (writtenCode.test(stem)) return { code: stem.replace('.', ''), open: stem.length < bare.length };
  const [, first = '', last = ''] = rangeOf.exec(stem) ?? [];
  const inOrder = writtenCode.test(first) && writtenCode.test(last) && first < last;
  return inOrder ? { code: first.replace('.', ''), open: true } : null;
}
