import type { Payload } from 'payload';
import { z } from 'zod';
import {
  type FoldedLive,
  type Live,
  layOver,
  type ReleaseChange,
  type ReleaseKind,
  releaseKinds,
  releasePin,
  shownEditions,
} from '../workflow/release.ts';
import { TextsLaidOver } from '../workflow/texts-laid-over.ts';
import { codeSetOf } from './editions.ts';

const releaseDocument = z.object({
  order: z.number(),
  kind: z.enum(Object.keys(releaseKinds) as [ReleaseKind, ...ReleaseKind[]]),
  publishedAt: z.string().nullish(),
  pins: z.array(releasePin).nullish(),
  shown: shownEditions.nullish(),
});

/** What readers see, and the order of the release that last changed it; 0 before the first. */
export type LiveSite = Live & {
  order: number;
  /** The code sets of which readers have texts. */
  codeSets: readonly string[];
  /** When the text of a code was withdrawn from readers last, by `codeSet/code`; they may have another one since. */
  takenOff: ReadonlyMap<string, string>;
};

/** The fold of the releases up to an order. A published release never changes, so it goes on from where it is. */
type Folded = FoldedLive & {
  order: number;
  /** How many texts readers have of each code set. */
  counts: Map<string, number>;
  takenOff: Map<string, string>;
};
const folds = new WeakMap<Payload, Folded>();

/**
 * What readers see: all published releases in the order of their publication. `over` is a release on its way, laid over
 * them. Reads the database directly: it is asked by commands, hooks and jobs alike. A process reads each release once.
 */
export async function livePins(payload: Payload, over?: ReleaseChange): Promise<LiveSite> {
  const { texts, shown, order, counts, takenOff } = await foldedNow(payload);
  if (!over) return { texts, shown: { ...shown }, order, codeSets: setsOf(counts), takenOff };
  const laid: FoldedLive = { texts: new Map(), shown: { ...shown } };
  layOver(laid, { pins: [], shown: over.shown });
  const pins = new Map(over.pins.map(({ codeKey, revision }) => [codeKey, revision]));
  const after = new Map(counts);
  count(after, texts, over.pins);
  const laidOver = new TextsLaidOver(texts, pins);
  return { texts: laidOver, shown: laid.shown, order, codeSets: setsOf(after), takenOff };
}

async function foldedNow(payload: Payload): Promise<Folded> {
  const fold = folds.get(payload) ?? {
    texts: new Map(),
    shown: {},
    order: 0,
    counts: new Map(),
    takenOff: new Map(),
  };
  folds.set(payload, fold);
  for (const release of await publishedAfter(payload, fold.order)) {
    /* Who asked at the same time may have laid it over already. */
    if (release.order <= fold.order) continue;
    count(fold.counts, fold.texts, release.pins);
    layOver(fold, release);
    noteTakenOff(fold.takenOff, release);
    fold.order = release.order;
  }
  return fold;
}

/** Counts texts that are to come or go. */
function count(
  counts: Map<string, number>,
  texts: ReadonlyMap<string, string>,
  pins: ReleaseChange['pins'],
): void {
  for (const { codeKey, revision } of pins) {
    const change = Number(revision !== null) - Number(texts.has(codeKey));
    const codeSet = codeSetOf(codeKey);
    if (change !== 0) counts.set(codeSet, (counts.get(codeSet) ?? 0) + change);
  }
}

/** What is taken back was not withdrawn: its text waits for another release. */
function noteTakenOff(takenOff: Map<string, string>, { kind, pins, publishedAt }: PublishedRelease): void {
  if (kind === 'revert' || !publishedAt) return;
  for (const { codeKey, revision } of pins) if (revision === null) takenOff.set(codeKey, publishedAt);
}

function setsOf(counts: ReadonlyMap<string, number>): string[] {
  return [...counts].flatMap(([codeSet, texts]) => (texts > 0 ? [codeSet] : []));
}

export type PublishedRelease = ReleaseChange & {
  order: number;
  kind: ReleaseKind;
  publishedAt: string | null;
};

/** The releases that readers saw after the one of an order, in their order. */
export async function publishedAfter(payload: Payload, order: number): Promise<PublishedRelease[]> {
  const { docs } = await payload.db.find({
    collection: 'releases',
    // In this order SQLite looks at the releases after it, and not at every one that there ever was.
    sort: 'order',
    where: { and: [{ order: { greater_than: order } }, { state: { in: ['published', 'reverted'] } }] },
    limit: 0,
    pagination: false,
    select: { order: true, kind: true, pins: true, shown: true, publishedAt: true },
  });
  return docs
    .map((document) => releaseDocument.parse(document))
    .map((release) => ({
      ...changeOf(release),
      order: release.order,
      kind: release.kind,
      publishedAt: release.publishedAt ?? null,
    }));
}

/** What a stored release changes. */
export function changeOf({ pins, shown }: { pins?: unknown; shown?: unknown }): ReleaseChange {
  return {
    pins: z.array(releasePin).parse(pins ?? []),
    shown: shownEditions.parse(shown ?? {}),
  };
}
