import type { CodeRow } from '../code-row.ts';

/** A chunk of an edition's official order. */
export interface OrderRow {
  import: string;
  codeSet: string;
  edition: string;
  chunk: number;
  codes: string[];
}

/** What becomes visible, and what gives way to it, in one step. */
export interface Flip {
  importId: string;
  edition: string;
  /** Whether the edition is one of the starter's. */
  sample: boolean;
  /** Imports of sample editions that this one replaces. */
  retireImports: readonly string[];
  retireEditions: readonly string[];
}

/**
 * The few writes of an import that Payload's own API is too slow for or cannot do in one statement. Everything
 * goes in under an import in state `loading`, which nobody reads.
 */
export interface BulkStore {
  appendCodes(rows: readonly CodeRow[]): Promise<void>;
  appendOrders(rows: readonly OrderRow[]): Promise<void>;
  /** Makes an import visible: one statement changes every import concerned. */
  complete(flip: Flip): Promise<void>;
  /** Deletes the rows of imports that never became visible. */
  sweep(importIds: readonly string[]): Promise<void>;
}
