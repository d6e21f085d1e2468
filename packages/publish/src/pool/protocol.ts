import type { SiteSettings } from '@plaincode/content-schemas';
import type { SealingKeys } from '@plaincode/sealing';
import type { Marks, PageFacts, PageFault } from '../record/render-record.ts';

/** What a worker is started with; `app` is the caller's own, such as where the bundle lies. */
export type WorkerStart = { storeRoot: string; app: unknown };

/** Begins a publish: later batches are rendered with these settings and keys. */
export type BeginMessage = { type: 'begin'; site: SiteSettings; keys: SealingKeys; rewrite: boolean };

/**
 * A page of the release before: the hash of its file, what its envelopes hold, and whether its record was the same, read by
 * the same code.
 */
export type EarlierFile = { hash: string; marks: Marks; same: boolean };

/** A record as JSON, and its page as it was published before. */
export type RenderTask = { record: Uint8Array; earlier: EarlierFile | null };

/** Records as JSON, one after the other in `bytes`; `ends` says where each of them ends. `earlier` in the same order. */
export type BatchMessage = {
  type: 'batch';
  id: number;
  bytes: Uint8Array<ArrayBuffer>;
  ends: number[];
  earlier: (EarlierFile | null)[];
};

export type ToWorker = BeginMessage | BatchMessage;

/** A page that stands in the store. `facts`: null where they are those of the earlier page. */
export type StoredPage = {
  path: string;
  hash: string;
  size: number;
  facts: PageFacts | null;
  written: boolean;
};

/** Milliseconds that a worker spent. */
export type WorkerTimes = { parse: number; render: number; write: number };

/** The answer to a batch, in its order. */
export type BatchDone = { type: 'done'; id: number; pages: (StoredPage | PageFault)[]; spent: WorkerTimes };

export type FromWorker = { type: 'ready' } | BatchDone;
