import type {
  CodeSet,
  CodeSetEdition,
  CopyrightNotice,
  EditionChange,
  ListPageRecord,
} from '@plaincode/content-schemas';
import type { HeldEdition } from '../imports/held-editions.ts';
import type { CodeEntry } from './code-entry.ts';
import { pageEdition } from './code-page.ts';
import type { CodeRelations } from './code-relations.ts';
import { listedCodes, mostLinks, type PrefixList, prefixLists } from './list-pages.ts';
import type { ListGroup } from './list-records.ts';
import { changesPath, codeSetPath } from './page-path.ts';

/** The lists of what editions did, in the order in which their page names them. */
const kinds: readonly { change: EditionChange; slug: string; label: string; what: string }[] = [
  { change: 'added', slug: 'new', label: 'New', what: 'new in' },
  { change: 'revised', slug: 'revised', label: 'Revised', what: 'revised in' },
  { change: 'deleted', slug: 'deleted', label: 'Deleted', what: 'deleted in' },
  { change: 'terminated', slug: 'terminated', label: 'Terminated', what: 'terminated in' },
  { change: 'became-header', slug: 'headers', label: 'Became headers', what: 'made headers in' },
  {
    change: 'became-billable',
    slug: 'billable',
    label: 'Became valid for submission',
    what: 'made valid in',
  },
];

export interface ChangedSet {
  codeSet: CodeSet;
  inForce: CodeSetEdition;
  notices: CopyrightNotice[];
  relations: Pick<CodeRelations, 'linkOf'>;
  entries: readonly CodeEntry[];
}

/**
 * What is new, revised and deleted in each edition after the earliest one held: a group for each edition, the newest
 * first, for the set's own page, and every page below them. An edition that did nothing has none.
 */
export function changeLists(set: ChangedSet): { groups: ListGroup[]; pages: ListPageRecord[] } {
  const editions = Map.groupBy(
    set.entries.flatMap(({ code, history }) =>
      history.flatMap(({ edition, change }) => (change ? [{ code, edition, change }] : [])),
    ),
    ({ edition }) => edition,
  );
  const newest = [...editions].sort(([a], [b]) => b.sequence - a.sequence);
  const groups = newest.map(([edition, changes]) => ({
    path: changesPath(set.codeSet.id, edition),
    label: edition.label,
    title: null,
    codes: changes.length,
  }));
  return { groups, pages: newest.flatMap(([edition, changes]) => pagesOf(set, edition, changes)) };
}

function pagesOf(
  set: ChangedSet,
  edition: HeldEdition,
  changes: readonly { code: string; change: EditionChange }[],
): ListPageRecord[] {
  const lists = kinds.flatMap((kind) => {
    const codes = changes.filter(({ change }) => change === kind.change).map(({ code }) => code);
    return codes.length > 0 ? [{ ...kind, codes }] : [];
  });
  const top = changesPath(set.codeSet.id, edition);
  const { shortName } = set.codeSet;
  const title = `${shortName}: what changed in ${edition.label}`;
  const above = [{ path: codeSetPath(set.codeSet.id), label: set.codeSet.name }];
  const page = record(set, edition, { path: top, title, prefix: `Changes in ${edition.label}` }, above);
  const groups = lists.map(({ slug, label, codes }) => ({
    path: `${top}${slug}/`,
    label,
    title: null,
    codes: codes.length,
  }));
  const below = [...above, { path: top, label: page.prefix }];
  return [
    { ...page, groups },
    ...lists.flatMap(({ slug, label, what, codes }) => {
      const list = codes.length <= mostLinks ? { prefix: '', lists: [], codes } : prefixLists(codes);
      const name = {
        path: `${top}${slug}/`,
        title: `${shortName} codes ${what} ${edition.label}`,
        prefix: label,
      };
      return partsOf(set, edition, list, name, below);
    }),
  ];
}

type Name = Pick<ListPageRecord, 'path' | 'title' | 'prefix'>;
type Above = ListPageRecord['ancestors'];

/** A list, and where it is too long for one page its parts by the codes' beginnings. */
function partsOf(
  set: ChangedSet,
  edition: HeldEdition,
  list: PrefixList,
  name: Name,
  above: Above,
  base: string = name.title,
): ListPageRecord[] {
  const nameOf = ({ prefix }: PrefixList): Name => ({
    path: `${name.path}${prefix}/`,
    title: `${base}: ${prefix}`,
    prefix,
  });
  const page = record(set, edition, name, above);
  const groups = list.lists.map((part) => ({
    path: nameOf(part).path,
    label: part.prefix,
    title: null,
    codes: listedCodes(part),
  }));
  const below = [...above, { path: name.path, label: name.prefix }];
  return [
    { ...page, groups, entries: list.codes.map(set.relations.linkOf) },
    ...list.lists.flatMap((part) => partsOf(set, edition, part, nameOf(part), below, base)),
  ];
}

function record(set: ChangedSet, edition: HeldEdition, name: Name, ancestors: Above): ListPageRecord {
  return {
    kind: 'list',
    path: name.path,
    codeSet: set.codeSet,
    edition: pageEdition(edition),
    title: name.title,
    prefix: name.prefix,
    description: `${name.title}, each with its own page.`,
    ancestors,
    groups: [],
    entries: [],
    notices: set.notices,
  };
}
