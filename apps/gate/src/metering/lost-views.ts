import type { Upkeep } from './guest-upkeep.ts';
import type { ViewLedger } from './view-ledger.ts';
import { accountName } from './visitor.ts';

/** Rows that are looked at together: each account that they are of is asked for. */
const batch = 500;

/**
 * Deletes the views of accounts that are no more: those of a request that was on its way while its account was deleted, and
 * whatever else was written under an account's name without one. They count for nobody. An account is made before its first
 * view is written, so that no view of one that is being made is taken for lost.
 */
export function createLostViewsUpkeep(
  ledger: Pick<ViewLedger, 'names' | 'drop'>,
  exists: (account: string) => Promise<boolean>,
  thisPeriod: () => string,
  most: number = batch,
): Upkeep {
  const beginning = accountName('');
  let after: string | null = beginning;
  let period = '';

  async function step(): Promise<boolean> {
    const now = thisPeriod();
    if (now !== period) [period, after] = [now, beginning];
    if (after === null) return false;
    const names = await ledger.names(beginning, after, most);
    for (const name of names) if (!(await exists(name.slice(beginning.length)))) await ledger.drop(name);
    after = names.at(-1) ?? null;
    return true;
  }

  return { step };
}
