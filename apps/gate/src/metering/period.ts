import type { AccessPlan } from '@plaincode/content-schemas';

/** A stretch of time after which views count anew. `id` sorts by time: `2026-11`. */
export interface Period {
  readonly id: string;
  readonly ends: Date;
}

/** Every request asks for it several times, and the answer changes once a month. */
let lately: Period & { starts: number } = { id: '', starts: 0, ends: new Date(0) };

/** The period that holds `now`. Throws on an invalid date. */
export function periodOf(kind: AccessPlan['period'], now: Date): Period {
  switch (kind) {
    case 'calendar-month-utc': {
      const time = now.getTime();
      if (time < lately.starts || time >= lately.ends.getTime() || Number.isNaN(time)) lately = monthOf(now);
      return lately;
    }
  }
}

/** The period before the one that holds `now`. */
export function periodBefore(kind: AccessPlan['period'], now: Date): Period {
  switch (kind) {
    case 'calendar-month-utc':
      return monthOf(new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() - 1, 1)));
  }
}

function monthOf(now: Date): Period & { starts: number } {
  const [year, month] = [now.getUTCFullYear(), now.getUTCMonth()];
  return {
    id: now.toISOString().slice(0, 7),
    starts: Date.UTC(year, month, 1),
    ends: new Date(Date.UTC(year, month + 1, 1)),
  };
}
