import type { AccessPlan } from '@plaincode/content-schemas';

/** A stretch of time after which views count anew. `id` sorts by time: `2026-11`. */
export interface Period {
  id: string;
  ends: Date;
}

/** The period that holds `now`. Throws on an invalid date. */
export function periodOf(kind: AccessPlan['period'], now: Date): Period {
  switch (kind) {
    case 'calendar-month-utc':
      return {
        id: now.toISOString().slice(0, 7),
        ends: new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() + 1, 1)),
      };
  }
}
