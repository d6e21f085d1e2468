import type { Payload } from 'payload';
import { tabularEntries } from '../../beside/facts-of-code.ts';
import { stemsOf } from '../../families/family-rows.ts';
import { familyRevisions } from '../../families/own-texts.ts';
import { livePins, publishedAfter } from '../../releases/live.ts';
import type { Coverage } from '../../workflow/families/labels.ts';
import { familyFinder } from '../../workflow/families/nearest-family.ts';
import type { ReleasePin } from '../../workflow/release.ts';
import { type ApprovedText, approvedTexts } from '../approved-texts.ts';
import type { CodeEntry } from '../code-entry.ts';
import { codesBelow } from '../code-relations.ts';
import { later } from '../export-set.ts';
import { type PageText, textsOfSet } from '../texts-of-set.ts';
import { inOrder, type KnownSet } from './known-set.ts';

/** Which codes of a set have a text, after the release of an order. */
export interface TextsOfKnownSet {
  order: number;
  /** The approved revision of each code. */
  revisions: Map<string, string>;
  /** The codes whose text is for their family. */
  roots: Set<string>;
  /** Codes whose pages have a text. */
  explained: number;
  /** The places of those for which it was written, in order. */
  written: number[];
}

/** Whose text is whose, before or after a change. */
export interface TextView {
  revisionOf(code: string): string | null;
  coverageOf(code: string): Coverage | null;
}

type Structure = Omit<KnownSet, 'texts'>;

/** Takes links that lead nowhere out of texts, by `codeSet/code`. */
export type CleanTexts = (
  texts: ReadonlyMap<string, ApprovedText>,
) => Promise<ReadonlyMap<string, ApprovedText>>;

/** Looks through all texts of a set, once: what is changed later is counted on from here. */
export async function readTextsOfSet(
  payload: Payload,
  known: Structure,
  today: string,
): Promise<TextsOfKnownSet> {
  const live = await livePins(payload);
  const families = await familyRevisions(payload);
  const prefix = `${known.system.codeSet.id}/`;
  const revisions = new Map<string, string>();
  const roots = new Set<string>();
  for (const [codeKey, revision] of live.texts) {
    if (!codeKey.startsWith(prefix)) continue;
    const code = codeKey.slice(prefix.length);
    revisions.set(code, revision);
    if (families.has(revision)) roots.add(code);
  }
  const view = viewOf({ revisions, roots });
  const { byCode } = known.official.places;
  const plain = [...revisions.keys()].filter((code) => byCode.has(code) && !roots.has(code));
  const read = [...roots].flatMap((root) => [root, ...codesBelow(known.official.places, root)]);
  const asked = inOrder(
    known,
    read.filter((code) => view.coverageOf(code) !== 'code'),
  );
  const textOf = await pageTexts(payload, known, view, asked, today);
  const found = asked.filter(({ code }) => textOf(code) !== null);
  const written = [
    ...plain,
    ...found.filter(({ code }) => textOf(code)?.from === null).map(({ code }) => code),
  ];
  return {
    order: live.order,
    revisions,
    roots,
    explained: plain.length + found.length,
    written: written.flatMap((code) => known.places.get(code) ?? []).sort((a, b) => a - b),
  };
}

/** Counts on to what readers see now. */
export async function bringUpToDate(payload: Payload, known: KnownSet, today: string): Promise<void> {
  const { texts } = known;
  for (const { order, pins } of await publishedAfter(payload, texts.order)) {
    if (order <= texts.order) continue;
    const change = await textChange(payload, known, pins, today);
    for (const [code, revision] of change.revisions) {
      if (revision === null) texts.revisions.delete(code);
      else texts.revisions.set(code, revision);
      if (change.after.coverageOf(code) === 'family') texts.roots.add(code);
      else texts.roots.delete(code);
    }
    Object.assign(texts, { order, explained: change.explained, written: change.written });
  }
}

/** What a release changes of the texts of a set. */
export interface TextChange extends Pick<TextsOfKnownSet, 'explained' | 'written'> {
  /** Codes that it names, with their revisions after it. */
  revisions: ReadonlyMap<string, string | null>;
  before: TextView;
  after: TextView;
  /** The codes whose pages may have another text than before, in official order. */
  affected: readonly CodeEntry[];
  textBefore(code: string): PageText | null;
  textAfter(code: string): PageText | null;
}

