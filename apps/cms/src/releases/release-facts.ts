import type { ApprovedRevision } from '@plaincode/types/payload';
import type { Payload } from 'payload';
import { everThere, rowsOfCodes } from '../beside/rows-of-codes.ts';
import { standingsOfLinks } from '../collections/explanations/link-standings.ts';
import { ExportRefused } from '../export/export-refused.ts';
import { noticesFor, type Rights, readRights } from '../export/rights.ts';
import { unfilledFamilies } from '../families/family-blockers.ts';
import { familyRevisions } from '../families/own-texts.ts';
import { codeSystems } from '../imports/code-systems.ts';
import { type HeldEdition, heldEditions } from '../imports/held-editions.ts';
import { licenceObjection } from '../imports/licence.ts';
import { relationId } from '../relation-id.ts';
import { approvedContent } from '../workflow/content.ts';
import type { ReleasePin } from '../workflow/release.ts';
import type { ReleaseFacts } from '../workflow/release-blockers.ts';
import { type State, stateLabels } from '../workflow/states.ts';
import { codeOf, codeSetOf, setsShown, today } from './editions.ts';
import { type LineHead, linesById } from './line-heads.ts';
import { editionsOfRelease, everydayPins, linesOfRelease, pinsOfEdition, seenPins } from './list-pins.ts';
import { livePins } from './live.ts';
import { lostSuccessors } from './lost-successors.ts';
import { revisionsById } from './revisions.ts';
import { shownEdition } from './shown-edition.ts';
import { beforeWithdrawal, isOfficialChanged } from './since-approval.ts';

const mostItems = 100;
const settled: readonly State[] = ['approved', 'published', 'superseded', 'withdrawn'];

export interface ReleaseToCheck {
  codeSet: string | null;
  /** Null for a release that switches no edition. */
  edition: string | null;
  pins: readonly ReleasePin[];
}

/** Looks up everything that the check of a release needs. */
export async function releaseFacts(payload: Payload, release: ReleaseToCheck): Promise<ReleaseFacts> {
  const { codeSet, edition } = release;
  const rights = await readRights(payload);
  const held = codeSet ? await heldEditions(payload, codeSet) : [];
  const at = held.find(({ id }) => id === edition) ?? null;
  if (!edition || !codeSet)
    return {
      ...everydayFacts(await pinFacts(payload, rights, release.pins, null)),
      unfilled: await unfilledNow(payload, release.pins),
    };
  const range = await editionsOfRelease(payload, edition);
  return {
    edition: await editionFacts(payload, { codeSet, edition, at, held }),
    noticeObjections: at ? await officialNotice(payload, rights, codeSet, at) : [],
    ...(await openItems(payload, range)),
    lines: await linesOf(payload, edition),
    pins: await pinFacts(payload, rights, release.pins, at),
    unlisted: await unlistedTexts(payload, edition, release.pins),
    ...(at ? await everydayWaiting(payload, release.pins) : nothingWaits),
    lostSuccessors: at ? await lostSuccessors(payload, held, at) : [],
    unfilled: at
      ? await unfilledFamilies(
          payload,
          held,
          at,
          (await livePins(payload, { pins: release.pins, shown: {} })).texts,
        )
      : [],
  };
}

/**
 * An everyday release is kept back only by what would stop the export: the links of its texts are taken care of
 * there, an official row that changed is a work item, and a text that was withdrawn is left out when its turn comes.
 */
function everydayFacts(pins: ReleaseFacts['pins']): ReleaseFacts {
  return {
    edition: null,
    noticeObjections: [],
    openItems: [],
    openItemCount: 0,
    lines: [],
    pins: pins.map((pin) => ({
      ...pin,
      current: true,
      withdrawn: false,
      withdrawnBefore: false,
      codeLeft: false,
      officialSame: true,
      brokenLinks: [],
    })),
    unlisted: [],
    ...nothingWaits,
    unfilled: [],
    lostSuccessors: [],
  };
}

