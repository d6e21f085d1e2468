import type { Coverage } from './families/labels.ts';
import { familyFinder } from './families/nearest-family.ts';
import type { ChangeKind } from './work-item.ts';
import { byWeight, type ItemChange, type Pair } from './work-item-changes.ts';

/** A text that readers have, as far as the list of an update depends on it. */
export type LiveText = {
  codeSet: string;
  code: string;
  displayCode: string;
  /** Whom it is for: the codes below its code read a text for a family too. */
  covers: Coverage;
  /** The codes that its links lead to, as `set/code`. */
  links: readonly string[];
  /** The codes that its words may name, as they are written. */
  named: ReadonlySet<string>;
  /** The official long descriptor in the editions that are compared; null where they do not hold the code. */
  long: Pair<string>;
};

/** How codes of the set stand to each other, in the edition itself or, for a code that left, in the one before. */
export type Parents = ReadonlyMap<string, string | null>;

const bearsOnCiting: ReadonlySet<ChangeKind> = new Set([
  'deleted',
  'terminated',
  'dropped',
  'became-header',
  'long-revised',
]);
const bearsOnFamily: ReadonlySet<ChangeKind> = new Set([...bearsOnCiting, 'added', 'reinstated']);

/** The key of an item within its update; one of another set, which only cites a code of this one, says so. */
export function itemKey(
  edition: string,
  codeSet: string,
  item: Pick<ItemChange, 'codeSet' | 'code'>,
): string {
  return item.codeSet === codeSet ? `${edition}/${item.code}` : `${edition}/${item.codeSet}/${item.code}`;
}

type Update = { edition: string; codeSet: string };

/**
 * The whole list of an update by key: what the official files changed, and every text that readers have which cites a
 * changed code, has one in its family, or else comes under another notice.
 */
export function withTexts(
  update: Update,
  official: readonly ItemChange[],
  texts: readonly LiveText[],
  parents: Parents,
  notice: Pair<string> | null,
): Map<string, ItemChange> {
  const wanted = new Map(official.map((item) => [itemKey(update.edition, update.codeSet, item), item]));
  const citable = new Map(changedCodes(official, bearsOnCiting));
  const byWord = new Map([...citable.values()].map((item) => [item.displayCode, item]));
  const changed = changedCodes(official, bearsOnFamily);
  const families = familiesOf(changed, parents);
  const readers = readersOf(update.codeSet, changed, texts, parents);
  for (const text of texts) {
    const own = text.codeSet === update.codeSet;
    const cites = citedBy(text, update.codeSet, citable, byWord);
    const family = own ? [...new Set([...families(text.code), ...readers(text.code)])].sort() : [];
    const key = itemKey(update.edition, update.codeSet, text);
    const item = wanted.get(key);
    const kinds: ChangeKind[] = [];
    if (cites.length > 0) kinds.push('cited-changed');
    if (family.length > 0) kinds.push('family-changed');
    /* The notice stands under official text: of a code that left before, the edition has none. */
    const isHeld = text.long.before !== null || text.long.after !== null;
    if (own && notice && isHeld && !item && kinds.length === 0) kinds.push('notice-only');
    if (kinds.length > 0) wanted.set(key, added(item ?? bare(text), kinds, { cites, family, notice }));
  }
  return wanted;
}

/** For the code of a family's text, the changed codes that read it. */
function readersOf(
  codeSet: string,
  changed: readonly (readonly [string, ItemChange])[],
  texts: readonly LiveText[],
  parents: Parents,
): (code: string) => string[] {
  const find = nearestFamily(codeSet, texts, parents);
  const byFamily = Map.groupBy(changed, ([code]) => find(code));
  return (code) => (byFamily.get(code) ?? []).map(([, { displayCode }]) => displayCode);
}

/** For a code of a set without a text of its own, the code whose family's text it reads; null where it reads none. */
export function nearestFamily(
  codeSet: string,
  texts: readonly LiveText[],
  parents: Parents,
): (code: string) => string | null {
  const own = new Map(
    texts.flatMap((text) => (text.codeSet === codeSet ? [[text.code, text.covers] as const] : [])),
  );
  return familyFinder(
    (code) => parents.get(code) ?? null,
    (code) => own.get(code) ?? null,
  );
}

function changedCodes(
  official: readonly ItemChange[],
  bearing: ReadonlySet<ChangeKind>,
): (readonly [string, ItemChange])[] {
  return official
    .filter(({ kinds }) => kinds.some((kind) => bearing.has(kind)))
    .map((item) => [item.code, item] as const);
}

const bare = ({ codeSet, code, displayCode, long }: LiveText): ItemChange => ({
  codeSet,
  code,
  displayCode,
  kinds: [],
  changes: { long },
});

function added(
  item: ItemChange,
  kinds: readonly ChangeKind[],
  { cites, family, notice }: { cites: string[]; family: string[]; notice: Pair<string> | null },
): ItemChange {
  const changes = { ...item.changes };
  if (cites.length > 0) changes.cites = cites;
  if (family.length > 0) changes.family = family;
  if (notice && kinds.includes('notice-only')) changes.notice = notice;
  return { ...item, kinds: byWeight([...item.kinds, ...kinds]), changes };
}

function citedBy(
  { codeSet, code, links, named }: LiveText,
  updated: string,
  citable: ReadonlyMap<string, ItemChange>,
  byWord: ReadonlyMap<string, ItemChange>,
): string[] {
  const found = new Set<string>();
  const prefix = `${updated}/`;
  for (const link of links) {
    const item = link.startsWith(prefix) ? citable.get(link.slice(prefix.length)) : undefined;
    if (item) found.add(item.displayCode);
  }
  for (const word of named) if (byWord.has(word)) found.add(word);
  const self = codeSet === updated ? citable.get(code)?.displayCode : undefined;
  if (self !== undefined) found.delete(self);
  return [...found].sort();
}

/** Codes do not nest deeper; a circle in damaged data ends here. */
const deepest = 12;

/** For a code, the changed ones among its ancestors, children and siblings. */
function familiesOf(
  changed: (readonly [string, ItemChange])[],
  parents: Parents,
): (code: string) => string[] {
  const byCode = new Map(changed);
  const byParent = Map.groupBy(changed, ([code]) => parents.get(code) ?? null);
  const under = (parent: string | null | undefined) => (parent ? (byParent.get(parent) ?? []) : []);
  return (code) => {
    const found = new Set<string>();
    const parent = parents.get(code);
    for (const [other, { displayCode }] of [...under(code), ...under(parent)])
      if (other !== code) found.add(displayCode);
    let above = parent;
    for (let step = 0; above && step < deepest; step += 1) {
      const item = byCode.get(above);
      if (item) found.add(item.displayCode);
      above = parents.get(above);
    }
    return [...found].sort();
  };
}
