import type { CodeSet, CodeSetEdition, CopyrightNotice, ListPageRecord } from '@plaincode/content-schemas';
import { type ChapterNode, chapterTree, type TabularList } from './chapter-tree.ts';
import type { CodeRelations } from './code-relations.ts';
import { codesOf, mostLinks, type PrefixList, prefixLists } from './list-pages.ts';
import type { ListGroup } from './list-records.ts';
import { chapterPath, codeSetPath } from './page-path.ts';

export interface ChapteredSet {
  codeSet: CodeSet;
  inForce: CodeSetEdition;
  notices: CopyrightNotice[];
  relations: Pick<CodeRelations, 'linkOf' | 'withThoseBelow'>;
  /** Every code that the edition holds. */
  codes: ReadonlySet<string>;
  /** Those of them without another above them. */
  roots: readonly string[];
  tabular: TabularList;
}

/**
 * The chapters of the tabular list and the sections in them: the groups for the set's own page, and every page below.
 * A chapter or section without a single code of the edition has none, and counts none that left.
 */
export function chapterLists(set: ChapteredSet): { groups: ListGroup[]; pages: ListPageRecord[] } {
  const chapters = chapterTree(set.tabular, set);
  const above = [{ path: codeSetPath(set.codeSet.id), label: set.codeSet.name }];
  return {
    groups: chapters.map((node) => groupOf(set, node)),
    pages: chapters.flatMap((node) => pagesOf(set, node, above)),
  };
}

/** Lists by letters, in the order of the letters as chapters have it where there are any: a release file may have U behind Z. */
export const besideChapters = (lists: ListGroup[], chapters: readonly ListGroup[]): ListGroup[] =>
  chapters.length > 0 ? lists.toSorted((a, b) => (a.label < b.label ? -1 : 1)) : lists;

type Above = ListPageRecord['ancestors'];

function pagesOf(set: ChapteredSet, node: ChapterNode, ancestors: Above): ListPageRecord[] {
  const path = chapterPath(set.codeSet.id, node.key);
  const sections = node.within.map((one) => groupOf(set, one));
  const below = [...ancestors, { path, label: node.range }];
  return [
    ...categoryPages(set, node, { path, prefix: node.range, ancestors }, categoriesOf(node), sections),
    ...node.within.flatMap((one) => pagesOf(set, one, below)),
  ];
}

/** Categories that stand in no narrower section; too many for one page are parted by their beginnings. */
function categoriesOf({ own, within }: ChapterNode): PrefixList {
  if (own.length + within.length <= mostLinks) return { prefix: '', lists: [], codes: own };
  const parted = prefixLists(own);
  const [only] = parted.lists;
  return only && parted.lists.length === 1 ? only : parted;
}

/** The page of a chapter or section, or of a part of its categories, and those of the parts below it. */
function categoryPages(
  set: ChapteredSet,
  node: ChapterNode,
  { path, prefix, ancestors }: Pick<ListPageRecord, 'path' | 'prefix' | 'ancestors'>,
  list: PrefixList,
  sections: ListGroup[],
): ListPageRecord[] {
  const { codeSet, inForce, notices, relations } = set;
  const top = chapterPath(codeSet.id, node.key);
  const pathOf = (part: PrefixList): string => `${top}${part.prefix}/`;
  const range = `${node.range}, ${node.title}`;
  const page: ListPageRecord = {
    kind: 'list',
    path,
    codeSet,
    edition: inForce,
    title: `${node.range}: ${node.title}${path === top ? '' : `: ${prefix}`}`,
    prefix,
    description: `${codeSet.name} ${range}${path === top ? '' : `, ${prefix}`}: the codes of edition ${inForce.label}, each on its own page.`,
    ancestors,
    groups: [
      ...sections,
      ...list.lists.map((part) => ({
        path: pathOf(part),
        label: part.prefix,
        title: null,
        codes: relations.withThoseBelow(codesOf(part), set.codes),
      })),
    ],
    entries: list.codes.map(relations.linkOf),
    notices,
  };
  const below = [...ancestors, { path, label: prefix }];
  return [
    page,
    ...list.lists.flatMap((part) =>
      categoryPages(set, node, { path: pathOf(part), prefix: part.prefix, ancestors: below }, part, []),
    ),
  ];
}

function groupOf(
  { codeSet, relations, codes }: ChapteredSet,
  { key, range, title, all }: ChapterNode,
): ListGroup {
  return {
    path: chapterPath(codeSet.id, key),
    label: range,
    title,
    codes: relations.withThoseBelow(all, codes),
  };
}
