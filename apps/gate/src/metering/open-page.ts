import { randomBytes } from 'node:crypto';
import type { NextStep, RefusalReason, SealedTier, ViewsState } from '@plaincode/content-schemas';
import {
  decideView,
  type GatePlan,
  type RequestedPage,
  type ViewDecision,
  type ViewHistory,
} from './decide-view.ts';
import { periodOf } from './period.ts';
import type {
  Allowances,
  HistoryAsked,
  LedgerHistory,
  Recorded,
  ViewLedger,
  ViewToRecord,
} from './view-ledger.ts';
import { viewsState } from './views-state.ts';
import { ledgerName, type Visitor } from './visitor.ts';

const hour = 3_600_000;
const day = 86_400_000;

/** How long new guests of an address are counted, in milliseconds: past the end of their day anywhere. */
export const newGuestsKept = 2 * day;

export interface Metering {
  ledger: ViewLedger;
  allowances: Allowances;
}

/** Somebody who asks, and from where. `addressGroup` gives a pseudonym of the address that is good for one day. */
export interface Asker {
  visitor: Visitor;
  addressGroup: () => string;
}

export type Opened =
  | { outcome: 'granted'; opens: SealedTier[]; charged: boolean; visitor: Visitor; views: ViewsState }
  | { outcome: 'refused'; reason: RefusalReason; next: NextStep[]; views: ViewsState };

/**
 * Opens a page to a visitor: decides, and records what the decision charges. A new guest gets an identity with
 * the first grant; `visitor` in the answer carries it.
 */
export async function openPage(
  metering: Metering,
  plan: GatePlan,
  asker: Asker,
  page: RequestedPage,
  now: Date,
): Promise<Opened> {
  const { history, decision, recorded } = await decide(metering, plan, asker, page, now);
  const views = (visitor: Visitor, known: ViewHistory) =>
    viewsState(plan, visitor, known, page.awaitingTerms, now);
  if (decision.outcome === 'refuse') {
    const { reason, next } = decision;
    return { outcome: 'refused', reason, next, views: views(asker.visitor, history) };
  }
  const { opens } = decision;
  const granted = (visitor: Visitor, known: ViewHistory, charged: boolean): Opened => ({
    outcome: 'granted',
    opens,
    charged,
    visitor,
    views: views(visitor, known),
  });
  if (!decision.charge) return granted(asker.visitor, history, false);

  // A visitor with a name was charged with the decision.
  const visitor = recorded ? asker.visitor : await identify(metering, plan, asker, now);
  // Others took this address's last new guest, or this visitor's last view, since the decision: decide again
  // on what the ledger holds now.
  if (!visitor) return openPage(metering, plan, asker, page, now);
  const { outcome, used } =
    recorded ?? (await metering.ledger.record(viewToRecord(plan, visitor, page.path, decision, now)));
  if (outcome === 'refused') return openPage(metering, plan, { ...asker, visitor }, page, now);
  return granted(visitor, { ...history, used, pageOpened: true }, outcome === 'recorded');
}

/** What is left to a visitor, without opening anything. */
export async function readViews(
  metering: Metering,
  plan: GatePlan,
  asker: Asker,
  page: Pick<RequestedPage, 'path' | 'awaitingTerms'>,
  now: Date,
): Promise<ViewsState> {
  const history = await readHistory(metering, plan, asker, page.path, now);
  return viewsState(plan, asker.visitor, history, page.awaitingTerms, now);
}

type Grant = Extract<ViewDecision, { outcome: 'grant' }>;

interface Decision {
  history: ViewHistory;
  decision: ViewDecision;
}

/** Decides, and records the view of a visitor with a name in the same go; `recorded` is null where there was none to record. */
async function decide(
  metering: Metering,
  plan: GatePlan,
  asker: Asker,
  page: RequestedPage,
  now: Date,
): Promise<Decision & { recorded: Recorded | null }> {
  const { visitor } = asker;
  const decideOn = (history: ViewHistory): Decision => ({
    history,
    decision: decideView(plan, visitor, page, history, now),
  });
  const asked = historyAsked(plan, visitor, page.path, now);
  if (!asked) return { ...decideOn(await newGuestHistory(metering, plan, asker, now)), recorded: null };
  const { decision, recorded } = await metering.ledger.decide(asked, (held) => {
    const made = decideOn(viewHistory(asked.period, held));
    const grant = made.decision.outcome === 'grant' && made.decision.charge ? made.decision : null;
    return { decision: made, charge: grant && viewToRecord(plan, visitor, page.path, grant, now) };
  });
  return { ...decision, recorded };
}

async function readHistory(
  metering: Metering,
  plan: GatePlan,
  asker: Asker,
  page: string,
  now: Date,
): Promise<ViewHistory> {
  const asked = historyAsked(plan, asker.visitor, page, now);
  if (!asked) return newGuestHistory(metering, plan, asker, now);
  const { visitor, period, since } = asked;
  return viewHistory(period, await metering.ledger.history(visitor, page, period, since));
}

/** What to ask the ledger of a visitor; null for a new guest, whom it does not know. */
function historyAsked(plan: GatePlan, visitor: Visitor, page: string, now: Date): HistoryAsked | null {
  const name = ledgerName(visitor);
  if (name === null) return null;
  return { visitor: name, page, period: periodOf(plan.access.period, now).id, since: hourBefore(now) };
}

function viewHistory(period: string, { used, pageOpened, recent }: LedgerHistory): ViewHistory {
  return { period, used, pageOpened, viewsLastHour: recent, newGuestsToday: 0 };
}

async function newGuestHistory(
  { allowances }: Metering,
  plan: GatePlan,
  { addressGroup }: Asker,
  now: Date,
): Promise<ViewHistory> {
  const newGuestsToday = await allowances.taken(newGuestsKey(addressGroup(), now));
  const period = periodOf(plan.access.period, now).id;
  return { period, used: 0, pageOpened: false, viewsLastHour: 0, newGuestsToday };
}

/** The visitor as the ledger names it; a new guest takes one of its address's places, null when none is left. */
export async function identify(
  { allowances }: Metering,
  plan: GatePlan,
  { visitor, addressGroup }: Asker,
  now: Date,
): Promise<Visitor | null> {
  if (ledgerName(visitor) !== null) return visitor;
  const until = new Date(now.getTime() + newGuestsKept);
  const most = plan.access.newGuestsPerAddressAndDay;
  if (!(await allowances.take(newGuestsKey(addressGroup(), now), most, until))) return null;
  return { kind: 'guest', id: randomBytes(16).toString('base64url') };
}

function viewToRecord(plan: GatePlan, visitor: Visitor, page: string, grant: Grant, now: Date): ViewToRecord {
  const name = ledgerName(visitor);
  if (name === null) throw new Error('a view needs a visitor with a name');
  const paced = visitor.kind === 'account' && visitor.subscribed;
  return {
    visitor: name,
    page,
    period: grant.period.id,
    now,
    limit: grant.limit,
    pace: paced ? { since: hourBefore(now), limit: plan.access.subscriberViewsPerHour } : null,
  };
}

const hourBefore = (now: Date) => new Date(now.getTime() - hour);

const newGuestsKey = (addressGroup: string, now: Date) =>
  `new-guests|${now.toISOString().slice(0, 10)}|${addressGroup}`;
