import { createHmac, type KeyObject } from 'node:crypto';
import type { ViewLedger } from '../metering/view-ledger.ts';
import { accountName } from '../metering/visitor.ts';
import type { AddressChange } from './mailed-links.ts';

const kind = 'gone:';

/**
 * The views of addresses that have no account (any more). They wait for their period to end under a pseudonym, and are
 * deleted when an account comes or goes after it: who deletes an account, or gives it another address, and registers the
 * address again has no more views than before. The address itself is not kept.
 */
export interface GoneViews {
  /** An account that has this address is entered: it has what waits. Repeating it changes nothing. */
  taken(email: string, account: string): Promise<void>;
  /** An account left an address for another: the one keeps its views, and those of the other count. */
  changed(change: AddressChange): Promise<void>;
  /** The account of an address is about to be deleted: its views wait from before, so that none is lost on the way. */
  leaves(email: string, account: string): Promise<void>;
  /** It was deleted. */
  left(email: string, account: string): Promise<void>;
}

/** `accountOf`: which account has an address now; null for none. */
export function createGoneViews(
  ledger: ViewLedger,
  key: KeyObject,
  period: () => string,
  accountOf: (email: string) => Promise<string | null>,
): GoneViews {
  const nameOf = (email: string) => {
    const pseudonym = createHmac('sha256', key).update(`gone|${email}`).digest('base64url').slice(0, 22);
    return `${kind}${pseudonym}`;
  };
  async function taken(email: string, account: string): Promise<void> {
    await ledger.move(nameOf(email), accountName(account), period());
    await ledger.dropEarlier(kind, period());
  }

  /** Somebody may have registered an address at the moment when its account left it, before its views waited. */
  async function takenMeanwhile(email: string): Promise<void> {
    const account = await accountOf(email);
    if (account !== null) await taken(email, account);
  }

  return {
    taken,
    async changed({ account, from, email }) {
      await ledger.copy(accountName(account), nameOf(from), period());
      await takenMeanwhile(from);
      await taken(email, account);
    },
    async leaves(email, account) {
      await ledger.copy(accountName(account), nameOf(email), period());
    },
    async left(email, account) {
      await ledger.move(accountName(account), nameOf(email), period());
      await ledger.clearHistory(nameOf(email), period());
      await ledger.dropEarlier(kind, period());
      await takenMeanwhile(email);
    },
  };
}
