import type {
  ExportLine,
  FixedPageRecord,
  HomePageRecord,
  PageRecord,
  SiteSettings,
} from '@plaincode/content-schemas';
import type { Payload } from 'payload';
import { auditHead } from '../audit/record-audit.ts';
import { livePins } from '../releases/live.ts';
import type { SeenEditions } from '../releases/shown-edition.ts';
import type { ReleaseChange } from '../workflow/release.ts';
import { type ApprovedText, approvedTexts } from './approved-texts.ts';
import { type Corrections, correctionsMade, correctionsPage } from './corrections.ts';
import { dropDeadLinks } from './dead-links.ts';
import { exportSet } from './export-set.ts';
import { statedLicences } from './licence-ends.ts';
import { mediaLines } from './media-lines.ts';
import { noticesPages } from './notices-pages.ts';
import { codeSetPath } from './page-path.ts';
import { type PageSystem, pageSystems } from './page-systems.ts';
import { type Rights, readRights } from './rights.ts';
import { mostFeatured, type SetSummary } from './set-page.ts';
import { readAccessPlan, readSiteSettings } from './site-documents.ts';

export interface ExportRequest {
  /** A release on its way: laid over what readers see. */
  release?: ReleaseChange;
  reason: string;
  /** The site's public origin, without a trailing slash. */
  origin: string;
  mediaFolder: string;
  now: Date;
  /** Told of what was left out and why; the export goes on. */
  warn(message: string): void;
}

const fixedPages: FixedPageRecord[] = [
  { kind: 'fixed', path: '/404/', page: 'not-found' },
  { kind: 'fixed', path: '/410/', page: 'gone' },
  { kind: 'fixed', path: '/account/', page: 'account' },
  { kind: 'fixed', path: '/forgot-password/', page: 'forgot-password' },
  { kind: 'fixed', path: '/login/', page: 'login' },
  { kind: 'fixed', path: '/register/', page: 'register' },
  { kind: 'fixed', path: '/search/', page: 'search' },
];

/**
 * The whole site as lines of the export stream: header, every page, every file, end. One set is in memory at a
 * time. Equal content gives equal lines but for the header's `exported` and `auditHead`. Throws `ExportRefused`.
 */
export async function* exportSite(payload: Payload, request: ExportRequest): AsyncGenerator<ExportLine> {
  const today = request.now.toISOString().slice(0, 10);
  const rights = await readRights(payload);
  const systems = await systemsWithPages(payload, await pageSystems(payload, rights.slugOf));
  const ids = new Set(systems.map(({ codeSet }) => codeSet.id));
  const live = await livePins(payload, request.release);
  const approved = await approvedTexts(payload, live.texts);
  const corrections = await correctionsMade(payload, today, request.release);
  const seen = { shown: live.shown, today };
  const texts = await dropDeadLinks(payload, withPages(approved, ids), ids, seen, request.warn);
  yield {
    type: 'header',
    format: 1,
    mode: 'full',
    exported: request.now.toISOString(),
    reason: request.reason,
    site: await readSiteSettings(payload, request.origin, navigation(systems)),
    plan: await readAccessPlan(payload),
    auditHead: (await auditHead(payload))?.hash ?? null,
    licences: await statedLicences(payload),
  };
  let pages = 0;
  for await (const record of pageRecords(payload, systems, {
    rights,
    texts,
    corrections,
    seen,
    warn: request.warn,
  })) {
    pages += 1;
    yield { type: 'page', record };
  }
  yield* mediaLines(texts.values(), request.mediaFolder);
  yield { type: 'end', pages };
}

async function* pageRecords(
  payload: Payload,
  systems: PageSystem[],
  given: {
    rights: Rights;
    texts: Map<string, ApprovedText>;
    corrections: Corrections;
    seen: SeenEditions;
    warn(message: string): void;
  },
): AsyncGenerator<PageRecord> {
  const summaries: SetSummary[] = [];
  const labels = new Map<string, string>();
  for (const system of systems) {
    const set = await exportSet(payload, { system, ...given });
    if (!set) continue;
    const { pages, ...summary } = set;
    yield* pages;
    summaries.push(summary);
    for (const [id, label] of set.labels) labels.set(id, `${system.codeSet.name} ${label}`);
  }
  yield homePage(summaries);
  yield correctionsPage(summaries.flatMap(({ corrections }) => corrections));
  yield* noticesPages(
    given.rights,
    systems.map(({ codeSet }) => codeSet),
    labels,
  );
  yield* fixedPages;
}

/** The sets that readers can visit, and a few codes of each whose texts were written for them. */
export function homePage(sets: readonly SetSummary[]): HomePageRecord {
  const featured = inTurns(sets.map((set) => set.featured)).slice(0, mostFeatured);
  return { kind: 'home', path: '/', codeSets: sets.map(({ home }) => home), featured };
}

/** A set without a complete import of codes has no pages and stands in no navigation, whatever facts it holds. */
export async function systemsWithPages(payload: Payload, systems: PageSystem[]): Promise<PageSystem[]> {
  const held: PageSystem[] = [];
  for (const system of systems) {
    const ofCodes = [{ state: { equals: 'complete' } }, { kind: { equals: 'codes' } }];
    const where = { and: [{ codeSet: { equals: system.codeSet.id } }, ...ofCodes] };
    const { totalDocs } = await payload.db.count({ collection: 'imports', where });
    if (totalDocs > 0) held.push(system);
  }
  return held;
}

function withPages(
  texts: ReadonlyMap<string, ApprovedText>,
  codeSets: ReadonlySet<string>,
): Map<string, ApprovedText> {
  return new Map([...texts].filter(([codeKey]) => codeSets.has(codeKey.split('/')[0] ?? '')));
}

/** The sets that have pages, as every page names them. */
export function navigation(systems: PageSystem[]): SiteSettings['codeSets'] {
  return systems.map(({ codeSet: { id, name } }) => ({ id, name, path: codeSetPath(id) }));
}

/** The first of each list, then the second of each, … */
function inTurns<T>(lists: readonly (readonly T[])[]): T[] {
  const longest = Math.max(0, ...lists.map((list) => list.length));
  return Array.from({ length: longest }, (_, turn) =>
    lists.flatMap((list) => list.slice(turn, turn + 1)),
  ).flat();
}
