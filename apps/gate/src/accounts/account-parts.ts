import type { Readers } from '../guests/readers.ts';
import type { ViewLedger } from '../metering/view-ledger.ts';
import type { PageTitles } from '../release/page-titles.ts';
import type { Acceptances } from '../terms/acceptances.ts';
import type { Attempts } from './attempts.ts';
import type { GoneViews } from './gone-views.ts';
import type { FormParts } from './handle-form.ts';
import type { KnownBrowsers } from './known-browsers.ts';
import type { ReaderAccounts } from './reader-account.ts';
import type { Subscriptions } from './subscriptions.ts';

export interface AccountParts extends FormParts {
  accounts: ReaderAccounts;
  attempts: Attempts;
  knownBrowsers: KnownBrowsers;
  ledger: ViewLedger;
  goneViews: GoneViews;
  subscriptions: Subscriptions;
  acceptances: Acceptances;
  readers: Readers;
  titles: PageTitles;
  /** The period in which views count now. */
  period: () => string;
  /** Whether subscriptions are sold here. */
  sells: boolean;
  clock: () => Date;
}
