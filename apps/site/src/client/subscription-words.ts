import { formatDay } from '../render/format-date.ts';
import type { Subscription } from './account-requests.ts';

/** What the account page says of a subscription. */
export function subscriptionWords({ state, day }: Subscription): string {
  const on = day === null ? '' : formatDay(day);
  switch (state) {
    case 'none':
      return 'A subscription opens every section of every code page, without a limit on views.';
    case 'trial':
      return `Your trial runs until ${on}. Then the subscription begins to cost money.`;
    case 'renews':
      return `Your subscription renews on ${on}.`;
    case 'ends':
      return `Your subscription ends on ${on} and does not renew. You read without a limit until then.`;
    case 'overdue':
      return day === null
        ? 'A payment is missing, so your subscription opens nothing. It opens pages again once the payment arrives.'
        : `A payment is missing. Your subscription opens pages until ${on}: see to the payment before that.`;
  }
}
