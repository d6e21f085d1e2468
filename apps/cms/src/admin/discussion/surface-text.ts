/** A run of what the browser shows, and where it stands in the text. */
type Piece = { node: Text; from: number; to: number; start: number };

export type SurfaceText = { text: string; pieces: Piece[] };

/** Images bring words of their own; what a diff took out, or says to screen readers only, is no text. */
const leftOut = '[data-lexical-decorator], [contenteditable="false"], del, .desk-heard';
const blocks = 'p, h1, h2, h3, h4, h5, h6, li, ul, ol, blockquote, div';

/** The text as `discussion/lexical-text.ts` reads it out of the stored state, here out of what the browser shows. */
export function surfaceText(root: Element): SurfaceText {
  const found: SurfaceText = { text: '', pieces: [] };
  walk(root, found, { broken: false });
  return found;
}

function walk(parent: Element, found: SurfaceText, at: { broken: boolean }): void {
  for (const node of parent.childNodes) {
    if (node instanceof Text) addRuns(node, found, at);
    else if (node instanceof HTMLBRElement) addBreak(node, found);
    else if (node instanceof Element && !node.matches(leftOut)) {
      const block = node.matches(blocks);
      if (block) at.broken = true;
      walk(node, found, at);
      if (block) at.broken = true;
    }
  }
}

/** Empty lines within a run part blocks too: a whole text that is shown as one. */
function addRuns(node: Text, found: SurfaceText, at: { broken: boolean }): void {
  for (const { 0: run, index } of node.data.matchAll(/(?:[^\n]|\n(?!\n))+|\n+/g)) {
    if (run.startsWith('\n\n') || run === '\n') at.broken = true;
    else {
      if (at.broken && found.text !== '') found.text += '\n';
      at.broken = false;
      const start = found.text.length;
      found.text += run;
      found.pieces.push({ node, from: index, to: index + run.length, start });
    }
  }
}

/** The editor closes empty lines with breaks of its own. */
function addBreak(node: HTMLBRElement, found: SurfaceText): void {
  const own =
    node.dataset.lexicalManagedLinebreak === undefined && node.parentElement?.childNodes.length !== 1;
  if (own) found.text += ' ';
}

/** The stretch of a text as a range of the document; null where the browser does not show it. */
export function rangeOf({ pieces }: SurfaceText, start: number, end: number): Range | null {
  const first = pieces.find((piece) => start < piece.start + piece.to - piece.from);
  const last = pieces.findLast((piece) => piece.start < end);
  if (!first || !last) return null;
  const range = document.createRange();
  range.setStart(first.node, first.from + Math.max(0, start - first.start));
  range.setEnd(last.node, Math.min(last.to, last.from + end - last.start));
  return range;
}

/** The stretch that a range of the document covers, without blanks at its ends; null where it covers no words. */
export function stretchOf(
  { text, pieces }: SurfaceText,
  range: Range,
): { start: number; end: number } | null {
  let [start, end] = [text.length, 0];
  for (const { node, from, to, start: at } of pieces) {
    if (!range.intersectsNode(node)) continue;
    const first = node === range.startContainer ? Math.max(range.startOffset, from) : from;
    const last = node === range.endContainer ? Math.min(range.endOffset, to) : to;
    if (first >= last) continue;
    start = Math.min(start, at + first - from);
    end = Math.max(end, at + last - from);
  }
  const words = text.slice(start, end);
  const lead = words.length - words.trimStart().length;
  const length = words.trim().length;
  return length === 0 ? null : { start: start + lead, end: start + lead + length };
}
