import type { CodeLink, CodePageRecord } from '@plaincode/content-schemas';
import type { CodeEntry } from './code-entry.ts';

/** The contract's most children of a page. */
export const mostChildren = 200;
const siblingsEachSide = 6;
const deepest = 12;

/** Where the codes of one set stand, by the official files alone: no text moves them. */
export interface CodePlaces {
  byCode: ReadonlyMap<string, CodeEntry>;
  parentOf(entry: CodeEntry): CodeEntry | null;
  childrenOf(code: string): readonly CodeEntry[];
  /** The code with those under the same parent, or in the same range, and its place among them. */
  familyOf(entry: CodeEntry): { family: readonly CodeEntry[]; place: number };
  neighboursOf(code: string): Neighbours;
  /** Codes that lists lead to: those without a parent, and the children of a code that has too many. */
  listed(modifiers: boolean): CodeEntry[];
}

interface Neighbours {
  previous?: string;
  next?: string;
}

/** How the codes of one set stand to each other, as pages link to them. */
export interface CodeRelations extends Pick<CodePlaces, 'listed'> {
  /** How many codes these are with all those below them, each counted once; `among`: only of these. */
  withThoseBelow(codes: readonly string[], among?: ReadonlySet<string>): number;
  linkOf(code: string): CodeLink;
  relatedTo(entry: CodeEntry): CodePageRecord['related'];
}

/** `entries` are in official order. */
export function codePlaces(entries: readonly CodeEntry[]): CodePlaces {
  const byCode = new Map(entries.map((entry) => [entry.code, entry]));
  const families = Map.groupBy(entries, (entry) => familyKey(entry, byCode));
  const places = new Map<string, number>();
  for (const family of families.values()) {
    for (const [place, entry] of family.entries()) places.set(entry.code, place);
  }
  const neighbours = neighboursOf(entries);
  const parentOf = (entry: CodeEntry) =>
    (entry.row.parent === null ? undefined : byCode.get(entry.row.parent)) ?? null;
  return {
    byCode,
    parentOf,
    childrenOf: (code) => families.get(childrenKey(code)) ?? [],
    familyOf: (entry) => ({
      family: families.get(familyKey(entry, byCode)) ?? [],
      place: places.get(entry.code) ?? 0,
    }),
    neighboursOf: (code) => neighbours.get(code) ?? {},
    listed: (modifiers) =>
      entries.filter((entry) => {
        if ((entry.row.codeType === 'modifier') !== modifiers) return false;
        const parent = parentOf(entry);
        return !parent || (families.get(childrenKey(parent.code))?.length ?? 0) > mostChildren;
      }),
  };
}

/** `linkTo` gives nothing for a code that has no page. */
export function codeRelations(
  places: CodePlaces,
  linkTo: (code: string) => CodeLink | undefined,
): CodeRelations {
  const linkOf = (code: string): CodeLink => {
    const link = linkTo(code);
    if (!link) throw new Error(`There is no page of the code ${code} to link to.`);
    return link;
  };
  return {
    linkOf,
    relatedTo: (entry) => {
      const { previous, next } = places.neighboursOf(entry.code);
      const { family, place } = places.familyOf(entry);
      return {
        ancestors: ancestorsOf(entry, places).map((one) => linkOf(one.code)),
        children: places
          .childrenOf(entry.code)
          .slice(0, mostChildren)
          .map((one) => linkOf(one.code)),
        siblings: around(family, place).map((one) => linkOf(one.code)),
        previous: previous ? linkOf(previous) : null,
        next: next ? linkOf(next) : null,
      };
    },
    listed: places.listed,
    withThoseBelow: (codes, among) => {
      const all = new Set(codes);
      for (const above of all) for (const { code } of places.childrenOf(above)) all.add(code);
      return among ? [...all].filter((code) => among.has(code)).length : all.size;
    },
  };
}

/** The codes whose pages link to a code as one near it, and perhaps a few more. */
export function codesBeside(places: CodePlaces, entry: CodeEntry): Set<string> {
  const { previous, next } = places.neighboursOf(entry.code);
  const { family, place } = places.familyOf(entry);
  const reach = 2 * siblingsEachSide;
  const beside = [previous, next, places.parentOf(entry)?.code].flatMap((code) => code ?? []);
  const siblings = family.slice(Math.max(0, place - reach), place + reach + 1).map(({ code }) => code);
  return new Set([...beside, ...siblings, ...codesBelow(places, entry.code)]);
}

/** A code's descendants, without the code. */
export function codesBelow(places: CodePlaces, code: string): Set<string> {
  const found = new Set<string>([code]);
  for (const above of found) for (const child of places.childrenOf(above)) found.add(child.code);
  found.delete(code);
  return found;
}

/** Codes under one parent are a family; those without one make up a range, by how they begin. */
function familyKey({ code, row }: CodeEntry, byCode: ReadonlyMap<string, CodeEntry>): string {
  if (row.parent !== null && byCode.has(row.parent)) return childrenKey(row.parent);
  return `${row.codeType}:${code.slice(0, Math.max(code.length - 2, 1))}`;
}

function childrenKey(parent: string): string {
  return `children of ${parent}`;
}

function ancestorsOf(entry: CodeEntry, { parentOf }: CodePlaces): CodeEntry[] {
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
function neighboursOf(entries: readonly CodeEntry[]): Map<string, Neighbours> {
  const neighbours = new Map<string, Neighbours>();
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
