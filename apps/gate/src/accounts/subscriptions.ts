/** Which accounts hold a subscription, and until when. Whoever sells them writes here and nowhere else. */
export interface Subscriptions {
  isActive(account: string, now: Date): Promise<boolean>;
  /** Lets a subscription run until an instant; an earlier one ends it. */
  setActiveUntil(account: string, until: Date): Promise<void>;
  /** Forgets what is held about an account. */
  forget(account: string): Promise<void>;
}
