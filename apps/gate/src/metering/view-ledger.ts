/** What the ledger knows of one visitor in one period. */
export interface LedgerHistory {
  used: number;
  pageOpened: boolean;
  /** First views since the instant asked about. */
  recent: number;
}

export interface ViewToRecord {
  visitor: string;
  page: string;
  period: string;
  now: Date;
  /** Most views in the period; null is without limit. */
  limit: number | null;
  /** Most first views since an instant; null is without limit. */
  pace: { since: Date; limit: number } | null;
}

/** `recorded`: this call charged the view; `already-open`: an earlier one did; `refused`: a limit is reached. */
export type RecordOutcome = 'recorded' | 'already-open' | 'refused';

export interface HistoryAsked {
  visitor: string;
  page: string;
  period: string;
  since: Date;
}

/** A decision, and the view to record with it; null where none is charged. */
export type Decide<Decision> = (history: LedgerHistory) => {
  decision: Decision;
  charge: ViewToRecord | null;
};

export interface Decided<Decision> {
  decision: Decision;
  /** Null where nothing was to be recorded. */
  recorded: Recorded | null;
}

/** What became of a view, and the views charged in the period after it. */
export interface Recorded {
  outcome: RecordOutcome;
  used: number;
}

/**
 * Who opened which page in which period. A (visitor, page, period) is recorded at most once, and however many
 * requests arrive at the same moment, in however many processes, no more views are recorded than the limit.
 */
export interface ViewLedger {
  history(visitor: string, page: string, period: string, since: Date): Promise<LedgerHistory>;
  record(view: ViewToRecord): Promise<Recorded>;
  /**
   * Answers what `decide` makes of the history, and records the view that it charges, if any. Others may have recorded
   * views in between, as with the two one after the other.
   */
  decide<Decision>(asked: HistoryAsked, decide: Decide<Decision>): Promise<Decided<Decision>>;
  /**
   * Lets one visitor have another's opened pages: they are open to `to` as well and count against nothing.
   * The other keeps its own history. Repeating it changes nothing.
   */
  join(from: string, to: string): Promise<void>;
  /** The pages in a visitor's reading history, the latest first. */
  opened(visitor: string, most: number): Promise<OpenedPage[]>;
  /** Empties the reading history. Pages of the period stay open and counted, but no list shows them. */
  clearHistory(visitor: string, period: string): Promise<void>;
  /**
   * Gives the period's rows of one visitor to another as well, counts and all; the other's reading history does not show
   * them. A page that both have counts where it counted for either. Repeating it changes nothing.
   */
  copy(from: string, to: string, period: string): Promise<void>;
  /** The same, shown as they were; and deletes every row of the first. */
  move(from: string, to: string, period: string): Promise<void>;
  /** Deletes every row of a visitor. */
  drop(visitor: string): Promise<void>;
  /** The next visitors after one whose name begins so, by name, as many as `most` rows are of; empty where there are no more. */
  names(beginning: string, after: string, most: number): Promise<string[]>;
  /** Deletes the rows of earlier periods of every visitor whose name begins so. */
  dropEarlier(beginning: string, period: string): Promise<void>;
  /**
   * The same for the next visitors after one, by name, as many as have about `most` rows. Gives the last of them, to go on
   * from; null where there are no more.
   */
  dropSome(beginning: string, after: string, period: string, most: number): Promise<string | null>;
}

export interface OpenedPage {
  page: string;
  period: string;
  at: Date;
}

/**
 * Counted allowances with an end: new guests of an address and day, attempts to log in. The count is exact
 * under concurrency.
 */
export interface Allowances {
  /** Takes one of `most` under this key; false when none is left. The key is forgotten after `until`. */
  take(key: string, most: number, until: Date): Promise<boolean>;
  /** How many have been taken. */
  taken(key: string): Promise<number>;
}

/** A ledger's `decide` of its two questions, for storages that cannot do better. */
export function decideInTurn({
  history,
  record,
}: Pick<ViewLedger, 'history' | 'record'>): ViewLedger['decide'] {
  return async ({ visitor, page, period, since }, decide) => {
    const { decision, charge } = decide(await history(visitor, page, period, since));
    return { decision, recorded: charge && (await record(charge)) };
  };
}
