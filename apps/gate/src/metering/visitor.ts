import type { ReaderPlanName } from '@plaincode/content-schemas';

/** A reader without an account. `id` is null until a first view was granted: such a guest is new. */
export interface Guest {
  kind: 'guest';
  id: string | null;
}

export interface AccountHolder {
  kind: 'account';
  id: string;
  emailVerified: boolean;
  subscribed: boolean;
}

export type Visitor = Guest | AccountHolder;

/** The name a visitor has in the ledger; null for a new guest, who has no history. */
export function ledgerName(visitor: Visitor): string | null {
  if (visitor.kind === 'account') return accountName(visitor.id);
  return visitor.id === null ? null : guestName(visitor.id);
}

export const accountName = (id: string) => `account:${id}`;
export const guestName = (id: string) => `guest:${id}`;

/** Which of the three plans holds for a visitor; null for one this gate does not know. */
export function readerPlanOf(visitor: Visitor): ReaderPlanName | null {
  if (visitor.kind === 'guest') return 'guest';
  if (visitor.kind === 'account') return visitor.subscribed ? 'subscriber' : 'registered';
  return null;
}
