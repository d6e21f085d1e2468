import type { Block, Inline } from '@plaincode/content-schemas';
import type { ApprovedText } from './approved-texts.ts';

const codeAddress = /^\/([a-z0-9-]+)\/(?:modifiers\/)?([A-Za-z0-9][A-Za-z0-9.]*)\/?(?:#.*)?$/;

/** A link that may lead to a code's page: which code it is, and how it is written. */
export interface CodeAddress {
  href: string;
  codeSet: string;
  code: string;
}

/** The addresses in a text that may be code pages of this site. */
export function codeAddresses(text: ApprovedText): CodeAddress[] {
  return blocksOf(text)
    .flatMap(inlinesOf)
    .flatMap(({ href }) => {
      const match = href === undefined ? null : codeAddress.exec(href);
      const [, codeSet, displayCode] = match ?? [];
      return href && codeSet && displayCode ? [{ href, codeSet, code: displayCode.replaceAll('.', '') }] : [];
    });
}

/** The same text with the links in `dead` as plain words: a page never leads to one that does not exist. */
export function withoutLinks(text: ApprovedText, dead: ReadonlySet<string>): ApprovedText {
  const { content } = text;
  const clean = (blocks: Block[]) => blocks.map((block) => cleaned(block, dead));
  const sections = content.sections.map((section) => ({ ...section, body: clean(section.body) }));
  return { ...text, content: { ...content, body: clean(content.body), sections } };
}

/** Every block of a text, the sections' included. */
export function blocksOf({ content }: ApprovedText): Block[] {
  return [...content.body, ...content.sections.flatMap((section) => section.body)];
}

function inlinesOf(block: Block): Inline[] {
  if (block.type === 'image') return [];
  return block.type === 'list' ? block.items.flat() : block.content;
}

function cleaned(block: Block, dead: ReadonlySet<string>): Block {
  if (block.type === 'image') return block;
  if (block.type === 'list')
    return { ...block, items: block.items.map((item) => item.map((run) => unlinked(run, dead))) };
  return { ...block, content: block.content.map((run) => unlinked(run, dead)) };
}

function unlinked(run: Inline, dead: ReadonlySet<string>): Inline {
  if (run.href === undefined || !dead.has(run.href)) return run;
  const { href: _, ...words } = run;
  return words;
}
