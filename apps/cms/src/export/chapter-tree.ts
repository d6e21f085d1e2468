import type { TabularFact } from '@plaincode/code-sets';

/** The tabular list, in any order: chapters, sections and codes, each under its parent. */
export type TabularList = ReadonlyMap<string, TabularFact>;

/** A chapter, or a section in one. */
export interface ChapterNode {
  key: string;
  /** `A00-B99`: its first and last category. */
  range: string;
  title: string;
  /** Categories with a page, in order, with those of the sections within. */
  all: string[];
  /** Those that stand in no narrower section. */
  own: string[];
  within: ChapterNode[];
}

/**
 * The chapters that hold a code, in order, and the sections in them. A code of the edition which the list does not name,
 * since it is older, stands in the narrowest of them in whose range it falls. `codes` are all that the edition holds,
 * `roots` those without another above them.
 */
export function chapterTree(
  tabular: TabularList,
  { codes, roots }: { codes: ReadonlySet<string>; roots: readonly string[] },
): ChapterNode[] {
  const under = keysUnder(tabular);
  const more = newerCodes(tabular, roots);
  const nodeOf = (key: string): ChapterNode[] => {
    const below = under.get(key) ?? [];
    const within = below.filter(isRange).flatMap(nodeOf).sort(byRange);
    const named = below.filter((one) => !isRange(one) && codes.has(one));
    const own = [...named, ...(more.get(key) ?? [])].sort();
    const all = [...own, ...within.flatMap((node) => node.all)].sort();
    const [first] = all;
    if (first === undefined) return [];
    const range = sectionOf(key) ?? spanOf(first, all.at(-1) ?? first);
    return [{ key, range, title: tabular.get(key)?.title ?? range, all, own, within }];
  };
  return chaptersOf(tabular).flatMap(nodeOf).sort(byRange);
}

function keysUnder(tabular: TabularList): Map<string, string[]> {
  const under = new Map<string, string[]>();
  for (const [key, { parent }] of tabular) {
    if (parent === null) continue;
    const known = under.get(parent);
    if (known) known.push(key);
    else under.set(parent, [key]);
  }
  return under;
}

/** By the chapter or section in which they stand: the codes without another above them that the list does not name. */
function newerCodes(tabular: TabularList, roots: readonly string[]): Map<string, string[]> {
  const newer = roots.filter((code) => !tabular.has(code));
  const found = new Map<string, string[]>();
  if (newer.length === 0) return found;
  const findRange = rangeFinder(tabular);
  for (const code of newer) {
    const key = findRange(code);
    if (key !== null) found.set(key, [...(found.get(key) ?? []), code]);
  }
  return found;
}

/**
 * Finds the narrowest section in whose range a category falls, else the chapter whose sections begin before it and end
 * behind it; null outside of all. Of the list it needs the chapters and sections alone.
 */
export function rangeFinder(tabular: TabularList): (category: string) => string | null {
  const under = keysUnder(new Map([...tabular].filter(([key]) => isRange(key))));
  const spans = new Map<string, Span | null>();
  const spanned = (key: string): Span | null => {
    const known = spans.get(key);
    if (known !== undefined) return known;
    const span =
      spanOfSection(key) ?? spanAround((under.get(key) ?? []).flatMap((one) => spanned(one) ?? []));
    spans.set(key, span);
    return span;
  };
  const narrowest = (keys: readonly string[], category: string): string | null => {
    const around = keys.find((key) => holds(spanned(key), category));
    return around === undefined ? null : (narrowest(under.get(around) ?? [], category) ?? around);
  };
  const chapters = chaptersOf(tabular);
  return (category) => narrowest(chapters, category);
}

interface Span {
  first: string;
  last: string;
}

/** `section:I20-I25` names both ends itself. */
function spanOfSection(key: string): Span | null {
  const [first, last = first] = sectionOf(key)?.split('-') ?? [];
  return first === undefined || last === undefined ? null : { first, last };
}

function spanAround(within: readonly Span[]): Span | null {
  const first = within.map((span) => span.first).sort()[0];
  const last = within
    .map((span) => span.last)
    .sort()
    .at(-1);
  return first === undefined || last === undefined ? null : { first, last };
}

const holds = (span: Span | null, category: string): boolean =>
  span !== null && span.first <= category && category.slice(0, span.last.length) <= span.last;

const chaptersOf = (tabular: TabularList): string[] =>
  [...tabular.keys()].filter((key) => key.startsWith('chapter:'));
const isRange = (key: string): boolean => key.includes(':');
const sectionOf = (key: string): string | null =>
  key.startsWith('section:') ? key.slice('section:'.length) : null;
const byRange = (a: ChapterNode, b: ChapterNode): number => ((a.all[0] ?? '') < (b.all[0] ?? '') ? -1 : 1);
const spanOf = (first: string, last: string): string => (first === last ? first : `${first}-${last}`);
