import type {
  CodeLink,
  CodePageRecord,
  CodeSetPageRecord,
  Correction,
  CorrectionsPageRecord,
  HomePageRecord,
  PageRecord,
} from '@plaincode/content-schemas';
import type { Payload } from 'payload';
import type { CodeRow } from '../imports/code-row.ts';
import { type HeldEdition, heldEditions, latestImport } from '../imports/held-editions.ts';
import { editionOrder, visibleRows } from '../imports/read-rows.ts';
import { type SeenEditions, shownEdition } from '../releases/shown-edition.ts';
import type { ApprovedText } from './approved-texts.ts';
import { changeLists } from './change-lists.ts';
import { chapterLists } from './chapter-lists.ts';
import { type CodeEntry, codeEntry } from './code-entry.ts';
import { codePage, type PageSet, pageEdition } from './code-page.ts';
import { type CodeRelations, codeRelations } from './code-relations.ts';
import type { Corrections } from './corrections.ts';
import { fileSource } from './file-source.ts';
import { type ListGroup, listRecords } from './list-records.ts';
import { mergeOrders } from './merge-orders.ts';
import { codePath, codeSetPath } from './page-path.ts';
import type { PageSystem } from './page-systems.ts';
import { pageTitle } from './page-title.ts';
import { confirmedReplacements } from './replacements.ts';
import { noticesFor, type Rights } from './rights.ts';
import { factsInForce } from './section-data/facts-in-force.ts';
import { setFacts } from './section-data/index.ts';
import { type PageText, type TextsOfSet, textsOfSet } from './texts-of-set.ts';

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

/** A set's pages, and what the home page says of it. */
export interface ExportedSet {
  /** Every code page in official order, then the lists, then the set's own page. */
  pages: Generator<PageRecord>;
  home: HomePageRecord['codeSets'][number];
  featured: HomePageRecord['featured'];
  corrections: CorrectionsPageRecord['corrections'];
  /** Labels of the set's editions, by their ids. */
  labels: ReadonlyMap<string, string>;
}

/** Facts go with the edition that is shown, also where that is shown before it takes effect. */
export function later(a: string, b: string): string {
  return a > b ? a : b;
}

/** Loads one set at its edition in force. Null where it holds no edition: it then has no pages. */
export async function exportSet(payload: Payload, work: SetToExport): Promise<ExportedSet | null> {
  const { system, rights, texts, corrections, seen } = work;
  const { today } = seen;
  const held = await heldEditions(payload, system.codeSet.id);
  const inForce = shownEdition(held, system.codeSet.id, seen);
  if (!inForce) return null;
  const entries = await entriesOf(payload, { held, inForce, today });
  const facts = await factsInForce(payload, system.codeSet, later(today, inForce.effective));
  const replacements = await confirmedReplacements(payload, system.codeSet.id);
  const set: PageSet = {
    codeSet: system.codeSet,
    inForce: pageEdition(inForce),
    tiers: system.tiers,
    rights,
    facts: setFacts(facts, (code) => links.get(code)?.path ?? null),
    labels: new Map(held.map(({ id, label }) => [id, label])),
  };
  const { textOf, unfilled } = textsOfSet(system.codeSet.id, entries, texts, facts.tabular?.byCode ?? null);
  for (const message of withoutText(unfilled)) work.warn(message);
  const correctionsOf = (code: string) => corrections.get(`${system.codeSet.id}/${code}`) ?? [];
  const links = new Map(entries.map((entry) => [entry.code, linkTo(set, entry, textOf(entry.code))]));
  const relations = codeRelations(entries, links);
  const explained = entries.filter((entry) => textOf(entry.code) !== null);
  const written = explained.filter((entry) => textOf(entry.code)?.from === null);
  return {
    pages: pagesOf({
      set,
      system,
      entries,
      relations,
      explained,
      written,
      textOf,
      correctionsOf,
      replacements,
      edition: inForce,
    }),
    home: {
      path: codeSetPath(system.codeSet.id),
      codeSet: system.codeSet,
      edition: set.inForce,
      codes: presentIn(entries).length,
      explained: explained.length,
    },
    featured: written
      .filter((entry) => entry.status.state === 'active')
      .map((entry) => ({ ...relations.linkOf(entry.code), codeSetName: system.codeSet.name })),
    labels: set.labels,
    corrections: entries.flatMap(({ code }) =>
      correctionsOf(code).map((one) => ({
        ...one,
        code: relations.linkOf(code),
        codeSetName: system.codeSet.name,
      })),
    ),
  };
}

async function entriesOf(
  payload: Payload,
  timeline: { held: HeldEdition[]; inForce: HeldEdition; today: string },
): Promise<CodeEntry[]> {
  const { held, inForce } = timeline;
  const spans = new Map<string, CodeRow[]>();
  for await (const row of visibleRows(payload, inForce.codeSet, held, inForce.sequence)) {
    const known = spans.get(row.code);
    if (known) known.push(sharing(row, known[0]));
    else spans.set(row.code, [row]);
  }
  const until = held.slice(0, held.indexOf(inForce) + 1).reverse();
  const orders: string[][] = [];
  for (const edition of until) orders.push(await editionOrder(payload, latestImport(edition).id));
  return mergeOrders(orders).flatMap((code) => codeEntry(spans.get(code) ?? [], timeline) ?? []);
}