/** Works out what pins change, without changing what is known. */
export async function textChange(
  payload: Payload,
  known: KnownSet,
  pins: readonly ReleasePin[],
  today: string,
  clean?: CleanTexts,
): Promise<TextChange> {
  const { texts, official } = known;
  const prefix = `${known.system.codeSet.id}/`;
  const own = pins.filter(({ codeKey }) => codeKey.startsWith(prefix));
  const revisions = new Map(own.map(({ codeKey, revision }) => [codeKey.slice(prefix.length), revision]));
  const before = viewOf(texts);
  const families = await familyRevisions(
    payload,
    [...revisions.values()].flatMap((one) => one ?? []),
  );
  const after = laidOver(before, revisions, families);
  const bearing = [...revisions.keys()].filter(
    (code) => before.coverageOf(code) === 'family' || after.coverageOf(code) === 'family',
  );
  const below = bearing.flatMap((code) => [...codesBelow(official.places, code)]);
  const affected = inOrder(known, [...revisions.keys(), ...below]);
  const textBefore = await pageTexts(payload, known, before, affected, today);
  const textAfter = await pageTexts(payload, known, after, affected, today, clean);
  let { explained } = texts;
  const written = [...texts.written];
  for (const { code } of affected) {
    explained += Number(textAfter(code) !== null) - Number(textBefore(code) !== null);
    place(written, known.places.get(code) ?? 0, textAfter(code)?.from === null);
  }
  return { revisions, before, after, affected, textBefore, textAfter, explained, written };
}

function viewOf({ revisions, roots }: Pick<TextsOfKnownSet, 'revisions' | 'roots'>): TextView {
  const revisionOf = (code: string) => revisions.get(code) ?? null;
  return {
    revisionOf,
    coverageOf: (code) => (revisionOf(code) === null ? null : roots.has(code) ? 'family' : 'code'),
  };
}

function laidOver(
  before: TextView,
  revisions: ReadonlyMap<string, string | null>,
  families: ReadonlySet<string>,
): TextView {
  const revisionOf = (code: string) => {
    const over = revisions.get(code);
    return over === undefined ? before.revisionOf(code) : over;
  };
  return {
    revisionOf,
    coverageOf: (code) => {
      const over = revisions.get(code);
      if (over === undefined) return before.coverageOf(code);
      if (over === null) return null;
      return families.has(over) ? 'family' : 'code';
    },
  };
}

/** Puts a place into the ordered list, or takes it out. */
function place(written: number[], at: number, stands: boolean): void {
  let [low, high] = [0, written.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((written[middle] ?? 0) < at) low = middle + 1;
    else high = middle;
  }
  const standing = written[low] === at;
  if (stands && !standing) written.splice(low, 0, at);
  if (!stands && standing) written.splice(low, 1);
}

/** The texts that the pages of some codes show: their own, or those of their families. */
export async function pageTexts(
  payload: Payload,
  known: Structure,
  view: TextView,
  asked: readonly CodeEntry[],
  today: string,
  clean?: CleanTexts,
): Promise<(code: string) => PageText | null> {
  const { byCode } = known.official.places;
  const isPresent = (code: string) => (byCode.get(code)?.status.state ?? 'deleted') !== 'deleted';
  const find = familyFinder(
    (code) => (isPresent(code) ? (byCode.get(code)?.row.parent ?? null) : null),
    view.coverageOf,
  );
  const read = new Set<string>();
  for (const { code } of asked) {
    const from = view.coverageOf(code) === null && isPresent(code) ? find(code) : code;
    if (from !== null) read.add(from);
  }
  const roots = [...read].filter((code) => view.coverageOf(code) === 'family' && isPresent(code));
  const family = roots.flatMap((root) => [root, ...codesBelow(known.official.places, root)]);
  const loaded = await textsByCode(payload, known, view, read, clean);
  const textOf = (code: string) => loaded.get(code) ?? null;
  if (roots.length === 0) return (code) => withOwn(textOf(code));
  const tabular = await tabularOf(payload, known, family, today);
  const entries = inOrder(known, [...family, ...asked.map(({ code }) => code)]);
  return textsOfSet(entries, { coverageOf: view.coverageOf, textOf }, tabular, asked).textOf;
}

const withOwn = (text: ApprovedText | null): PageText | null => text && { text, from: null };

async function textsByCode(
  payload: Payload,
  { system }: Structure,
  view: TextView,
  codes: Iterable<string>,
  clean: CleanTexts = async (texts) => texts,
): Promise<Map<string, ApprovedText>> {
  const prefix = `${system.codeSet.id}/`;
  const pins = new Map<string, string>();
  for (const code of codes) {
    const revision = view.revisionOf(code);
    if (revision !== null) pins.set(`${prefix}${code}`, revision);
  }
  const texts = await clean(await approvedTexts(payload, pins));
  return new Map([...texts].map(([codeKey, text]) => [codeKey.slice(prefix.length), text]));
}

async function tabularOf(payload: Payload, { system, official }: Structure, codes: string[], today: string) {
  const { inForce, places } = official;
  if (places.byCode.get(codes[0] ?? '')?.row.codeType !== 'diagnosis') return null;
  return await tabularEntries(payload, system.codeSet.id, stemsOf(codes), later(today, inForce.effective));
}
