import {
  linkStanding,
  type PublicCodePage,
  type RichText,
  type SectionData,
} from '@plaincode/content-schemas';
import type { SearchEntry } from '@plaincode/search/entry';

/** Words of an open explanation that lookup takes in. */
const mostLead = 90;

/** A page's official index entries stand with their source, one to an item. */
const indexSource = /^index-/;

/**
 * What lookup may know of a page: its open half, of which a licensed set gives the publisher's plain title alone. The
 * texts that a family of codes shares are found with the code that they were written for.
 */
export function searchEntryOf(page: Omit<PublicCodePage, 'envelopes'>): SearchEntry {
  const { codeSet, code, displayCode, path, title, status, billable, codeType, sections } = page;
  const open = !codeSet.licensed && !page.descriptors.locked ? page.descriptors.long.value : title;
  const terms = sections.flatMap(({ data }) => data.filter(({ source }) => indexSource.test(source)));
  return {
    set: codeSet.id,
    code,
    display: displayCode,
    path,
    title,
    ...linkStanding(status),
    billable: billable?.value ?? null,
    text: open,
    terms: codeType === 'modifier' ? ['modifier'] : ownTerms(page, terms.flatMap(itemsOf)),
    lead: leadOf(page.explanation, title === open ? [] : [title]),
  };
}

/** A diagnosis of seven characters shows the entries of the code that it completes, which has them itself. */
function ownTerms(
  { code, codeType, related }: Pick<PublicCodePage, 'code' | 'codeType' | 'related'>,
  terms: string[],
): string[] {
  const completes = codeType === 'diagnosis' && code.length === 7 && related.ancestors.length > 0;
  return completes ? [] : terms;
}

const itemsOf = ({ body }: SectionData): string[] =>
  body.flatMap((block) =>
    block.type === 'list' ? block.items.map((item) => item.map(({ text }) => text).join('')) : [],
  );

/** What editors wrote for everybody: a title of their own, and the beginning. */
function leadOf(explanation: PublicCodePage['explanation'], title: readonly string[]): string {
  if (!explanation || explanation.inheritedFrom) return '';
  const open = explanation.locked ? explanation.lead : explanation.body;
  return [...title, ...(open ? wordsOf(open).slice(0, mostLead) : [])].join(' ');
}

function wordsOf(text: RichText): string[] {
  const inlines = text.flatMap((block) => {
    if (block.type === 'list') return block.items.flat();
    return block.type === 'image' ? [] : block.content;
  });
  return inlines.flatMap(({ text: words }) => words.split(/\s+/).filter(Boolean));
}
