import { type Family, familyValues, type TabularFact } from '@plaincode/code-sets';
import { seventhMeanings } from '../families/seventh-meanings.ts';
import type { ApprovedContent } from '../workflow/content.ts';
import { type FamilyTemplate, familyTemplate } from '../workflow/families/family-template.ts';
import type { Coverage } from '../workflow/families/labels.ts';
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

/** The texts that were written for the codes of a set. */
export interface OwnTexts {
  /** Whom a code's text is for; null for a code without one. */
  coverageOf(code: string): Coverage | null;
  /** Throws where the text is for a code that is not asked about. */
  textOf(code: string): ApprovedText | null;
}

/** All texts of a set, `texts` by `codeSet/code`. */
export function ownTextsOf(codeSet: string, texts: ReadonlyMap<string, ApprovedText>): OwnTexts {
  const textOf = (code: string) => texts.get(`${codeSet}/${code}`) ?? null;
  return {
    textOf,
    coverageOf: (code) => {
      const text = textOf(code);
      return text && (text.content.family ? 'family' : 'code');
    },
  };
}

/**
 * Whose text each page of a set shows: the code's own, or else that of the nearest code above it whose text is for its
 * family. `entries` are in official order all codes of the set, or all that stand under any family that is met; `asked`
 * are those whose texts are looked up. A code that its edition no longer holds has its own text or none. A set without
 * such texts costs nothing.
 */
export function textsOfSet(
  entries: readonly CodeEntry[],
  own: OwnTexts,
  tabular: ReadonlyMap<string, TabularFact> | null,
  asked: readonly CodeEntry[] = entries,
): TextsOfSet {
  const present = entries.filter(isPresent);
  const roots = new Map(
    present.flatMap((entry) => (own.coverageOf(entry.code) === 'family' ? [[entry.code, entry]] : [])),
  );
  const unfilled: TextsOfSet['unfilled'] = [];
  if (roots.size === 0) return { textOf: (code) => asOwn(own.textOf(code)), unfilled };
  const rows = new Map(present.map(({ code, row }) => [code, row]));
  const below = Map.groupBy(present, ({ row }) => row.parent);
  const find = familyFinder((code) => rows.get(code)?.parent ?? null, own.coverageOf);
  const readers = new Map<string, ReturnType<typeof familyReader>>();
  const readerOf = (root: CodeEntry) => {
    const reader = readers.get(root.code) ?? familyReader(root, below, own.textOf(root.code), tabular);
    readers.set(root.code, reader);
    return reader;
  };
  const pages = new Map<string, PageText>();
  for (const { code, row } of asked.filter(isPresent)) {
    const from = roots.has(code) ? code : find(code);
    const root = from === null ? undefined : roots.get(from);
    if (from === null || !root) continue;
    const filled = readerOf(root)(code);
    if (typeof filled === 'string') unfilled.push({ displayCode: row.displayCode, from, why: filled });
    else pages.set(code, { text: filled, from: from === code ? null : from });
  }
  const textOf = (code: string) => pages.get(code) ?? (roots.has(code) ? null : asOwn(own.textOf(code)));
  return { textOf, unfilled };
}

const isPresent = ({ status }: CodeEntry) => status.state !== 'deleted';

const asOwn = (text: ApprovedText | null): PageText | null => text && { text, from: null };

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
