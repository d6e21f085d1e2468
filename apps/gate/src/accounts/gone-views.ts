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
  /** An account was made for an address. */
  taken(email: string, account: string): Promise<void>;
  /** An account left an address for another: the one keeps its views, and those of the other count. */
  changed(change: AddressChange): Promise<void>;
  /** The account of an address was deleted. */
  left(email: string, account: string): Promise<void>;
}

export function createGoneViews(ledger: ViewLedger, key: KeyObject, period: () => string): GoneViews {
  const nameOf = (email: string) => {
    const pseudonym = createHmac('sha256', key).update(`gone|${email}`).digest('base64url').slice(0, 22);
    return `${kind}${pseudonym}`;
  };
  async function taken(email: string, account: string): Promise<void> {
    await ledger.move(nameOf(email), accountName(account), period());
    await ledger.dropEarlier(kind, period());
  }

  return {
    taken,
    async changed({ account, from, email }) {
      await ledger.copy(accountName(account), nameOf(from), period());
      await taken(email, account);
    },
    async left(email, account) {
      await ledger.move(accountName(account), nameOf(email), period());
      await ledger.clearHistory(nameOf(email), period());
      await ledger.dropEarlier(kind, period());
    },
  };
}
