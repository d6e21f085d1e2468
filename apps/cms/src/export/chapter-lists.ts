import type { TabularFact } from '@plaincode/code-sets';
import type { CodeSet, CodeSetEdition, CopyrightNotice, ListPageRecord } from '@plaincode/content-schemas';
import type { CodeRelations } from './code-relations.ts';
import { codesOf, mostLinks, type PrefixList, prefixLists } from './list-pages.ts';
import type { ListGroup } from './list-records.ts';
import { chapterPath, codeSetPath } from './page-path.ts';

export interface ChapteredSet {
  codeSet: CodeSet;
  inForce: CodeSetEdition;
  notices: CopyrightNotice[];
  relations: Pick<CodeRelations, 'linkOf' | 'withThoseBelow'>;
  /** Every code that has a page, with whether it is in force. */
  codes: ReadonlySet<string>;
  /** The tabular list, in any order: chapters, sections and codes, each under its parent. */
  tabular: ReadonlyMap<string, TabularFact>;
}

interface Node {
  key: string;
  /** `A00-B99`: its first and last category. */
  range: string;
  title: string;
  /** Categories with a page, in order, with those of the sections within. */
  all: string[];
  /** Those that stand in no narrower section. */
  own: string[];
  within: Node[];
}

/**
 * The chapters of the tabular list and the sections in them: the groups for the set's own page, and every page below.
 * A chapter or section without a single code that has a page has none.
 */
export function chapterLists(set: ChapteredSet): { groups: ListGroup[]; pages: ListPageRecord[] } {
  const chapters = treeOf(set);
  const above = [{ path: codeSetPath(set.codeSet.id), label: set.codeSet.name }];
  return {
    groups: chapters.map((node) => groupOf(set, node)),
    pages: chapters.flatMap((node) => pagesOf(set, node, above)),
  };
}

function treeOf({ tabular, codes }: ChapteredSet): Node[] {
  const under = new Map<string, string[]>();
  for (const [key, { parent }] of tabular) {
    if (parent === null) continue;
    const known = under.get(parent);
    if (known) known.push(key);
    else under.set(parent, [key]);
  }
  const nodeOf = (key: string): Node[] => {
    const below = under.get(key) ?? [];
    const within = below.filter(isRange).flatMap(nodeOf).sort(byRange);
    const own = below.filter((one) => !isRange(one) && codes.has(one)).sort();
    const all = [...own, ...within.flatMap((node) => node.all)].sort();
    const [first] = all;
    if (first === undefined) return [];
    const range = key.startsWith('section:')
      ? key.slice('section:'.length)
      : spanOf(first, all.at(-1) ?? first);
    return [{ key, range, title: tabular.get(key)?.title ?? range, all, own, within }];
  };
  return [...tabular.keys()]
    .filter((key) => key.startsWith('chapter:'))
    .flatMap(nodeOf)
    .sort(byRange);
}

const isRange = (key: string): boolean => key.includes(':');
const byRange = (a: Node, b: Node): number => ((a.all[0] ?? '') < (b.all[0] ?? '') ? -1 : 1);
const spanOf = (first: string, last: string): string => (first === last ? first : `${first}-${last}`);

type Above = ListPageRecord['ancestors'];

function pagesOf(set: ChapteredSet, node: Node, ancestors: Above): ListPageRecord[] {
  const path = chapterPath(set.codeSet.id, node.key);
  const sections = node.within.map((one) => groupOf(set, one));
  const below = [...ancestors, { path, label: node.range }];
  return [
    ...categoryPages(set, node, { path, prefix: node.range, ancestors }, categoriesOf(node), sections),
    ...node.within.flatMap((one) => pagesOf(set, one, below)),
  ];
}

/** Categories that stand in no narrower section; too many for one page are parted by their beginnings. */
function categoriesOf({ own, within }: Node): PrefixList {
  if (own.length + within.length <= mostLinks) return { prefix: '', lists: [], codes: own };
  const parted = prefixLists(own);
  const [only] = parted.lists;
  return only && parted.lists.length === 1 ? only : parted;
}

/** The page of a chapter or section, or of a part of its categories, and those of the parts below it. */
function categoryPages(
  set: ChapteredSet,
  node: Node,
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
        codes: relations.withThoseBelow(codesOf(part)),
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

function groupOf({ codeSet, relations }: ChapteredSet, { key, range, title, all }: Node): ListGroup {
  return { path: chapterPath(codeSet.id, key), label: range, title, codes: relations.withThoseBelow(all) };
}
