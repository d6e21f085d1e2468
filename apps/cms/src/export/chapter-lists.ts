import type { TabularFact } from '@plaincode/code-sets';
import type { CodeSet, CodeSetEdition, CopyrightNotice, ListPageRecord } from '@plaincode/content-schemas';
import type { CodeRelations } from './code-relations.ts';
import { mostLinks } from './list-pages.ts';
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

function pagesOf(set: ChapteredSet, node: Node, ancestors: ListPageRecord['ancestors']): ListPageRecord[] {
  const { codeSet, inForce, notices, relations } = set;
  const path = chapterPath(codeSet.id, node.key);
  const page: ListPageRecord = {
    kind: 'list',
    path,
    codeSet,
    edition: inForce,
    title: `${node.range}: ${node.title}`,
    prefix: node.range,
    description: `${codeSet.name} ${node.range}, ${node.title}: the codes of edition ${inForce.label}, each on its own page.`,
    ancestors,
    groups: node.within.map((one) => groupOf(set, one)),
    entries: node.own.slice(0, mostLinks).map(relations.linkOf),
    notices,
  };
  const below = [...ancestors, { path, label: node.range }];
  return [page, ...node.within.flatMap((one) => pagesOf(set, one, below))];
}

function groupOf({ codeSet, relations }: ChapteredSet, { key, range, title, all }: Node): ListGroup {
  return { path: chapterPath(codeSet.id, key), label: range, title, codes: relations.withThoseBelow(all) };
}
