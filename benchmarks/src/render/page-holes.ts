import type { CodePageRecord } from '@plaincode/content-schemas';
import { madeRecords } from '../release/made-records.ts';

/** What other generators are given to make the same page: what stands still in it, and between these its holes. */
export type PageTemplate = { pieces: string[] };

const mark = (at: number) => `QQ${String.fromCharCode(65 + Math.floor(at / 26), 65 + (at % 26))}QQ`;

/**
 * A record whose texts are marks, so that its page shows where they stand. Codes are of the same form as all others', and
 * no other record has them.
 */
export function markedRecord(): CodePageRecord {
  const [record] = [...madeRecords({ pages: 1 })];
  if (!record) throw new Error('a record was asked for');
  let marks = 0;
  const next = () => {
    marks += 1;
    return mark(marks);
  };
  const link = (at: number) => {
    const displayCode = `U9${at}.9999`;
    return { path: `/icd-10-cm/${displayCode}/`, displayCode, title: next(), state: 'active' as const };
  };
  const { descriptors, related, sections } = record;
  const [previous, following] = [link(0), link(1)];
  const asNeighbour = new Map([
    [related.previous?.path, previous],
    [related.next?.path, following],
  ]);
  const title = next();
  return {
    ...record,
    path: '/icd-10-cm/U99.9999/',
    code: 'U999999',
    displayCode: 'U99.9999',
    title,
    descriptors: {
      ...descriptors,
      long: { ...descriptors.long, value: title },
      short: descriptors.short && { ...descriptors.short, value: title },
    },
    sections: sections.map((section) => (section.held ? { ...section, summary: next() } : section)),
    related: {
      ...related,
      previous,
      next: following,
      siblings: related.siblings.map(({ path }, at) => asNeighbour.get(path) ?? link(at + 2)),
    },
  };
}

/** What differs from page to page without being a text of the record as it stands. */
const computed =
  /(?<=<meta name="description" content=")[^"]*|(?<=<script type="application\/ld\+json">).*?(?=<\/script>)|(?<=data-words=")\d+|(?<=data-length=")\w+|(?<=<p class="descriptor">).*?(?=<\/section>)|(?<=<div class="prose lead"><p>).*?(?=<\/p>)|(?<=data-revision=")[^"]*|(?<=data-key-id="[^"]*">)[\w-]*/g;

const texts = /QQ[A-Z]{2}QQ|U9\d\.?9999/g;

/** Takes the page of the marked record apart at its holes. */
export function templateOf(markedPage: string): PageTemplate {
  const hole = '\u0000';
  return { pieces: markedPage.replace(computed, hole).replace(texts, hole).split(hole) };
}

/** What stands in a page's holes. Throws where it is made of other pieces than the template. */
export function valuesOf({ pieces }: PageTemplate, page: string): string[] {
  const values: string[] = [];
  let at = pieces[0]?.length ?? 0;
  if (page.slice(0, at) !== pieces[0]) throw new Error('a page begins in another way');
  for (const piece of pieces.slice(1)) {
    const end = piece === '' ? page.length : page.indexOf(piece, at);
    if (end < 0) throw new Error(`a page has no "${piece.slice(0, 60)}" where it is expected`);
    values.push(page.slice(at, end));
    at = end + piece.length;
  }
  return values;
}