/** An everyday release asks only where it brings a family's text, or takes away what stood in the place of one. */
async function unfilledNow(payload: Payload, pins: readonly ReleasePin[]): Promise<ReleaseFacts['unfilled']> {
  const ids = pins.flatMap(({ revision }) => revision ?? []);
  const families = await familyRevisions(payload, ids);
  const bearing = pins.filter(({ revision }) => revision === null || families.has(revision));
  const live = await livePins(payload, { pins, shown: {} });
  const sets = await setsShown(
    payload,
    bearing.map(({ codeKey }) => codeSetOf(codeKey)),
    {
      shown: live.shown,
      today: today(),
    },
  );
  const found = await Promise.all(
    [...sets.values()].map(({ held, shown }) =>
      shown ? unfilledFamilies(payload, held, shown, live.texts) : [],
    ),
  );
  return found.flat();
}

async function unlistedTexts(
  payload: Payload,
  edition: string,
  pins: readonly ReleasePin[],
): Promise<ReleaseFacts['unlisted']> {
  const listed = new Set(pins.map(({ codeKey }) => codeKey));
  const others = (await pinsOfEdition(payload, edition)).filter(({ codeKey }) => !listed.has(codeKey));
  return await linesBehind(payload, others);
}

async function linesBehind(
  payload: Payload,
  pins: readonly ReleasePin[],
): Promise<{ displayCode: string; line: string }[]> {
  const heads = await revisionsById(
    payload,
    pins.flatMap(({ revision }) => revision ?? []),
  );
  return [...heads.values()].map(({ codeKey, line }) => ({ displayCode: codeOf(codeKey), line }));
}

type Waiting = Pick<ReleaseFacts, 'corrections' | 'withdrawals'>;
const nothingWaits: Waiting = { corrections: [], withdrawals: [] };

/**
 * Approved texts of editions that readers see, and withdrawals of what they see, of codes that the release lists: after it
 * nobody would read the one or miss the other.
 */
async function everydayWaiting(payload: Payload, pins: readonly ReleasePin[]): Promise<Waiting> {
  const listed = new Set(pins.map(({ codeKey }) => codeKey));
  const live = await livePins(payload);
  const { pins: all } = await everydayPins(payload, live, today(), null);
  const waiting = all.filter(({ codeKey }) => listed.has(codeKey));
  const leaving = waiting.filter(({ revision }) => revision === null);
  const seen = leaving.map(({ codeKey }) => ({ codeKey, revision: live.texts.get(codeKey) ?? null }));
  return {
    corrections: await linesBehind(payload, waiting),
    withdrawals: await linesBehind(payload, seen),
  };
}

interface EditionAt {
  codeSet: string;
  edition: string;
  held: HeldEdition[];
  at: HeldEdition | null;
}

async function editionFacts(
  payload: Payload,
  { codeSet, edition, at, held }: EditionAt,
): Promise<ReleaseFacts['edition']> {
  const system = (await codeSystems(payload)).find(({ slug }) => slug === codeSet);
  const objection = system?.licensed && at ? licenceObjection(system, system.licence, at.effective) : null;
  const { shown: recorded } = await livePins(payload);
  const shown = shownEdition(held, codeSet, { shown: recorded, today: today() });
  return {
    label: at?.label ?? edition,
    held: at !== null,
    readersSee: at && shown && at.sequence <= shown.sequence ? shown.label : null,
    licenceObjection: objection,
  };
}

async function officialNotice(
  payload: Payload,
  rights: Rights & { slugOf(id: string): string },
  codeSet: string,
  at: HeldEdition,
): Promise<string[]> {
  const system = (await codeSystems(payload)).find(({ slug }) => slug === codeSet);
  if (!system) return [];
  try {
    noticesFor(rights, rights.slugOf(system.rightsHolder), { id: codeSet, name: system.name }, at);
    return [];
  } catch (error) {
    if (error instanceof ExportRefused) return [error.message];
    throw error;
  }
}

