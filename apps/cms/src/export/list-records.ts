import type { CodeSet, CodeSetEdition, CopyrightNotice, ListPageRecord } from '@plaincode/content-schemas';
import type { CodeRelations } from './code-relations.ts';
import { codesOf, listedCodes, mostLinks, type PrefixList, prefixLists } from './list-pages.ts';
import { codeSetPath, listPath } from './page-path.ts';

export type ListGroup = ListPageRecord['groups'][number];

export interface ListedSet {
  codeSet: CodeSet;
  inForce: CodeSetEdition;
  notices: CopyrightNotice[];
  relations: CodeRelations;
}

/** The lists of one set: what its own page links to, and every list page in order. */
export function listRecords(set: ListedSet): { groups: ListGroup[]; pages: ListPageRecord[] } {
  const codes = prefixLists(set.relations.listed(false).map((entry) => entry.code));
  const modifiers = prefixLists(set.relations.listed(true).map((entry) => entry.code));
  const top = codes.lists.map((list) => groupOf(set, list, false));
  const pages = codes.lists.flatMap((list) => pagesOf(set, list, false, []));
  const held = listedCodes(modifiers);
  if (held === 0) return { groups: top, pages };
  const path = listPath(set.codeSet.id, true, '');
  const short = held <= mostLinks;
  const shelf: PrefixList = short
    ? { prefix: '', lists: [], codes: codesOf(modifiers) }
    : { ...modifiers, prefix: '' };
  return {
    groups: [...top, { path, label: 'Modifiers', title: null, codes: held }],
    pages: [...pages, ...pagesOf(set, shelf, true, [])],
  };
}

function pagesOf(
  set: ListedSet,
  list: PrefixList,
  modifiers: boolean,
  above: PrefixList[],
): ListPageRecord[] {
  const { codeSet, inForce, notices, relations } = set;
  const record: ListPageRecord = {
    kind: 'list',
    path: listPath(codeSet.id, modifiers, list.prefix),
    codeSet,
    edition: inForce,
    title: titleOf(set, list, modifiers),
    prefix: list.prefix || 'Modifiers',
    description: descriptionOf(set, list, modifiers),
    ancestors: [
      { path: codeSetPath(codeSet.id), label: codeSet.name },
      ...above.map(({ prefix }) => ({
        path: listPath(codeSet.id, modifiers, prefix),
        label: prefix || 'Modifiers',
      })),
    ],
    groups: list.lists.map((narrower) => groupOf(set, narrower, modifiers)),
    entries: list.codes.map((code) => relations.linkOf(code)),
    notices,
  };
  return [record, ...list.lists.flatMap((narrower) => pagesOf(set, narrower, modifiers, [...above, list]))];
}

function groupOf({ codeSet, relations }: ListedSet, list: PrefixList, modifiers: boolean): ListGroup {
  return {
    path: listPath(codeSet.id, modifiers, list.prefix),
    label: list.prefix,
    title: null,
    codes: relations.withThoseBelow(codesOf(list)),
  };
}

function titleOf({ codeSet, relations }: ListedSet, list: PrefixList, modifiers: boolean): string {
  const codes = codesOf(list).map((code) => relations.linkOf(code).displayCode);
  const [first = '', last = first] = [codes[0], codes.at(-1)];
  const what = modifiers ? 'modifier' : 'code';
  if (first === last) return `${codeSet.shortName} ${what} ${first}`;
  return `${codeSet.shortName} ${what}s ${first} to ${last}`;
}

function descriptionOf({ codeSet, inForce }: ListedSet, { prefix }: PrefixList, modifiers: boolean): string {
  const which = prefix ? ` that start with ${prefix}` : '';
  return `${codeSet.name} ${modifiers ? 'modifiers' : 'codes'}${which}, edition ${inForce.label}.`;
}
