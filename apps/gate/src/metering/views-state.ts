import type { SealedTier, ViewsState } from '@plaincode/content-schemas';
import type { GatePlan, ViewHistory } from './decide-view.ts';
import { periodOf } from './period.ts';
import { readerPlanOf, type Visitor } from './visitor.ts';

/** What is left to a visitor, as pages show it. Throws for a visitor without a plan. */
export function viewsState(
  { access: plan, subscribable }: GatePlan,
  visitor: Visitor,
  history: ViewHistory,
  awaitingTerms: readonly SealedTier[],
  now: Date,
): ViewsState {
  const name = readerPlanOf(visitor);
  if (!name) throw new Error('this visitor has no plan');
  const own = plan.plans[name];
  return {
    plan: name,
    limit: own.views,
    used: history.used,
    left: own.views === null ? null : Math.max(0, own.views - history.used),
    periodEnds: periodOf(plan.period, now).ends.toISOString(),
    registeredViews: name === 'guest' ? plan.plans.registered.views : null,
    pageOpened: history.pageOpened,
    opening: own.opening,
    awaitingTerms: [...awaitingTerms],
    subscribable,
  };
}
