import { z } from 'zod';

/** `everyday`: a few texts under the editions shown now. `edition`: a set's new edition with its texts. */
export const releaseKinds = {
  everyday: 'Everyday',
  edition: 'Edition',
  revert: 'Taking back',
} as const;
export type ReleaseKind = keyof typeof releaseKinds;

/** `publishing`: on its way; readers see it once the publisher has swapped. `reverted`: taken back by a later one. */
export const releaseStates = {
  open: 'Open',
  scheduled: 'Scheduled',
  publishing: 'Publishing',
  published: 'Published',
  reverted: 'Taken back',
  cancelled: 'Cancelled',
} as const;
export type ReleaseState = keyof typeof releaseStates;

/** One code's text in a release: the id of an approved revision, or null where the text is taken off the site. */
export const releasePin = z.strictObject({ codeKey: z.string(), revision: z.string().nullable() });
export type ReleasePin = z.infer<typeof releasePin>;

/** The edition that the site shows of each code set, by the set's id; null where the set goes by the calendar again. */
export const shownEditions = z.record(z.string(), z.string().nullable());
export type ShownEditions = z.infer<typeof shownEditions>;

/** What readers see of texts and editions. */
export interface Live {
  /** The approved revision of each code, by `codeSet/code`. */
  texts: ReadonlyMap<string, string>;
  /** The edition of each code set; a set that no release named follows the calendar. */
  shown: Readonly<Record<string, string>>;
}

/** The same, while releases are laid over it. */
export interface FoldedLive extends Live {
  texts: Map<string, string>;
  shown: Record<string, string>;
}

/** What a release changes, whatever else is stored of it. */
export interface ReleaseChange {
  pins: readonly ReleasePin[];
  shown: ShownEditions;
}

/** What readers see after releases, given in the order of their publication: each is laid over those before. */
export function foldReleases(releases: readonly ReleaseChange[]): FoldedLive {
  const live: FoldedLive = { texts: new Map(), shown: {} };
  for (const release of releases) layOver(live, release);
  return live;
}

/** Lays one release over what readers see; changes `live`. */
export function layOver(live: FoldedLive, { pins, shown }: ReleaseChange): void {
  for (const { codeKey, revision } of pins) {
    if (revision === null) live.texts.delete(codeKey);
    else live.texts.set(codeKey, revision);
  }
  for (const [set, edition] of Object.entries(shown)) {
    if (edition === null) delete live.shown[set];
    else live.shown[set] = edition;
  }
}

/**
 * What readers saw before a release of everything that it changes. `effective` tells the edition of a set that no
 * release recorded yet: the one that the calendar gave, so that taking back does not hand the set to later imports.
 */
export function beforeOf(
  live: Live,
  { pins, shown }: ReleaseChange,
  effective: (codeSet: string) => string | null,
): Before {
  return {
    pins: pins.map(({ codeKey }) => ({ codeKey, revision: live.texts.get(codeKey) ?? null })),
    shown: Object.fromEntries(Object.keys(shown).map((set) => [set, live.shown[set] ?? effective(set)])),
  };
}

export const releaseBefore = z.strictObject({
  pins: z.array(releasePin),
  shown: shownEditions,
});
export type Before = z.infer<typeof releaseBefore>;

export interface RevertPlan {
  change: ReleaseChange;
  /** The codes that later releases changed since, and whose texts therefore stay. */
  kept: string[];
  /** The code sets of which later releases switched the edition, which therefore stays. */
  keptSets: string[];
}

/**
 * How a release is taken back: everything that is still as it left it becomes as it was before. What a later release
 * changed stays.
 */
export function planRevert(live: Live, release: ReleaseChange, before: Before): RevertPlan {
  const former = new Map(before.pins.map(({ codeKey, revision }) => [codeKey, revision]));
  const still = release.pins.filter(
    ({ codeKey, revision }) => (live.texts.get(codeKey) ?? null) === revision,
  );
  const shown: ShownEditions = {};
  const keptSets: string[] = [];
  const kept = release.pins.filter((pin) => !still.includes(pin)).map(({ codeKey }) => codeKey);
  for (const [set, edition] of Object.entries(release.shown)) {
    const was = before.shown[set] ?? null;
    if (was === edition) continue;
    if ((live.shown[set] ?? null) === edition) shown[set] = was;
    else keptSets.push(set);
  }
  const pins = still.map(({ codeKey }) => ({ codeKey, revision: former.get(codeKey) ?? null }));
  return { change: { pins, shown }, kept, keptSets };
}

/**
 * The same, with what readers had of the codes whose texts are of a later edition than the one they get again: such a
 * text would stand beside official rows that it was not written for, whichever release brought it.
 */
export function withEarlierTexts(
  { change, kept, keptSets }: RevertPlan,
  earlier: ReadonlyMap<string, string | null>,
): RevertPlan {
  const pins = change.pins.filter(({ codeKey }) => !earlier.has(codeKey));
  const restored = [...earlier].map(([codeKey, revision]) => ({ codeKey, revision }));
  return {
    change: { ...change, pins: [...pins, ...restored] },
    kept: kept.filter((one) => !earlier.has(one)),
    keptSets,
  };
}
