import type { RenderReason } from '../plan/fingerprint.ts';
import type { WorkerTimes } from '../pool/protocol.ts';

export type PageCounts = { total: number; rendered: number; reused: number; removed: number };

/** What a publish did. Times in seconds, sizes in bytes. */
export type PublishReport = {
  /** `unchanged`: the current release already holds exactly this, so none was made. */
  outcome: 'published' | 'unchanged';
  release: string;
  parent: string | null;
  contentHash: string;
  reason: string;
  pages: PageCounts;
  files: number;
  bytes: number;
  /** New objects of the store: pages, files and shards. */
  written: { objects: number; bytes: number };
  seconds: { total: number; pages: number; search: number; shards: number; sync: number; swap: number };
  /** Seconds of all workers together. */
  work: WorkerTimes;
  pagesPerSecond: number;
  /** CPU seconds of the process while it published, workers included. */
  cpu: number;
  peakMemory: number;
  /** What a publisher should know though nothing is wrong yet: licences that end soon. */
  warnings: string[];
};

/** How many pages, and up to ten of their paths. */
export type PlannedPages = { pages: number; samples: string[] };

/** What a publish would do. */
export type PublishPlan = {
  outcome: 'planned';
  current: string | null;
  pages: PageCounts;
  reasons: Partial<Record<RenderReason, PlannedPages>>;
  /** What of their records changed, in words, such as `explanation` or `neighbour J9001 new`: the most frequent first. */
  changes: (PlannedPages & { what: string })[];
  removed: string[];
  seconds: { total: number };
};

/** What goes on, for a progress line. `total` is a guess by the release before; null where there is none. */
export type Progress = { stage: 'pages' | 'files' | 'disk'; done: number; total: number | null };

/** Rounds to milliseconds: more would only be noise in a report. */
export const seconds = (from: number, to = performance.now()): number => Math.round(to - from) / 1000;

type Stage = 'pages' | 'search' | 'shards' | 'sync' | 'swap';

/** Times the stages of a publish, one after the other. */
export function startClock(): { mark(stage: Stage): void; read(): PublishReport['seconds']; cpu(): number } {
  const started = performance.now();
  const usedBefore = process.cpuUsage();
  let last = started;
  const stages = { pages: 0, search: 0, shards: 0, sync: 0, swap: 0 };
  return {
    mark(stage) {
      stages[stage] = seconds(last);
      last = performance.now();
    },
    read: () => ({ total: seconds(started, last), ...stages }),
    cpu() {
      const { user, system } = process.cpuUsage(usedBefore);
      return seconds(0, (user + system) / 1000);
    },
  };
}

/** The most memory this process has held since it started, workers included, in bytes. */
export const peakMemory = (): number => process.resourceUsage().maxRSS * 1024;