/** A row that says what another one of its code says takes over that one's words: editions rarely differ. */
function sharing(row: CodeRow, known: CodeRow | undefined): CodeRow {
  if (row.contentHash !== known?.contentHash) return row;
  const { key, import: importId, edition, editionSequence, importSequence, present } = row;
  return { ...known, key, import: importId, edition, editionSequence, importSequence, present };
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
  const now = (replacements.get(code) ?? []).filter((other) => byCode.has(other));
  const table = tableOf(entry.row);
  return codePage(set, {
    entry,
    link: relations.linkOf(code),
    related: relations.relatedTo(entry),
    text: textOf(code)?.text ?? null,
    inheritedFrom: linkOrNull(relations, textOf(code)?.from),
    corrections: correctionsOf(code),
    replacements: now.map(relations.linkOf),
    table: table === null ? null : (byCode.get(table)?.row.longDescriptor ?? null),
  });
}

/** The code of the table that an inpatient procedure belongs to; null for any other code. */
export function tableOf({ code, codeType }: Pick<CodeRow, 'code' | 'codeType'>): string | null {
  return codeType === 'inpatient-procedure' && code.length === 7 ? code.slice(0, 3) : null;
}

interface LoadedSet extends Omit<LoadedCodes, 'byCode'> {
  system: PageSystem;
  edition: HeldEdition;
  entries: CodeEntry[];
  /** Codes whose pages have a text, and those of them for which it was written. */
  explained: CodeEntry[];
  written: CodeEntry[];
}

function* pagesOf(loaded: LoadedSet): Generator<PageRecord> {
  const { set, entries, relations } = loaded;
  const byCode = new Map(entries.map((entry) => [entry.code, entry]));
  for (const entry of entries) yield pageOfEntry({ ...loaded, byCode }, entry);
  const { codeSet, inForce, rights } = set;
  const notices = noticesFor(rights, codeSet.rightsHolder, codeSet.id, inForce.id);
  const lists = listRecords({ codeSet, inForce, notices, relations });
  yield* lists.pages;
  const changes = changeLists({ codeSet, inForce, notices, relations, entries });
  yield* changes.pages;
  const chapters = chaptersOf(loaded, notices);
  yield* chapters.pages;
  const groups = { groups: lists.groups, changes: changes.groups, chapters: chapters.groups };
  yield setPage(loaded, groups, notices);
}

function chaptersOf(
  { set, entries, relations }: LoadedSet,
  notices: CodeSetPageRecord['notices'],
): ReturnType<typeof chapterLists> {
  const tabular = set.facts.facts.tabular?.byCode;
  if (!tabular) return { groups: [], pages: [] };
  const { codeSet, inForce } = set;
  const codes = new Set(presentIn(entries).map(({ code }) => code));
  return chapterLists({ codeSet, inForce, notices, relations, codes, tabular });
}

function setPage(
  { set, system, edition, entries, relations, explained, written }: LoadedSet,
  { groups, changes, chapters }: Record<'groups' | 'changes' | 'chapters', ListGroup[]>,
  notices: CodeSetPageRecord['notices'],
): CodeSetPageRecord {
  const present = presentIn(entries);
  const saysBillable = present.some((entry) => entry.row.billable !== null);
  return {
    kind: 'code-set',
    path: codeSetPath(set.codeSet.id),
    codeSet: set.codeSet,
    edition: set.inForce,
    description: system.description,
    counts: {
      codes: present.length,
      billable: saysBillable ? present.filter((entry) => entry.row.billable).length : null,
      explained: explained.length,
      inactive: entries.filter(
        (entry) => entry.status.state === 'terminated' || entry.status.state === 'deleted',
      ).length,
    },
    groups,
    chapters,
    changes: changes.map((group) => ({ ...group, title: null })),
    explained: written.slice(0, 60).map((entry) => relations.linkOf(entry.code)),
    sources: [fileSource('file', set.codeSet.rightsHolder, edition)],
    notices,
  };
}

function presentIn(entries: readonly CodeEntry[]): CodeEntry[] {
  return entries.filter((entry) => entry.status.state !== 'deleted');
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

/**
 * How other pages link to a code. A licensed set's title is the publisher's own; one that a whole family has in common
 * would tell no page from another.
 */
export function linkTo({ codeSet }: PageSet, { row, status }: CodeEntry, page: PageText | null): CodeLink {
  const { displayCode } = row;
  const plainTitle = page?.from === null ? page.text.content.plainTitle : null;
  const title = pageTitle(codeSet, displayCode, row.longDescriptor, plainTitle);
  return { path: codePath(row), displayCode, title, state: status.state };
}
