import {
  type CodeLink,
  type CodePageRecord,
  type Correction,
  linkStanding,
  type PageRecord,
} from '@plaincode/content-schemas';
import type { Payload } from 'payload';
import type { CodeRow } from '../imports/code-row.ts';
import type { SeenEditions } from '../releases/shown-edition.ts';
import type { ApprovedText } from './approved-texts.ts';
import type { CodeEntry } from './code-entry.ts';
import { codePage, type PageSet, pageEdition } from './code-page.ts';
import { type CodeRelations, codeRelations } from './code-relations.ts';
import type { Corrections } from './corrections.ts';
import { type OfficialSet, officialSet } from './official-set.ts';
import { codePath } from './page-path.ts';
import type { PageSystem } from './page-systems.ts';
import { pageTitle } from './page-title.ts';
import { confirmedReplacements } from './replacements.ts';
import type { Rights } from './rights.ts';
import { type FactsInForce, factsInForce } from './section-data/facts-in-force.ts';
import { setFacts } from './section-data/index.ts';
import {
  type SetSummary,
  setCounts,
  setLists,
  setPage,
  setSummary,
  type TextStanding,
  textStanding,
} from './set-page.ts';
import { ownTextsOf, type PageText, type TextsOfSet, textsOfSet } from './texts-of-set.ts';

export interface SetToExport {
  system: PageSystem;
  rights: Rights;
  /** By `codeSet/code`. */
  texts: ReadonlyMap<string, ApprovedText>;
  corrections: Corrections;
  seen: SeenEditions;
  /** Told of codes that are left without a text. */
  warn(message: string): void;
}

/** A set's pages, and what others say of it. */
export interface ExportedSet extends SetSummary {
  /** Every code page in official order, then the lists, then the set's own page. */
  pages: Generator<PageRecord>;
}

/** Facts go with the edition that is shown, also where that is shown before it takes effect. */
export function later(a: string, b: string): string {
  return a > b ? a : b;
}

/** Loads one set at its edition in force. Null where it holds no edition: it then has no pages. */
export async function exportSet(payload: Payload, work: SetToExport): Promise<ExportedSet | null> {
  const { system, rights, texts, corrections, seen } = work;
  const { codeSet } = system;
  const official = await officialSet(payload, codeSet.id, seen);
  if (!official) return null;
  const { entries, places } = official;
  const facts = await factsInForce(payload, codeSet, later(seen.today, official.inForce.effective));
  const replacements = await confirmedReplacements(payload, codeSet.id);
  const set = pageSet(official, { system, rights, facts });
  const { textOf, unfilled } = textsOfSet(
    entries,
    ownTextsOf(codeSet.id, texts),
    facts.tabular?.byCode ?? null,
  );
  for (const message of withoutText(unfilled)) work.warn(message);
  const titleOf = (code: string) => ownTitle(textOf(code));
  const links = new Map(entries.map((entry) => [entry.code, linkTo(set, entry, titleOf(entry.code))]));
  const relations = codeRelations(places, (code) => links.get(code));
  const explained = entries.filter((entry) => textOf(entry.code) !== null);
  const written = explained.filter((entry) => textOf(entry.code)?.from === null);
  const standing = textStanding(explained.length, written);
  const correctionsOf = (code: string) => corrections.get(`${codeSet.id}/${code}`) ?? [];
  const loaded = { set, byCode: places.byCode, relations, textOf, correctionsOf, replacements };
  const corrected = entries.map(({ code }) => code);
  return {
    pages: pagesOf(loaded, { system, official, standing }),
    ...setSummary({ set, official, relations, standing, titleOf, corrected, correctionsOf }),
  };
}

function* pagesOf(
  loaded: LoadedCodes,
  { system, official, standing }: { system: PageSystem; official: OfficialSet; standing: TextStanding },
): Generator<PageRecord> {
  const { set, relations } = loaded;
  const { entries } = official;
  for (const entry of entries) yield pageOfEntry(loaded, entry);
  const lists = setLists(set, entries, relations);
  yield* lists.pages;
  const titleOf = (code: string) => ownTitle(loaded.textOf(code));
  const counts = setCounts(entries);
  yield setPage({ set, system, official, relations, lists, counts, standing, titleOf });
}

