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
  const more = newerCodes(tabular, under, roots);
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
function newerCodes(
  tabular: TabularList,
  under: ReadonlyMap<string, readonly string[]>,
  roots: readonly string[],
): Map<string, string[]> {
  const spans = new Map<string, Span>();
  const spanned = (key: string): Span => {
    const known = spans.get(key) ?? spanAround((under.get(key) ?? []).map(spanned), key);
    spans.set(key, known);
    return known;
  };
  const narrowest = (keys: readonly string[], code: string): string | null => {
    const around = keys.find((key) => isRange(key) && holds(spanned(key), code));
    return around === undefined ? null : (narrowest(under.get(around) ?? [], code) ?? around);
  };
  const chapters = chaptersOf(tabular);
  const found = new Map<string, string[]>();
  for (const code of roots) {
    const key = tabular.has(code) ? null : narrowest(chapters, code);
    if (key !== null) found.set(key, [...(found.get(key) ?? []), code]);
  }
  return found;
}

interface Span {
  first: string;
  last: string;
}

/** From the lowest to the highest of what stands in a chapter or section; `section:I20-I25` names both itself. */
function spanAround(within: readonly Span[], key: string): Span {
  const [first = key, last = first] = isRange(key) ? (sectionOf(key)?.split('-') ?? []) : [key];
  if (!isRange(key) || sectionOf(key) !== null) return { first, last };
  return {
    first: within.map((one) => one.first).sort()[0] ?? key,
    last:
      within
        .map((one) => one.last)
        .sort()
        .at(-1) ?? key,
  };
}

const holds = ({ first, last }: Span, code: string): boolean =>
  first <= code && code.slice(0, last.length) <= last;

const chaptersOf = (tabular: TabularList): string[] =>
  [...tabular.keys()].filter((key) => key.startsWith('chapter:'));
const isRange = (key: string): boolean => key.includes(':');
const sectionOf = (key: string): string | null =>
  key.startsWith('section:') ? key.slice('section:'.length) : null;
const byRange = (a: ChapterNode, b: ChapterNode): number => ((a.all[0] ?? '') < (b.all[0] ?? '') ? -1 : 1);
const spanOf = (first: string, last: string): string => (first === last ? first : `${first}-${last}`);
