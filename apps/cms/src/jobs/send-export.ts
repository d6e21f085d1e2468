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

/** A publish of 100,000 pages takes a minute or two; one that takes longer than this hangs. */
const timeLimit = 20 * 60 * 1000;

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
export async function sendLines(env: CmsEnv, lines: readonly ExportLine[]): Promise<PublishOutcome> {
  if (!env.publisherToken) return failed(noToken);
  return await upload(env, Readable.from(lines.map((line) => `${JSON.stringify(line)}\n`)), async () => null);
}

const noToken = 'There is no publisher token in the data folder yet.';

async function upload(
  env: CmsEnv,
  records: Readable,
  failureOf: () => Promise<string | null>,
): Promise<PublishOutcome> {
  const sending = request(`${env.publisherUrl}/publish`, {
    method: 'POST',
    agent: false,
    headers: { authorization: `Bearer ${env.publisherToken}`, 'content-type': 'application/x-ndjson' },
    signal: AbortSignal.timeout(timeLimit),
  });
  /* An export of many pages reads for longer than a server waits for a request to begin. */
  sending.flushHeaders();
  const answered = answerTo(sending);
  /* A publisher that refuses answers before it has read everything; its answer then says why. */
  const sent = await pipeline(records, sending).catch((error: unknown) => toError(error));
  const answer = await answered;
  if (!(answer instanceof Error)) return answer;
  const failure = await failureOf();
  if (failure !== null) return failed(failure);
  const why = (sent ?? answer).message;
  return failed(
    `The publisher did not answer. Whoever runs this installation can see whether it is running (${why}, at ${env.publisherUrl}).`,
  );
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