/** What the pages of a set have in common. */
export function pageSet(
  { inForce, labels, places }: OfficialSet,
  { system, rights, facts }: { system: PageSystem; rights: Rights; facts: FactsInForce },
): PageSet {
  const pathOf = (code: string) => {
    const entry = places.byCode.get(code);
    return entry ? codePath(entry.row) : null;
  };
  return {
    codeSet: system.codeSet,
    inForce: pageEdition(inForce),
    tiers: system.tiers,
    rights,
    facts: setFacts(facts, pathOf, inForce.effective),
    labels,
  };
}

/** The codes that are loaded, and what there is to say of them. */
export interface LoadedCodes {
  set: PageSet;
  byCode: ReadonlyMap<string, CodeEntry>;
  relations: CodeRelations;
  textOf(code: string): PageText | null;
  correctionsOf(code: string): readonly Correction[];
  /** By former code. */
  replacements: ReadonlyMap<string, string[]>;
}

/** The page of one of them. */
export function pageOfEntry(
  { set, byCode, relations, textOf, correctionsOf, replacements }: LoadedCodes,
  entry: CodeEntry,
): CodePageRecord {
  const { code } = entry;
  const shown = textOf(code);
  const now = (replacements.get(code) ?? []).filter((other) => byCode.has(other));
  const table = tableOf(entry.row);
  return codePage(set, {
    entry,
    link: relations.linkOf(code),
    related: relations.relatedTo(entry),
    text: shown?.text ?? null,
    inheritedFrom: linkOrNull(relations, shown?.from),
    corrections: newestFirst(correctionsOf(code), shown?.from ? correctionsOf(shown.from) : []),
    replacements: now.map(relations.linkOf),
    table: table === null ? null : (byCode.get(table)?.row.longDescriptor ?? null),
  });
}

/** What was corrected in a code's own text stays told where its page has come to read that of its family. */
function newestFirst(own: readonly Correction[], ofFamily: readonly Correction[]): readonly Correction[] {
  if (ofFamily.length === 0) return own;
  return [...own, ...ofFamily].sort((a, b) => Number(a.date < b.date) - Number(b.date < a.date));
}

/** The code of the table that an inpatient procedure belongs to; null for any other code. */
export function tableOf({ code, codeType }: Pick<CodeRow, 'code' | 'codeType'>): string | null {
  return codeType === 'inpatient-procedure' && code.length === 7 ? code.slice(0, 3) : null;
}

/** One message for all codes that lack the same. */
function withoutText(unfilled: TextsOfSet['unfilled']): string[] {
  const alike = Map.groupBy(unfilled, ({ from, why }) => `the text of ${from}: ${why}`);
  return [...alike].map(([what, codes]) => {
    const others = codes.length > 1 ? ` and ${codes.length - 1} more` : '';
    return `${codes[0]?.displayCode}${others} left without ${what}.`;
  });
}

function linkOrNull(relations: CodeRelations, code: string | null | undefined): CodeLink | null {
  return code ? relations.linkOf(code) : null;
}

/** How other pages link to a code; `ownTitle` is the plain title that was written for it. */
export function linkTo({ codeSet }: PageSet, { row, status }: CodeEntry, ownTitle: string | null): CodeLink {
  const { displayCode } = row;
  const title = pageTitle(codeSet, displayCode, row.longDescriptor, ownTitle);
  return { path: codePath(row), displayCode, title, ...linkStanding(status) };
}

/**
 * The plain title of a page, by which links of a licensed set call it. One that a whole family has in common would tell
 * no page from another.
 */
export function ownTitle(page: PageText | null): string | null {
  return page?.from === null ? page.text.content.plainTitle : null;
}