async function openItems(
  payload: Payload,
  editions: readonly string[],
): Promise<Pick<ReleaseFacts, 'openItems' | 'openItemCount'>> {
  const page = await payload.find({
    collection: 'work-items',
    where: { edition: { in: [...editions] }, state: { not_equals: 'done' } },
    sort: 'position',
    limit: mostItems,
    depth: 0,
    select: { edition: true, code: true, displayCode: true },
  });
  return {
    openItems: page.docs.map(({ edition, code, displayCode }) => ({
      displayCode,
      href: `/admin/updates/${edition}/items/${code}`,
    })),
    openItemCount: page.totalDocs,
  };
}

async function linesOf(payload: Payload, edition: string): Promise<ReleaseFacts['lines']> {
  const lines = await linesOfRelease(payload, edition);
  return lines.map(({ id, codeKey, state, toMerge }) => ({
    id,
    displayCode: codeOf(codeKey),
    settled: settled.includes(state),
    stateLabel: stateLabels[state],
    toMerge: toMerge !== null,
  }));
}

async function pinFacts(
  payload: Payload,
  rights: Rights,
  pins: readonly ReleasePin[],
  at: HeldEdition | null,
): Promise<ReleaseFacts['pins']> {
  const facts: ReleaseFacts['pins'] = [];
  const editions = new Map<string, HeldEdition[]>();
  const live = await livePins(payload);
  for (let start = 0; start < pins.length; start += 500) {
    const ids = pins.slice(start, start + 500).flatMap(({ revision }) => revision ?? []);
    const { docs } = await payload.find({
      collection: 'approved-revisions',
      where: { id: { in: ids } },
      depth: 0,
      pagination: false,
    });
    const lines = await linesById(
      payload,
      docs.map(({ explanation }) => relationId(explanation)),
    );
    const coming = docs.map(({ id, codeKey, explanation }) => ({
      codeKey,
      revision: id,
      basedOn: lines.get(relationId(explanation))?.basedOn ?? null,
    }));
    const seen = await seenPins(
      payload,
      live,
      coming.map(({ codeKey }) => codeKey),
    );
    const unread = await beforeWithdrawal(payload, live, seen, coming);
    for (const revision of docs)
      facts.push(await oneFact(payload, { rights, lines, editions, at, unread }, revision));
  }
  return facts;
}

interface PinContext {
  rights: Rights;
  lines: ReadonlyMap<string, LineHead>;
  /** The held editions of each set that was asked for. */
  editions: Map<string, HeldEdition[]>;
  /** The edition of the release; null for an everyday one. */
  at: HeldEdition | null;
  /** Revisions that were approved before words were withdrawn that they may hold too. */
  unread: ReadonlySet<string>;
}

async function oneFact(
  payload: Payload,
  { rights, lines, editions, at, unread }: PinContext,
  revision: ApprovedRevision,
): Promise<ReleaseFacts['pins'][number]> {
  const [codeSet = '', code = ''] = revision.codeKey.split('/');
  const held = editions.get(codeSet) ?? (await heldEditions(payload, codeSet));
  editions.set(codeSet, held);
  const spans = (await rowsOfCodes(payload, held, { code: { equals: code } })).get(code) ?? [];
  const line = relationId(revision.explanation);
  const approved = lines.get(line)?.approvedRevision;
  const content = approvedContent.parse(revision.content);
  const links = await standingsOfLinks(payload, content, at);
  const notice = rights.notices.find(({ id }) => id === content.notice);
  return {
    displayCode: code,
    line,
    current: !approved || approved === revision.id,
    withdrawn: lines.get(line)?.state === 'withdrawn',
    codeLeft: at !== null && spans.length > 0 && !everThere(spans, held, at),
    withdrawnBefore: unread.has(revision.id),
    officialSame: !isOfficialChanged(held, spans, revision),
    noticeObjection: notice?.uses.includes('line')
      ? null
      : `its notice "${content.notice}" is not among the copyright notices to be printed under a text.`,
    brokenLinks: [...links].flatMap(([href, standing]) =>
      standing === 'unknown' || standing === 'deleted' ? [href] : [],
    ),
  };
}
