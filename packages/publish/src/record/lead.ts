import type { Block, Inline, RichText } from '@plaincode/content-schemas';
import { lastSentenceEnd } from './sentence-end.ts';

/** The most words of a metered text that stand in the open. */
const mostWords = 50;

/** Words of a rich text, image captions included. */
export function countWords(text: RichText): number {
  return text.reduce((sum, block) => sum + wordsOf(blockText(block)), 0);
}

/**
 * The open beginning of a gated text: the smaller of 50 words and a third of it, in whole paragraphs and list
 * items, the last of them cut at a sentence. Where not one sentence fits it is cut after a word, with an
 * ellipsis. Null where a third is not a word, or the text does not begin with words. `words` where they are counted already.
 */
export function cutLead(text: RichText, words = countWords(text)): RichText | null {
  let left = Math.min(mostWords, Math.floor(words / 3));
  const lead: Block[] = [];
  for (const block of text) {
    const cut = cutBlock(block, left, hasText(lead) ? 'sentence' : 'word');
    if (!cut) break;
    lead.push(cut);
    left -= wordsOf(blockText(cut));
    if (blockText(cut) !== blockText(block)) break;
  }
  while (lead.at(-1)?.type === 'heading') lead.pop();
  return hasText(lead) ? lead : null;
}

/** Where a block may be cut: after a sentence only, or after any word when it has no short enough sentence. */
type Cut = 'sentence' | 'word';

function cutBlock(block: Block, words: number, at: Cut): Block | null {
  if (block.type === 'image' || words < 1) return null;
  if (block.type === 'heading') return wordsOf(inlineText(block.content)) < words ? block : null;
  if (block.type === 'paragraph') {
    const content = cutInlines(block.content, words, at);
    return content && { ...block, content };
  }
  const items = cutItems(block.items, words, at);
  return items.length > 0 ? { ...block, items } : null;
}

function cutItems(items: Inline[][], words: number, at: Cut): Inline[][] {
  const kept: Inline[][] = [];
  let left = words;
  for (const item of items) {
    const needed = wordsOf(inlineText(item));
    if (needed > left) break;
    kept.push(item);
    left -= needed;
  }
  const first = items[0];
  if (kept.length > 0 || !first) return kept;
  const cut = cutInlines(first, words, at);
  return cut ? [cut] : [];
}

function cutInlines(inlines: Inline[], words: number, at: Cut): Inline[] | null {
  const text = inlineText(inlines);
  if (wordsOf(text) <= words) return inlines;
  const end = endOfWord(text, words);
  const sentence = lastSentenceEnd(text, end);
  if (sentence > 0) return sliceInlines(inlines, sentence, '');
  return at === 'word' ? sliceInlines(inlines, end, '…') : null;
}

/** The inlines up to a character of their joined text, marks and links kept. */
function sliceInlines(inlines: Inline[], end: number, mark: string): Inline[] {
  const kept: Inline[] = [];
  let left = end;
  for (const inline of inlines) {
    if (left <= 0) break;
    kept.push({ ...inline, text: inline.text.slice(0, left) });
    left -= inline.text.length;
  }
  while (kept.at(-1)?.text.trim() === '') kept.pop();
  const last = kept.pop();
  return last ? [...kept, { ...last, text: `${last.text.trimEnd()}${mark}` }] : [];
}

/** Where the n-th word of a text ends. */
function endOfWord(text: string, n: number): number {
  const word = /\S+/g;
  let end = 0;
  for (let count = 0; count < n; count += 1) {
    if (!word.exec(text)) break;
    end = word.lastIndex;
  }
  return end;
}

const hasText = (blocks: readonly Block[]) => blocks.some((block) => block.type !== 'heading');

/** Beyond Latin 1, what a regular expression's `\s` takes for a blank. */
const otherBlanks = new Set(
  '\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u2028\u2029\u202f\u205f\u3000\ufeff',
);

/** Counts runs of `\S` by character: whole explanations are counted for every page, and nobody needs the words. */
function wordsOf(text: string): number {
  let words = 0;
  let within = false;
  for (let at = 0; at < text.length; at += 1) {
    const blank = isBlank(text, at);
    if (!blank && !within) words += 1;
    within = !blank;
  }
  return words;
}

function isBlank(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  if (code < 160) return code === 32 || (code >= 9 && code <= 13);
  return code === 160 || (code >= 0x1680 && otherBlanks.has(text.charAt(at)));
}

const inlineText = (inlines: readonly Inline[]) => inlines.map((inline) => inline.text).join('');

function blockText(block: Block): string {
  if (block.type === 'list') return block.items.map(inlineText).join('\n');
  if (block.type === 'image') return block.caption ?? '';
  return inlineText(block.content);
}
