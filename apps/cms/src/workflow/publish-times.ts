import { z } from 'zod';

/** How a publish was sent to the publisher. Times in seconds. */
export const sentPublish = z.object({
  /** `delta`: only what the release changes. `full`: the whole site. */
  mode: z.enum(['delta', 'full']),
  /** Until everything was ready to be sent; null for a whole site, which is sent as it is made. */
  prepared: z.number().nullable(),
  /** From the first line sent to the publisher's answer. */
  publisher: z.number(),
  /** When that came: readers see it from then on. */
  answered: z.string(),
});
export type SentPublish = z.infer<typeof sentPublish>;

const report = z.object({ seconds: z.record(z.string(), z.number()) });

export interface PublishedRun {
  createdAt: string;
  startedAt?: string | null;
  sent?: unknown;
  report?: unknown;
}

export interface PublishTimes {
  /** `Live 0.6 s after Publish` */
  live: string;
  stages: { label: string; seconds: string }[];
}

/** What the publisher does, in its order. */
const publisherStages: readonly [key: string, label: string][] = [
  ['pages', 'Pages rendered and sealed'],
  ['search', 'Search index'],
  ['shards', 'Lists of files'],
  ['sync', 'Written to disk'],
  ['swap', 'Made the served release'],
];

/** How long a publish took from the button to readers, in words; null for one that has not ended, or told nothing. */
export function publishTimes({ createdAt, startedAt, ...run }: PublishedRun): PublishTimes | null {
  const sent = sentPublish.safeParse(run.sent).data;
  if (!sent) return null;
  const { mode, prepared, publisher, answered } = sent;
  const of = (from: string, to: string) => (Date.parse(to) - Date.parse(from)) / 1000;
  const told = report.safeParse(run.report).data?.seconds ?? {};
  const stages: [label: string, seconds: number | null | undefined][] = [
    ['Waited for its turn', startedAt ? of(createdAt, startedAt) : null],
    ['Worked out what changes', prepared],
    [mode === 'full' ? 'Whole site exported and published' : 'Publisher', publisher],
    ...publisherStages.map(([key, label]): [string, number | undefined] => [`· ${label}`, told[key]]),
  ];
  return {
    live: `Live ${secondsInWords(of(createdAt, answered))} after Publish`,
    stages: stages.flatMap(([label, seconds]) =>
      typeof seconds === 'number' ? [{ label, seconds: secondsInWords(seconds) }] : [],
    ),
  };
}

/** `0.6 s`, `71 s`, `3 min` */
function secondsInWords(seconds: number): string {
  if (seconds < 10) return `${Math.max(seconds, 0).toFixed(1)} s`;
  return seconds < 120 ? `${Math.round(seconds)} s` : `${Math.round(seconds / 60)} min`;
}
