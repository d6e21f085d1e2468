import type { OfficialSet } from '../official-set.ts';

/**
 * The days from which pages of a set say something else than before: codes take effect, leave or are terminated, and a
 * wording takes effect.
 */
export interface FlipDays {
  /** The last of them by the day for which it was asked; empty before the first. */
  since: string;
  sinceOf(day: string): string;
}

export function flipDays(
  { inForce, entries }: Pick<OfficialSet, 'inForce' | 'entries'>,
  today: string,
): FlipDays {
  const days = new Set([inForce.effective]);
  for (const { row, history } of entries) {
    for (const { edition } of history) days.add(edition.effective);
    const { added, terminated } = row.dates;
    if (added) days.add(added);
    if (terminated) days.add(dayAfter(terminated));
  }
  const ordered = [...days].sort();
  const sinceOf = (day: string) => ordered.findLast((one) => one <= day) ?? '';
  return { since: sinceOf(today), sinceOf };
}

/** A code is terminated from the day after its last one. */
function dayAfter(day: string): string {
  const next = new Date(`${day}T00:00:00Z`);
  next.setUTCDate(next.getUTCDate() + 1);
  return next.toISOString().slice(0, 10);
}
