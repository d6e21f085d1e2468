import type { Block, Inline } from '@plaincode/content-schemas';
import type { ApprovedText } from './approved-texts.ts';

/** The same text with the links in `dead` as plain words: a page never leads to one that does not exist. */
export function withoutLinks(text: ApprovedText, dead: ReadonlySet<string>): ApprovedText {
  const { content } = text;
  const clean = (blocks: Block[]) => blocks.map((block) => cleaned(block, dead));
  const sections = content.sections.map((section) => ({ ...section, body: clean(section.body) }));
  return { ...text, content: { ...content, body: clean(content.body), sections } };
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
