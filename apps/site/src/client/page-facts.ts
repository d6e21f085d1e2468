import type { RefusalReason, SealedTier, ViewsState } from '@plaincode/content-schemas';

/** A part of the page that is still sealed, in the order in which the parts stand. */
export interface SealedPart {
  part: string;
  tier: SealedTier;
  /** Present on a part that the page's licence terms cover. */
  underTerms?: true;
}

/** Licence terms that the page shows, by their hash, and the part in whose place they stand. */
export interface ShownTerms {
  part: string;
  hash: string;
}

/** What the gate has said about this reader's views so far. */
export type Gate = 'asking' | 'answered' | 'offline' | 'unreachable';

/** How far this page's one request for keys has come. */
export type Grant =
  | { state: 'none' | 'asking' | 'granted' | 'offline' | 'unreachable' | 'unopened' }
  | { state: 'refused'; reason: RefusalReason };

/** All that the page knows about itself and its reader. */
export interface PageFacts {
  sealed: readonly SealedPart[];
  /** Whether this browser can open envelopes here: WebCrypto is missing on plain HTTP off this machine. */
  opening: 'possible' | 'needs-https' | 'needs-newer-browser';
  /** Null on a page without terms. */
  terms: ShownTerms | null;
  cookies: boolean;
  gate: Gate;
  views: ViewsState | null;
  grant: Grant;
  /** How far confirming the reader's address by another mail has come. */
  confirmation: 'none' | 'asking' | 'sent' | 'failed';
}
