import type {
  AccessPlan,
  NextStep,
  ReaderPlan,
  ReaderPlanName,
  RefusalReason,
  SealedTier,
} from '@plaincode/content-schemas';
import { type Period, periodOf } from './period.ts';
import { readerPlanOf, type Visitor } from './visitor.ts';

/** What the release's plan and this installation allow. */
export interface GatePlan {
  access: AccessPlan;
  /** A free account opens nothing until its e-mail address is verified. */
  verifiedEmailRequired: boolean;
  /** Whether subscriptions are sold here. */
  subscribable: boolean;
}

/** The page that a reader asks to open. */
export interface RequestedPage {
  path: string;
  /** Whether every envelope asked for is one of a kept release. */
  known: boolean;
  /** The tiers of those envelopes. */
  tiers: readonly SealedTier[];
  /** The tiers of those among them that no licence terms keep from the reader. */
  ready: readonly SealedTier[];
  /** Tiers of the page in which a text waits for licence terms that the reader has not accepted. */
  awaitingTerms: readonly SealedTier[];
}

/** What the ledger holds on this visitor, for the period of the decision. */
export interface ViewHistory {
  period: string;
  /** Views charged in the period. */
  used: number;
  /** Whether the requested page is open to the visitor in the period. */
  pageOpened: boolean;
  /** Pages opened for the first time within the last hour. */
  viewsLastHour: number;
  /** New guests that came from this visitor's address on this UTC day. */
  newGuestsToday: number;
}

export type ViewDecision =
  | { outcome: 'grant'; charge: boolean; opens: SealedTier[]; period: Period; limit: number | null }
  | { outcome: 'refuse'; reason: RefusalReason; next: NextStep[] };

/**
 * Whether a visitor may open a page now, and whether that costs a view. Pure: everything it knows is in its
 * arguments. What it does not understand it refuses. A grant says what to charge; the ledger still decides
 * which of several requests at the same moment gets the last view.
 */
export function decideView(
  plan: GatePlan,
  visitor: Visitor,
  page: RequestedPage,
  history: ViewHistory,
  now: Date,
): ViewDecision {
  const name = readerPlanOf(visitor);
  const own = name && plan.access.plans[name];
  if (!name || !own || !sound(plan.access, history, now)) return refuse('unknown-envelope', 'reload');
  if (!page.known || page.tiers.length === 0) return refuse('unknown-envelope', 'reload');
  const period = periodOf(plan.access.period, now);
  if (history.period !== period.id) return refuse('unknown-envelope', 'reload');

  if (!page.tiers.some((tier) => own.opens.includes(tier)))
    return refuse('nothing-to-open', ...plansThatOpen(plan.access, name, page.tiers));
  // Before all that the account would open: also the pages that it or the guest before it had opened.
  if (
    visitor.kind === 'account' &&
    name === 'registered' &&
    plan.verifiedEmailRequired &&
    !visitor.emailVerified
  )
    return refuse('verify-email', 'verify-email');
  // A view must buy something: where nothing but terms is in the way, it waits until they are accepted.
  const opens = page.ready.filter((tier) => own.opens.includes(tier));
  const grant = (charge: boolean): ViewDecision =>
    opens.length === 0
      ? refuse('accept-terms', 'accept-terms')
      : { outcome: 'grant', opens, period, limit: own.views, charge };
  if (history.pageOpened) return grant(false);
  if (name === 'subscriber' && history.viewsLastHour >= plan.access.subscriberViewsPerHour)
    return refuse('too-fast', 'wait');
  if (own.views !== null && history.used >= own.views)
    return refuse('no-views-left', ...plansWithMore(plan.access, name, own), 'wait');
  if (visitor.kind === 'guest' && visitor.id === null)
    if (history.newGuestsToday >= plan.access.newGuestsPerAddressAndDay)
      return refuse('too-many-new-guests', 'register');
  return grant(true);
}

function refuse(reason: RefusalReason, ...next: NextStep[]): ViewDecision {
  return { outcome: 'refuse', reason, next };
}

/** Counts that are not counts, or a period this gate does not know, are no ground for a grant. */
function sound(plan: AccessPlan, history: ViewHistory, now: Date): boolean {
  const counts = [history.used, history.viewsLastHour, history.newGuestsToday];
  return (
    plan.period === 'calendar-month-utc' &&
    !Number.isNaN(now.getTime()) &&
    counts.every((count) => Number.isSafeInteger(count) && count >= 0)
  );
}

const stepTo = { registered: 'register', subscriber: 'subscribe' } as const;

function higherPlans(name: ReaderPlanName): (keyof typeof stepTo)[] {
  if (name === 'guest') return ['registered', 'subscriber'];
  return name === 'registered' ? ['subscriber'] : [];
}

/** The first step to a plan that opens one of the tiers. */
function plansThatOpen(plan: AccessPlan, name: ReaderPlanName, tiers: readonly SealedTier[]): NextStep[] {
  const higher = higherPlans(name).find((other) =>
    tiers.some((tier) => plan.plans[other].opens.includes(tier)),
  );
  return higher ? [stepTo[higher]] : [];
}

/** The first step to a plan with more views than one's own. */
function plansWithMore(plan: AccessPlan, name: ReaderPlanName, own: ReaderPlan): NextStep[] {
  const higher = higherPlans(name).find((other) => {
    const { views } = plan.plans[other];
    return views === null || (own.views !== null && views > own.views);
  });
  return higher ? [stepTo[higher]] : [];
}
