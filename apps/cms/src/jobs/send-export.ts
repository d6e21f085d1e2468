import { type IncomingMessage, request } from 'node:http';
import { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { pipeline } from 'node:stream/promises';
import type { ExportLine } from '@plaincode/content-schemas';
import { z } from 'zod';
import type { CmsEnv } from '../env.ts';
import { startExport } from './start-export.ts';

const report = z.record(z.string(), z.json());
type Report = z.infer<typeof report>;

export type PublishOutcome =
  | { ok: true; report: Report }
  | { ok: false; failure: string; report: Report | null };

/** Longer than any publish takes. */
const timeLimit = 20 * 60 * 1000;

/**
 * How often a publisher at work is asked whether it is well, and after how long without an answer it hangs. One that
 * renders answers in between, on a busy machine within seconds.
 */
export type Patience = { every: number; silence: number };
const patience: Patience = { every: 10_000, silence: 3 * 60_000 };

/**
 * Runs the export and streams it to the publisher. An export that fails half-way breaks off the request,
 * and the publisher refuses a stream without its end.
 */
export async function sendExport(
  env: CmsEnv,
  reason: string,
  release: string | null,
): Promise<PublishOutcome> {
  if (!env.publisherToken) return failed(noToken);
  const exporting = startExport(env, reason, release);
  return await upload(env, exporting.records, () => exporting.failure);
}

/** Sends lines that are ready to the publisher. */
export async function sendLines(
  env: CmsEnv,
  lines: readonly ExportLine[],
  waits: Patience = patience,
): Promise<PublishOutcome> {
  if (!env.publisherToken) return failed(noToken);
  const records = Readable.from(lines.map((line) => `${JSON.stringify(line)}\n`));
  return await upload(env, records, async () => null, waits);
}

const noToken = 'There is no publisher token in the data folder yet.';

async function upload(
  env: CmsEnv,
  records: Readable,
  failureOf: () => Promise<string | null>,
  waits: Patience = patience,
): Promise<PublishOutcome> {
  const hangs = new AbortController();
  const sending = request(`${env.publisherUrl}/publish`, {
    method: 'POST',
    agent: false,
    headers: { authorization: `Bearer ${env.publisherToken}`, 'content-type': 'application/x-ndjson' },
    signal: AbortSignal.any([AbortSignal.timeout(timeLimit), hangs.signal]),
  });
  /* An export of many pages reads for longer than a server waits for a request to begin. */
  sending.flushHeaders();
  const answered = answerTo(sending);
  const watching = setInterval(
    watch(env, waits, () => hangs.abort()),
    waits.every,
  );
  /* A publisher that refuses answers before it has read everything; its answer then says why. */
  const sent = await pipeline(records, sending).catch((error: unknown) => toError(error));
  const answer = await answered.finally(() => clearInterval(watching));
  if (hangs.signal.aborted) return failed(noLonger(waits.silence));
  if (!(answer instanceof Error)) return answer;
  const failure = await failureOf();
  if (failure !== null) return failed(failure);
  const why = (sent ?? answer).message;
  return failed(
    `The publisher did not answer. Whoever runs this installation can see whether it is running (${why}, at ${env.publisherUrl}).`,
  );
}

const noLonger = (silence: number): string =>
  `The publisher stopped answering while it published (${Math.round(silence / 1000)} seconds without a word). Whoever runs this installation can start it again; then publish once more.`;

/** Asks the publisher whether it is well; calls `onSilence` where nobody has answered for so long. */
function watch({ publisherUrl }: CmsEnv, { every, silence }: Patience, onSilence: () => void): () => void {
  let heard = performance.now();
  return () => {
    if (performance.now() - heard > silence) return onSilence();
    fetch(`${publisherUrl}/health`, { signal: AbortSignal.timeout(every) }).then(
      async (response) => {
        await response.body?.cancel();
        heard = performance.now();
      },
      () => undefined,
    );
  };
}

const health = z.object({ release: z.string().nullable() });

/** The release that the publisher serves now; null where there is none, or where it does not answer. */
export async function servedRelease({ publisherUrl }: CmsEnv): Promise<string | null> {
  try {
    const response = await fetch(`${publisherUrl}/health`, { signal: AbortSignal.timeout(healthLimit) });
    return health.parse(await response.json()).release;
  } catch {
    return null;
  }
}

const healthLimit = 2_000;

function answerTo(upload: ReturnType<typeof request>): Promise<PublishOutcome | Error> {
  return new Promise((resolve) => {
    upload.once('error', resolve);
    upload.once('response', (response) => {
      readAnswer(response).then(resolve, (error: unknown) => resolve(toError(error)));
    });
  });
}

async function readAnswer(response: IncomingMessage): Promise<PublishOutcome> {
  const answer = parseReport(await text(response));
  const status = response.statusCode ?? 0;
  if (status >= 200 && status < 300 && answer) return { ok: true, report: answer };
  const message = answer?.message ?? answer?.error;
  const said = typeof message === 'string' ? message : `The publisher refused the export (status ${status}).`;
  return { ok: false, failure: said, report: answer };
}

function parseReport(body: string): Report | null {
  try {
    return report.safeParse(JSON.parse(body)).data ?? null;
  } catch {
    return null;
  }
}

function failed(failure: string): PublishOutcome {
  return { ok: false, failure, report: null };
}

function toError(error: unknown): Error {
  return error instanceof Error ? error : new Error(String(error));
}
