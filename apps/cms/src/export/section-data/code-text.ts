import type { Inline } from '@plaincode/content-schemas';

/** Where a code's page is; null for a code without one. */
export type PathOf = (code: string) => string | null;

/** A diagnosis as official notes write it: `E11`, `E11.9`, the stem of `Z22.-`. */
const writtenCode = /\b[A-Z][0-9AB][0-9A-Z](?:\.[0-9A-Z]{1,4})?(?![0-9A-Za-z])/g;

/** An official note as text, its codes made links where they have pages. */
export function linkedText(note: string, pathOf: PathOf): Inline[] {
  const pieces: Inline[] = [];
  let done = 0;
  for (const { 0: written, index } of note.matchAll(writtenCode)) {
    const path = pathOf(written.replace('.', ''));
    if (path === null) continue;
    if (index > done) pieces.push({ text: note.slice(done, index) });
    pieces.push({ text: written, href: path });
    done = index + written.length;
  }
  if (done < note.length) pieces.push({ text: note.slice(done) });
  return pieces;
}

/** A code as people write it, a link where it has a page. */
export function codeText(written: string, code: string, pathOf: PathOf): Inline {
  const path = pathOf(code);
  return path === null ? { text: written } : { text: written, href: path };
}
