import type { CodeLink, CodePageRecord } from '@plaincode/content-schemas';
import type { CodeEntry } from './code-entry.ts';

/** The contract's most children of a page. */
export const mostChildren = 200;
const siblingsEachSide = 6;
const deepest = 12;

/** How the codes of one set stand to each other; entries are in official order. */
export interface CodeRelations {
  linkOf(code: string): CodeLink;
  relatedTo(entry: CodeEntry): CodePageRecord['related'];
  /** Codes that lists lead to: those without a parent, and the children of a code that has too many. */
  listed(modifiers: boolean): CodeEntry[];
}

export function codeRelations(
  entries: readonly CodeEntry[],
  links: ReadonlyMap<string, CodeLink>,
): CodeRelations {
  const byCode = new Map(entries.map((entry) => [entry.code, entry]));
  const families = Map.groupBy(entries, (entry) => familyOf(entry, byCode));
  const places = new Map<string, number>();
  for (const family of families.values()) {
    for (const [place, entry] of family.entries()) places.set(entry.code, place);
  }
  const neighbours = neighboursOf(entries);

  const linkOf = (code: string): CodeLink => {
    const link = links.get(code);
    if (!link) throw new Error(`There is no page of the code ${code} to link to.`);
    return link;
  };
  const parentOf = (entry: CodeEntry) =>
    entry.row.parent === null ? undefined : byCode.get(entry.row.parent);
  return {
    linkOf,
    relatedTo: (entry) => {
      const { previous, next } = neighbours.get(entry.code) ?? {};
      const children = families.get(childrenKey(entry.code)) ?? [];
      return {
        ancestors: ancestorsOf(entry, parentOf).map((one) => linkOf(one.code)),
        children: children.slice(0, mostChildren).map((one) => linkOf(one.code)),
        siblings: around(families.get(familyOf(entry, byCode)) ?? [], places.get(entry.code) ?? 0).map(
          (one) => linkOf(one.code),
        ),
        previous: previous ? linkOf(previous) : null,
        next: next ? linkOf(next) : null,
      };
    },
    listed: (modifiers) =>
      entries.filter((entry) => {
        if ((entry.row.codeType === 'modifier') !== modifiers) return false;
        const parent = parentOf(entry);
        return !parent || (families.get(childrenKey(parent.code))?.length ?? 0) > mostChildren;
      }),
  };
}

/** Codes under one parent are a family; those without one make up a range, by how they begin. */
function familyOf({ code, row }: CodeEntry, byCode: ReadonlyMap<string, CodeEntry>): string {
  if (row.parent !== null && byCode.has(row.parent)) return childrenKey(row.parent);
  return `${row.codeType}:${code.slice(0, Math.max(code.length - 2, 1))}`;
}

function childrenKey(parent: string): string {
  return `children of ${parent}`;
}

function ancestorsOf(entry: CodeEntry, parentOf: (entry: CodeEntry) => CodeEntry | undefined): CodeEntry[] {
  const ancestors: CodeEntry[] = [];
  for (let above = parentOf(entry); above && ancestors.length < deepest; above = parentOf(above))
    ancestors.unshift(above);
  return ancestors;
}

function around(family: readonly CodeEntry[], place: number): CodeEntry[] {
  const first = Math.max(0, Math.min(place - siblingsEachSide, family.length - 2 * siblingsEachSide - 1));
  return family.slice(first, first + 2 * siblingsEachSide + 1).filter((_, index) => first + index !== place);
}

/** Before and after in official order; modifiers and codes each have an order of their own. */
function neighboursOf(entries: readonly CodeEntry[]): Map<string, { previous?: string; next?: string }> {
  const neighbours = new Map<string, { previous?: string; next?: string }>();
  const last = new Map<string, string>();
  for (const { code, row } of entries) {
    const previous = last.get(row.codeType);
    last.set(row.codeType, code);
    if (previous === undefined) {
      neighbours.set(code, {});
      continue;
    }
    neighbours.set(code, { previous });
    const before = neighbours.get(previous);
    if (before) before.next = code;
  }
  return neighbours;
}
