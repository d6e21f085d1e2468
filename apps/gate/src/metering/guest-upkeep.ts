import type { AccessPlan } from '@plaincode/content-schemas';
import { periodBefore, periodOf } from './period.ts';
import type { ViewLedger } from './view-ledger.ts';
import { guestName } from './visitor.ts';

/** How often a batch is looked at, in milliseconds, and rows in it: requests wait for one. */
const everyMs = 60_000;
const batch = 2_000;

export interface Upkeep {
  /** Looks at the next rows; false once all were looked at in this period. */
  step(): Promise<boolean>;
}

/**
 * Deletes what guests opened in periods of which nothing is asked any more: charging and opening again ask for the running one,
 * and the limit on new guests has counts of its own. The one before is kept whole, for whoever registers early in a month and
 * takes along what they read.
 */
export function createGuestUpkeep(
  ledger: Pick<ViewLedger, 'dropSome'>,
  today: () => { kind: AccessPlan['period']; now: Date },
  most: number = batch,
): Upkeep {
  let after: string | null = guestName('');
  let period = '';

  async function step(): Promise<boolean> {
    const { kind, now } = today();
    const { id } = periodOf(kind, now);
    if (id !== period) [period, after] = [id, guestName('')];
    if (after === null) return false;
    after = await ledger.dropSome(guestName(''), after, periodBefore(kind, now).id, most);
    return true;
  }

  return { step };
}

/** Keeps at all of it, beside the requests. Answers how to end that. */
export function startUpkeep(upkeeps: readonly Upkeep[]): () => void {
  const step = () => {
    // What fails, as on a full disk, is told of by the writes of requests. The next time tries again.
    for (const upkeep of upkeeps) upkeep.step().catch(() => {});
  };
  const timer = setInterval(step, everyMs);
  timer.unref();
  return () => clearInterval(timer);
}
