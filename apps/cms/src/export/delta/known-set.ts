import type { CodeLink, ListPageRecord } from '@plaincode/content-schemas';
import type { Payload } from 'payload';
import type { HeldEdition } from '../../imports/held-editions.ts';
import type { CodeEntry } from '../code-entry.ts';
import { codeRelations } from '../code-relations.ts';
import { later, linkTo, pageSet } from '../export-set.ts';
import { type OfficialSet, officialSet } from '../official-set.ts';
import { codePath } from '../page-path.ts';
import type { PageSystem } from '../page-systems.ts';
import { confirmedReplacements } from '../replacements.ts';
import type { Rights } from '../rights.ts';
import {
  factsInForce,
  type ReadFacts,
  type SourceFacts,
  wholeSource,
} from '../section-data/facts-in-force.ts';
import { type SetCounts, type SetLists, setCounts, setLists } from '../set-page.ts';
import { type FlipDays, flipDays } from './flip-days.ts';
import { readTextsOfSet, type TextsOfKnownSet } from './texts-of-known-set.ts';

/** What a running desk keeps of a set between two publishes: all that no text changes, and which codes have one. */
export interface KnownSet {
  system: PageSystem;
  official: OfficialSet;
  /** Of each code in official order. */
  places: ReadonlyMap<string, number>;
  /** By former code, and the other way round. */
  replacements: ReadonlyMap<string, string[]>;
  replaces: ReadonlyMap<string, string[]>;
  /** As they stand without a plain title. */
  lists: SetLists;
  /** The lists that name a code. */
  listsOf(code: string): readonly ListPageRecord[];
  /** The code that a page is of. */
  codeAt(path: string): string | null;
  counts: SetCounts;
  /** Read whole, since other codes' rows speak of a code. */
  conversion: SourceFacts<'conversion'> | null;
  texts: TextsOfKnownSet;
  /** The plain titles of approved revisions that were met. */
  titles: Map<string, string | null>;
}

/** What a set is known by: while that stays the same, nothing but its texts changes. */
export interface SetMark {
  system: PageSystem;
  held: readonly HeldEdition[];
  inForce: HeldEdition;
  /** Everything that its pages depend on beside its texts and the day. */
  mark: string;
}

interface Kept {
  mark: string;
  days: FlipDays;
  set: Promise<KnownSet>;
}

const kept = new WeakMap<Payload, Map<string, Kept>>();

export interface KnownSets {
  rights: Rights;
  shown: Readonly<Record<string, string>>;
  today: string;
}

/**
 * The set, kept from the time before or read anew: that takes seconds for 100,000 codes. `since`: the day from which its
 * codes stand as they do today.
 */
export async function knownSet(
  payload: Payload,
  { system, mark }: SetMark,
  { rights, shown, today }: KnownSets,
): Promise<{ set: KnownSet; since: string }> {
  const sets = kept.get(payload) ?? new Map<string, Kept>();
  kept.set(payload, sets);
  const { id } = system.codeSet;
  const known = sets.get(id);
  if (known?.mark === mark && known.days.sinceOf(today) === known.days.since)
    return { set: await known.set, since: known.days.since };
  const official = await officialSet(payload, id, { shown, today });
  if (!official) throw new Error(`The code set ${id} holds no edition any more.`);
  const days = flipDays(official, today);
  const set = readSet(payload, official, system, rights, today);
  sets.set(id, { mark, days, set });
  set.catch(() => sets.delete(id));
  return { set: await set, since: days.since };
}

async function readSet(
  payload: Payload,
  official: OfficialSet,
  system: PageSystem,
  rights: Rights,
  today: string,
): Promise<KnownSet> {
  const day = later(today, official.inForce.effective);
  const facts = await factsInForce(payload, system.codeSet, day, listsAndConversion);
  const set = pageSet(official, { system, rights, facts });
  const plain = (code: string): CodeLink | undefined => {
    const entry = official.places.byCode.get(code);
    return entry && linkTo(set, entry, null);
  };
  const lists = setLists(set, official.entries, codeRelations(official.places, plain));
  const replacements = await confirmedReplacements(payload, system.codeSet.id);
  const places = new Map(official.entries.map(({ code }, place) => [code, place]));
  const known = {
    system,
    official,
    places,
    replacements,
    replaces: turned(replacements),
    lists,
    ...listFinder(official.places.byCode, official.entries, lists.pages),
    counts: setCounts(official.entries),
    conversion: facts.conversion ?? null,
    titles: new Map<string, string | null>(),
  };
  return { ...known, texts: await readTextsOfSet(payload, known, today) };
}

/** Chapters come from the tabular list; of other sources nothing is needed before a page is. */
const listsAndConversion: ReadFacts = async (payload, source) =>
  source.kind === 'tabular' || source.kind === 'conversion' ? wholeSource(payload, source) : new Map();

function turned(replacements: ReadonlyMap<string, string[]>): Map<string, string[]> {
  const replaces = new Map<string, string[]>();
  for (const [former, codes] of replacements)
    for (const code of codes) replaces.set(code, [...(replaces.get(code) ?? []), former]);
  return replaces;
}

/** Finds lists by what they name. The index is made at the first question: many sets never ask. */
function listFinder(
  byCode: ReadonlyMap<string, CodeEntry>,
  entries: readonly CodeEntry[],
  pages: readonly ListPageRecord[],
): Pick<KnownSet, 'listsOf' | 'codeAt'> {
  let index: { codes: Map<string, string>; lists: Map<string, ListPageRecord[]> } | null = null;
  const made = () => {
    index ??= {
      codes: new Map(entries.map(({ code, row }) => [codePath(row), code])),
      lists: groupByLink(pages),
    };
    return index;
  };
  return {
    codeAt: (path) => made().codes.get(path) ?? null,
    listsOf: (code) => {
      const entry = byCode.get(code);
      return entry ? (made().lists.get(codePath(entry.row)) ?? []) : [];
    },
  };
}

function groupByLink(pages: readonly ListPageRecord[]): Map<string, ListPageRecord[]> {
  const lists = new Map<string, ListPageRecord[]>();
  for (const page of pages)
    for (const { path } of page.entries) {
      const known = lists.get(path);
      if (known) known.push(page);
      else lists.set(path, [page]);
    }
  return lists;
}

/** In official order. */
export function inOrder(
  { official, places }: Pick<KnownSet, 'official' | 'places'>,
  codes: Iterable<string>,
) {
  const found = [...new Set(codes)].flatMap((code) => places.get(code) ?? []);
  return found.sort((a, b) => a - b).flatMap((place) => official.entries[place] ?? []);
}
