import { type Family, familyValues, type TabularFact } from '@plaincode/code-sets';
import { seventhMeanings } from '../families/seventh-meanings.ts';
import type { ApprovedContent } from '../workflow/content.ts';
import { type FamilyTemplate, familyTemplate } from '../workflow/families/family-template.ts';
import { familyFinder } from '../workflow/families/nearest-family.ts';
import type { ApprovedText } from './approved-texts.ts';
import type { CodeEntry } from './code-entry.ts';

/** The text of one page, its slots filled. */
export interface PageText {
  text: ApprovedText;
  /** The code for whose family the text is, where it is not the page's own. */
  from: string | null;
}

export interface TextsOfSet {
  textOf(code: string): PageText | null;
  /** Codes that are left without the text of their family, and why. */
  unfilled: { displayCode: string; from: string; why: string }[];
}

/**
 * Whose text each page of a set shows: the code's own, or else that of the nearest code above it whose text is for its
 * family. `entries` are all codes of the set in official order, `texts` by `codeSet/code`. A code that its edition no
 * longer holds has its own text or none. A set without such texts costs nothing.
 */
export function textsOfSet(
  codeSet: string,
  entries: readonly CodeEntry[],
  texts: ReadonlyMap<string, ApprovedText>,
  tabular: ReadonlyMap<string, TabularFact> | null,
): TextsOfSet {
  const own = (code: string) => texts.get(`${codeSet}/${code}`) ?? null;
  const present = entries.filter(({ status }) => status.state !== 'deleted');
  const roots = present.filter(({ code }) => own(code)?.content.family);
  const unfilled: TextsOfSet['unfilled'] = [];
  if (roots.length === 0) return { textOf: (code) => asOwn(own(code)), unfilled };
  const rows = new Map(present.map(({ code, row }) => [code, row]));
  const below = Map.groupBy(present, ({ row }) => row.parent);
  const families = new Map(
    roots.map((root) => [root.code, familyReader(root, below, own(root.code), tabular)]),
  );
  const find = familyFinder(
    (code) => rows.get(code)?.parent ?? null,
    (code) => coverageOf(own(code)),
  );
  const pages = new Map<string, PageText>();
  for (const { code, row } of present) {
    const from = families.has(code) ? code : find(code);
    const read = from === null ? undefined : families.get(from);
    if (from === null || !read) continue;
    const filled = read(code);
    if (typeof filled === 'string') unfilled.push({ displayCode: row.displayCode, from, why: filled });
    else pages.set(code, { text: filled, from: from === code ? null : from });
  }
  const textOf = (code: string) => pages.get(code) ?? (families.has(code) ? null : asOwn(own(code)));
  return { textOf, unfilled };
}

const asOwn = (text: ApprovedText | null): PageText | null => text && { text, from: null };

const coverageOf = (text: ApprovedText | null) => text && (text.content.family ? 'family' : 'code');

/** Reads the text of a family as one of its codes shows it; or, in words, why it cannot. */
function familyReader(
  root: CodeEntry,
  below: ReadonlyMap<string | null, CodeEntry[]>,
  text: ApprovedText | null,
  tabular: ReadonlyMap<string, TabularFact> | null,
): (code: string) => ApprovedText | string {
  if (text === null) throw new Error(`The code ${root.code} has no text.`);
  const found = new Set([root]);
  for (const { code } of found) for (const child of below.get(code) ?? []) found.add(child);
  const [, ...others] = found;
  const family: Family = [root.row, ...others.map(({ row }) => row)];
  const codes = new Map(family.map((one) => [one.code, one]));
  const valuesOf = familyValues(family, seventhMeanings(tabular));
  const template = familyTemplate(text.content);
  const shared = new Map<ApprovedContent, ApprovedText>();
  return (code) => {
    const row = codes.get(code);
    const filled = row ? template.fill(valuesOf(row)) : null;
    if (!filled?.ok) return whyNot(filled);
    const known = shared.get(filled.content) ?? { ...text, content: filled.content };
    shared.set(filled.content, known);
    return known;
  };
}

/** In words, why a text cannot be read. */
export function whyNot(filled: ReturnType<FamilyTemplate<unknown>['fill']> | null): string {
  if (!filled || filled.ok) return 'the code is not in the family';
  const [missing] = filled.missing;
  if (!missing) return filled.unfit ?? 'the text cannot be filled';
  return `its slot "${missing.slot}" has no words for ${missing.value ? `"${missing.value.said}"` : 'codes without a value'}`;
}
