import type { ItemRow } from '../../updates/item-rows.ts';
import type { CodeRow } from '../code-row.ts';
import type { FactRow } from '../fact-row.ts';

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
  imports: readonly string[];
  /** The edition whose codes arrive, and whether it is one of the starter's; null where only facts do. */
  edition: { id: string; sample: boolean } | null;
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
  appendFacts(rows: readonly FactRow[]): Promise<void>;
  appendOrders(rows: readonly OrderRow[]): Promise<void>;
  /** Inserts work items; one whose key is there already stays as it is. */
  appendItems(rows: readonly ItemRow[]): Promise<void>;
  /** Makes imports visible: one statement changes every import concerned. */
  complete(flip: Flip): Promise<void>;
  /** Deletes the rows of imports that never became visible. */
  sweep(importIds: readonly string[]): Promise<void>;
}
