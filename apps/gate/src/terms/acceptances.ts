import type { TermsReference } from '@plaincode/content-schemas';

/** Terms that a visitor accepted, on which page and when. */
export interface Acceptance extends TermsReference {
  page: string;
  at: Date;
}

/** Who accepted which licence terms. Visitors are named as in the view ledger. */
export interface Acceptances {
  /** Which of these terms, by their hashes, a visitor accepted. */
  accepted(visitor: string, hashes: readonly string[]): Promise<ReadonlySet<string>>;
  /** Records an acceptance. Of terms that were accepted before, the first stays. */
  accept(visitor: string, acceptance: Acceptance): Promise<void>;
  /** All that a visitor accepted, the first first. */
  of(visitor: string): Promise<Acceptance[]>;
  /** What one visitor accepted counts for another as well. */
  join(from: string, to: string): Promise<void>;
  forget(visitor: string): Promise<void>;
}
