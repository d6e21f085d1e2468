import type { CodeLink, ExportLine, ListPageRecord, PageRecord } from '@plaincode/content-schemas';
import type { Payload } from 'payload';
import { auditHead } from '../../audit/record-audit.ts';
import { readOf } from '../../beside/facts-of-code.ts';
import type { ReleaseChange } from '../../workflow/release.ts';
import { blocksOfContent } from '../../workflow/words-of.ts';
import { type ApprovedText, approvedTexts } from '../approved-texts.ts';
import type { CodeEntry } from '../code-entry.ts';
import { type CodeRelations, codeRelations, codesBeside } from '../code-relations.ts';
import { type Corrections, correctionsMade, correctionsPage } from '../corrections.ts';
import { dropDeadLinks } from '../dead-links.ts';
import { later, linkTo, ownTitle, pageOfEntry, pageSet } from '../export-set.ts';
import { homePage } from '../export-site.ts';
import { mediaLines } from '../media-lines.ts';
import { type FactsInForce, factsInForce, type ReadFacts } from '../section-data/facts-in-force.ts';
import { type SetSummary, setPage, setSummary, type TitleOf, textStanding } from '../set-page.ts';
import { inOrder, type KnownSet } from './known-set.ts';
import type { SiteBasis } from './site-basis.ts';
import {
  bringUpToDate,
  type CleanTexts,
  pageTexts,
  type TextChange,
  type TextView,
  textChange,
} from './texts-of-known-set.ts';

export interface DeltaRequest {
  release: ReleaseChange;
  reason: string;
  mediaFolder: string;
  now: Date;
  warn(message: string): void;
}

/**
 * What a release changes of a site that rests on `basis` before and after it, as lines of the export stream: every page
 * that may read otherwise than before, and some that do not. Null where only a whole export will do: an image leaves the
 * site, and other texts may show it. Throws `ExportRefused`.
 */
export async function exportDelta(
  payload: Payload,
  basis: SiteBasis,
  request: DeltaRequest,
): Promise<ExportLine[] | null> {
  const { seen, sets } = basis;
  const corrections = await correctionsMade(payload, seen.today, request.release);
  const summaries: SetSummary[] = [];
  const pages: PageRecord[] = [];
  const media: ApprovedText[] = [];
  const ids = new Set(sets.map(({ system }) => system.codeSet.id));
  const clean: CleanTexts = (texts) => dropDeadLinks(payload, texts, ids, seen, request.warn);
  for (const known of sets) {
    await bringUpToDate(payload, known, seen.today);
    const change = await textChange(payload, known, request.release.pins, seen.today, clean);
    const images = await newImages(payload, known, change);
    if (images === null) return null;
    media.push(...images);
    const made = await pagesOfSet(payload, basis, { known, change, corrections, clean });
    pages.push(...made.pages);
    summaries.push(made.summary);
  }
  pages.push(homePage(summaries), correctionsPage(summaries.flatMap((one) => one.corrections)));
  const lines: ExportLine[] = [
    {
      type: 'header',
      format: 1,
      mode: 'delta',
      exported: request.now.toISOString(),
      reason: request.reason,
      site: basis.site,
      plan: basis.plan,
      auditHead: (await auditHead(payload))?.hash ?? null,
      licences: basis.licences,
    },
    ...pages.map((record) => ({ type: 'page' as const, record })),
  ];
  for await (const line of mediaLines(media, request.mediaFolder)) lines.push(line);
  lines.push({ type: 'end', pages: pages.length });
  return lines;
}

/** The changed texts that show an image which their codes' texts did not show before; null where one goes. */
async function newImages(
  payload: Payload,
  { system }: KnownSet,
  { revisions, before, after }: TextChange,
): Promise<ApprovedText[] | null> {
  const textsOf = async ({ revisionOf }: TextView) => {
    const pins = [...revisions.keys()].flatMap((code) => {
      const revision = revisionOf(code);
      return revision === null ? [] : [[`${system.codeSet.id}/${code}`, revision] as const];
    });
    return await approvedTexts(payload, new Map(pins));
  };
  const [was, is] = [await textsOf(before), await textsOf(after)];
  const gone = [...was].some(([codeKey, text]) => lacks(is.get(codeKey), text));
  if (gone) return null;
  return [...is].flatMap(([codeKey, text]) => (lacks(was.get(codeKey), text) ? [text] : []));
}

/** Whether a text shows an image that another one does not. */
function lacks(other: ApprovedText | undefined, text: ApprovedText): boolean {
  const images = imagesIn(other);
  return [...imagesIn(text)].some((image) => !images.has(image));
}

function imagesIn(text: ApprovedText | undefined): Set<string> {
  const blocks = text ? blocksOfContent(text.content) : [];
  return new Set(
    blocks.flatMap((block) =>
      block.type === 'image' ? [block.src, ...(block.sizes ?? []).map(({ src }) => src)] : [],
    ),
  );
}

interface SetToChange {
  known: KnownSet;
  change: TextChange;
  corrections: Corrections;
  clean: CleanTexts;
}

