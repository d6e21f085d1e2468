import type { Payload } from 'payload';
import {
  type EverydayPlan,
  idsSeen,
  type LineState,
  planEveryday,
  type SeenPin,
} from '../workflow/plan-everyday.ts';
import type { Live, ReleasePin } from '../workflow/release.ts';
import { codesWithoutPage } from './codes-without-page.ts';
import { codeOf, codeSetOf, editionSequences, setsShown, today } from './editions.ts';
import { type LineHead, lineHeads } from './line-heads.ts';
import { changeOf, type LiveSite, livePins } from './live.ts';
import { revisionsById } from './revisions.ts';
import { beforeWithdrawal } from './since-approval.ts';

/**
 * The approved texts that a release of an edition takes to readers, as they stand now: of each code the newest line
 * after the edition that readers see, up to this one.
 */
export async function pinsOfEdition(payload: Payload, edition: string): Promise<ReleasePin[]> {
  const sequenceOf = await editionSequences(payload);
  const newest = new Map<string, LineHead>();
  for (const line of await linesOfRelease(payload, edition)) {
    const known = newest.get(line.codeKey);
    const later = !known || sequenceOf(known.edition) < sequenceOf(line.edition);
    if (line.state === 'approved' && line.approvedRevision && later) newest.set(line.codeKey, line);
  }
  return [...newest.values()]
    .map(({ codeKey, approvedRevision }) => ({ codeKey, revision: approvedRevision }))
    .sort(byCode);
}

/**
 * Every line that belongs to a release of an edition: those of the editions before it that no release took along too, but
 * for codes that have no page in it.
 */
export async function linesOfRelease(payload: Payload, edition: string): Promise<LineHead[]> {
  const lines = await lineHeads(payload, { appliesFrom: { in: await editionsOfRelease(payload, edition) } });
  const codes = lines.map(({ codeKey }) => codeOf(codeKey));
  const pageless = await codesWithoutPage(payload, edition, codes);
  return lines.filter(({ codeKey }) => !pageless.has(codeOf(codeKey)));
}

/** The editions after the one that readers see, up to this one. */
export async function editionsOfRelease(payload: Payload, edition: string): Promise<string[]> {
  const { docs } = await payload.find({
    collection: 'editions',
    where: { slug: { equals: edition } },
    depth: 0,
    limit: 1,
  });
  const codeSet = docs[0]?.codeSet ?? '';
  const { shown: recorded } = await livePins(payload);
  const set = (await setsShown(payload, [codeSet], { shown: recorded, today: today() })).get(codeSet);
  const last = set?.held.find(({ id }) => id === edition)?.sequence ?? 0;
  const first = set?.shown?.sequence ?? 0;
  return (set?.held ?? []).filter(({ sequence }) => sequence > first && sequence <= last).map(({ id }) => id);
}

/**
 * What an everyday release would take to readers: approved texts of editions that the site shows, and texts to be
 * taken off. `only` are the ids of the explanations that are asked for; null for all.
 */
export async function everydayPins(
  payload: Payload,
  live: LiveSite,
  day: string,
  only: readonly string[] | null,
): Promise<EverydayPlan> {
  const lines = await waitingLines(payload, only);
  const codeKeys = lines.map(({ codeKey }) => codeKey);
  const sequenceOf = await editionSequences(payload);
  const sets = await setsShown(payload, codeKeys.map(codeSetOf), { shown: live.shown, today: day });
  const seen = await seenPins(payload, live, codeKeys);
  const approved = lines.filter(({ state }) => state === 'approved');
  const plan = planEveryday(lines, {
    seen,
    only,
    beforeWithdrawal: await beforeWithdrawal(payload, live, seen, approved),
    takenBack: only === null ? await takenBack(payload) : new Set(),
    sequenceOf,
    shownOf: (codeSet) => sets.get(codeSet)?.shown?.sequence ?? null,
  });
  return { ...plan, pins: plan.pins.sort(byCode) };
}

/** What readers see of some codes, by `codeSet/code`. */
export async function seenPins(
  payload: Payload,
  live: Live,
  codeKeys: Iterable<string>,
): Promise<Map<string, SeenPin>> {
  const heads = await revisionsById(payload, idsSeen(live, codeKeys));
  return new Map(
    [...heads.values()].map(({ id, codeKey, line, edition }) => [codeKey, { revision: id, line, edition }]),
  );
}

type WaitingLine = LineState & Pick<LineHead, 'basedOn'>;

async function waitingLines(payload: Payload, only: readonly string[] | null): Promise<WaitingLine[]> {
  const states = { state: { in: ['approved', 'withdrawn'] } };
  const lines = await lineHeads(payload, only ? { and: [states, { id: { in: [...only] } }] } : states);
  return lines.flatMap(({ approvedRevision, ...line }) =>
    approvedRevision ? [{ ...line, revision: approvedRevision }] : [],
  );
}

/** What releases that were taken back had listed. */
export async function takenBack(payload: Payload): Promise<Set<string>> {
  const { docs } = await payload.find({
    collection: 'releases',
    where: { state: { equals: 'reverted' } },
    depth: 0,
    pagination: false,
    select: { pins: true },
  });
  return new Set(docs.flatMap((release) => changeOf(release).pins).flatMap(({ revision }) => revision ?? []));
}

/** In the order of code sets and codes. */
export function byCode(a: ReleasePin, b: ReleasePin): number {
  return a.codeKey < b.codeKey ? -1 : Number(a.codeKey > b.codeKey);
}
