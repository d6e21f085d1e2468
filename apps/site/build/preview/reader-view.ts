import type {
  AccessPlan,
  CodePageRecord,
  PublicCodePage,
  ReaderPlanName,
  SealedTier,
  ViewsState,
} from '@plaincode/content-schemas';
import { splitCodePage } from '@plaincode/publish/record';
import type { BarPiece } from '../../src/client/bar-words.ts';
import { decideViewState } from '../../src/client/decide-view-state.ts';
import type { LockWords } from '../../src/client/lock-words.ts';
import type { SealedPart } from '../../src/client/page-facts.ts';

/** What a page says to one kind of reader, in the words that the browser's part would write into it. */
export interface ReaderWords {
  signedIn: boolean;
  bar: readonly BarPiece[];
  /** By part, for the locks that stay. */
  locks: ReadonlyMap<string, LockWords>;
}

/** For whom a page is previewed, under which plan, and when. */
export interface PreviewReader {
  reader: ReaderPlanName;
  plan: AccessPlan;
  now: Date;
}

/**
 * The page as a reader has it who has just opened it: what a view opens stands in the open, the rest is locked. Nothing
 * is sealed: there are no envelopes, and no key is needed.
 */
export function pageForReader(
  record: CodePageRecord,
  { reader, plan, now }: PreviewReader,
): { page: PublicCodePage; words: ReaderWords } {
  const { views, opens } = plan.plans[reader];
  const { page } = splitCodePage(views === 0 ? record : openedFor(record, opens), () => 'preview');
  const sealed = sealedParts(page);
  const { bar, locks } = decideViewState({
    sealed,
    opening: 'possible',
    terms: null,
    cookies: true,
    gate: 'answered',
    views: viewsOf(plan, reader, now),
    grant: { state: views === 0 ? 'none' : 'granted' },
    confirmation: 'none',
  });
  return { page: { ...page, envelopes: [] }, words: { signedIn: reader !== 'guest', bar, locks } };
}

function openedFor(record: CodePageRecord, opens: readonly SealedTier[]): CodePageRecord {
  const opened = <T extends { tier: CodePageRecord['descriptors']['tier'] }>(part: T): T =>
    part.tier !== 'open' && opens.includes(part.tier) ? { ...part, tier: 'open' } : part;
  return {
    ...record,
    descriptors: opened(record.descriptors),
    explanation: record.explanation && opened(record.explanation),
    sections: record.sections.map((section) => (section.held ? opened(section) : section)),
  };
}

function sealedParts({
  descriptors,
  explanation,
  sections,
}: Pick<PublicCodePage, 'descriptors' | 'explanation' | 'sections'>): SealedPart[] {
  return [
    ...(descriptors.locked ? [{ part: 'descriptor', tier: descriptors.tier }] : []),
    ...(explanation?.locked ? [{ part: 'explanation', tier: explanation.tier }] : []),
    ...sections.flatMap((one) => (one.state === 'locked' ? [{ part: one.id, tier: one.tier }] : [])),
  ];
}

/** What the gate would say after the page's view: the first of the period. */
function viewsOf(plan: AccessPlan, reader: ReaderPlanName, now: Date): ViewsState {
  const { views: limit, opening } = plan.plans[reader];
  const used = limit === 0 ? 0 : 1;
  return {
    plan: reader,
    limit,
    used,
    left: limit === null ? null : limit - used,
    periodEnds: new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() + 1, 1)).toISOString(),
    registeredViews: reader === 'guest' ? plan.plans.registered.views : null,
    pageOpened: used > 0,
    opening,
    // Shown to somebody who has accepted what there is to accept.
    awaitingTerms: [],
    subscribable: false,
  };
}