/** The pages of a set that may read otherwise, and what the site's own pages say of it. */
async function pagesOfSet(
  payload: Payload,
  { rights, seen }: SiteBasis,
  { known, change, corrections, clean }: SetToChange,
): Promise<{ pages: PageRecord[]; summary: SetSummary }> {
  const { system, official } = known;
  const { codeSet } = system;
  const retitled = retitledCodes(known, change);
  const beside = inOrder(known, codesThatName(known, retitled)).filter(
    ({ code }) => !change.affected.some((one) => one.code === code),
  );
  const textBeside = await pageTexts(payload, known, change.after, beside, seen.today, clean);
  const around = new Set(beside.map(({ code }) => code));
  const textOf = (code: string) => (around.has(code) ? textBeside(code) : change.textAfter(code));
  const told = [...change.affected, ...beside];
  const facts = await factsOf(payload, known, told, later(seen.today, official.inForce.effective));
  const set = pageSet(official, { system, rights, facts });
  const correctionsOf = (code: string) => corrections.get(`${codeSet.id}/${code}`) ?? [];
  const standing = textStanding(change.explained, entriesAt(official.entries, change.written));
  const corrected = correctedCodes(known, corrections);
  const lists = [...new Set(retitled.flatMap(({ code }) => known.listsOf(code)))];
  const made = (relations: CodeRelations, titleOf: TitleOf) => {
    const loaded = {
      set,
      byCode: official.places.byCode,
      relations,
      textOf,
      correctionsOf,
      replacements: known.replacements,
    };
    const pages: PageRecord[] = told.map((entry) => pageOfEntry(loaded, entry));
    for (const list of lists) pages.push(withLinks(known, list, relations));
    pages.push(setPage({ ...known, set, relations, standing, titleOf }));
    const summary = setSummary({ set, official, relations, standing, titleOf, corrected, correctionsOf });
    return { pages, summary };
  };
  const linked = (titleOf: TitleOf) =>
    codeRelations(official.places, (code): CodeLink | undefined => {
      const entry = official.places.byCode.get(code);
      return entry && linkTo(set, entry, titleOf(code));
    });
  const untitled = () => null;
  const toRead = [...standing.written, ...standing.featured].map(({ code }) => code);
  const met = new Set(toRead);
  if (codeSet.licensed)
    made(
      linked((code) => {
        met.add(code);
        return null;
      }),
      untitled,
    );
  const titles = await titlesOf(payload, known, change, met, seen.today);
  const titleOf = (code: string) => titles.get(code) ?? null;
  return made(linked(codeSet.licensed ? titleOf : untitled), titleOf);
}

/** Codes that links call otherwise than before: a licensed set's own titles do that. */
function retitledCodes(
  { system, official }: KnownSet,
  { revisions, textBefore, textAfter }: TextChange,
): CodeEntry[] {
  if (!system.codeSet.licensed) return [];
  return [...revisions.keys()]
    .filter((code) => ownTitle(textBefore(code)) !== ownTitle(textAfter(code)))
    .flatMap((code) => official.places.byCode.get(code) ?? []);
}

function codesThatName({ official, replaces }: KnownSet, codes: readonly CodeEntry[]): string[] {
  return codes.flatMap((entry) => [
    ...codesBeside(official.places, entry),
    ...(replaces.get(entry.code) ?? []),
  ]);
}

async function factsOf(
  payload: Payload,
  { system, conversion }: KnownSet,
  entries: readonly CodeEntry[],
  day: string,
): Promise<FactsInForce> {
  if (entries.length === 0) return {};
  const few = readOf(...entries.map(({ code }) => code));
  const read: ReadFacts = async (from, source) =>
    source.kind === 'conversion' ? new Map(conversion?.byCode) : few(from, source);
  return await factsInForce(payload, system.codeSet, day, read);
}

function correctedCodes(known: KnownSet, corrections: Corrections): string[] {
  const prefix = `${known.system.codeSet.id}/`;
  const codes = [...corrections.keys()].flatMap((codeKey) =>
    codeKey.startsWith(prefix) ? [codeKey.slice(prefix.length)] : [],
  );
  return inOrder(known, codes).map(({ code }) => code);
}

function* entriesAt(entries: readonly CodeEntry[], places: readonly number[]): Generator<CodeEntry> {
  for (const place of places) {
    const entry = entries[place];
    if (entry) yield entry;
  }
}

/** A list as it stands now: its links are named anew. */
function withLinks(known: KnownSet, list: ListPageRecord, { linkOf }: CodeRelations): ListPageRecord {
  return { ...list, entries: list.entries.map((entry) => linkOf(known.codeAt(entry.path) ?? '')) };
}

/** The titles that were written for codes. Revisions never change, so their titles are kept. */
async function titlesOf(
  payload: Payload,
  known: KnownSet,
  { after, revisions, textAfter }: TextChange,
  codes: Iterable<string>,
  today: string,
): Promise<Map<string, string | null>> {
  const titles = new Map<string, string | null>();
  const unknown: string[] = [];
  for (const code of codes) {
    const revision = after.revisionOf(code);
    const kept = revision === null ? null : known.titles.get(revision);
    if (revision === null) titles.set(code, null);
    else if (revisions.has(code)) titles.set(code, ownTitle(textAfter(code)));
    else if (kept !== undefined) titles.set(code, kept);
    else unknown.push(code);
  }
  const textOf = await pageTexts(payload, known, after, inOrder(known, unknown), today);
  for (const code of unknown) {
    const title = ownTitle(textOf(code));
    titles.set(code, title);
    known.titles.set(after.revisionOf(code) ?? '', title);
  }
  return titles;
}
