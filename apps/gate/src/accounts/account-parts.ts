import { createHmac, type KeyObject } from 'node:crypto';
import type { Readers } from '../guests/readers.ts';
import type { ViewLedger } from '../metering/view-ledger.ts';
import type { PageTitles } from '../release/page-titles.ts';
import type { Acceptances } from '../terms/acceptances.ts';
import type { Attempts } from './attempts.ts';
import type { FormParts } from './handle-form.ts';
import type { KnownBrowsers } from './known-browsers.ts';
import type { ReaderAccounts } from './reader-accounts.ts';
import type { Subscriptions } from './subscriptions.ts';

export interface AccountParts extends FormParts {
  accounts: ReaderAccounts;
  attempts: Attempts;
  knownBrowsers: KnownBrowsers;
  ledger: ViewLedger;
  subscriptions: Subscriptions;
  acceptances: Acceptances;
  readers: Readers;
  titles: PageTitles;
  /** The period in which views count now. */
  period: () => string;
  /** For pseudonyms of e-mail addresses. */
  pseudonyms: KeyObject;
  /** Whether subscriptions are sold here. */
  sells: boolean;
  clock: () => Date;
}

/**
 * Under which name the views of an address wait for their period to end where it has no account (any more): who deletes an
 * account, or gives it another address, and registers the address again has no more views than before. The address itself is not kept.
 */
export function goneName(key: KeyObject, email: string): string {
  const pseudonym = createHmac('sha256', key).update(`gone|${email}`).digest('base64url').slice(0, 22);
  return `gone:${pseudonym}`;
}
