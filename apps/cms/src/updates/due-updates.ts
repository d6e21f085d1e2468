import { hash } from 'node:crypto';
import { type HeldEdition, type HeldFacts, latestImport } from '../imports/held-editions.ts';

/** An update as it is held. */
export type HeldUpdate = {
  id: string;
  edition: string;
  fromEdition: string;
  state: 'open' | 'released';
  /** The stamp of what it was last brought in step with. */
  import: string;
};

/** An update to be opened or brought in step: the editions that it compares, and what they stand on. */
export type DueUpdate = { from: HeldEdition; to: HeldEdition; update: HeldUpdate | null; stamp: string };

export type DueFacts = {
  /** By sequence. */
  held: readonly HeldEdition[];
  tabular: readonly HeldFacts[];
  shown: HeldEdition | null;
  updates: readonly HeldUpdate[];
  /** Editions whose import was to open no update. */
  without: ReadonlySet<string>;
};

/**
 * Which updates of a set are to be opened or brought in step. The edition that a set began with has none, nor does one that
 * arrives late and is older than what readers see. A released update keeps the edition that it was compared with; all
 * others are compared with the one before them. Nothing is due twice: the stamp says what an update stands on.
 */
export function dueUpdates({ held, tabular, shown, updates, without }: DueFacts): DueUpdate[] {
  const known = new Map(updates.map((update) => [update.edition, update]));
  const baseline = held.reduce<HeldEdition | null>(
    (first, edition) => (first && first.imports[0].sequence < edition.imports[0].sequence ? first : edition),
    null,
  );
  return held.flatMap((to, at) => {
    const update = known.get(to.id) ?? null;
    const opens = to !== baseline && !without.has(to.id) && (!shown || to.sequence >= shown.sequence);
    if (!update && !opens) return [];
    const from =
      update?.state === 'released' ? held.find(({ id }) => id === update.fromEdition) : held[at - 1];
    if (!from) return [];
    const stamp = stampOf(held.slice(0, held.indexOf(from) + 1), to, tabular);
    return update?.import === stamp ? [] : [{ from, to, update, stamp }];
  });
}

/** Whatever was held up to the edition before counts: a code that comes back was known from there. */
function stampOf(before: readonly HeldEdition[], to: HeldEdition, tabular: readonly HeldFacts[]): string {
  const from = before.at(-1);
  const lists = [from, to].map((edition) => tabular.find(({ id }) => id === edition?.id));
  const [a, b] = lists;
  const parts = [...before, to, ...(a && b ? [a, b] : [])];
  const ids = parts.map((part) => `${part.id} ${latestImport(part as HeldEdition).id}`);
  return hash('sha256', ids.join('\n'), 'base64url');
}
