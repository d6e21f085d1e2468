import type { PublishRun } from '@plaincode/types/payload';
import type { Payload } from 'payload';
import { WorkflowRefused } from '../access/refused.ts';
import { auditPublishEnd } from '../audit/publish-event.ts';
import type { CmsEnv } from '../env.ts';
import { relationId } from '../relation-id.ts';
import { today } from '../releases/editions.ts';
import { abandonRelease, beginRelease, finishRelease } from '../releases/publish-release.ts';
import { isHeldElsewhere, onTheirWay } from '../releases/turn.ts';
import { type SentOutcome, sendRelease } from './send-release.ts';

/** `refused`: people have to mend something first; else the next try may succeed. */
export type Outcome = SentOutcome & { refused?: boolean };

/** Hands the site with a release laid over what readers see to the publisher. */
export type Send = (reason: string, release: string | null) => Promise<SentOutcome>;

/**
 * Carries out one publish and writes down how it went. A publish that fails is a result, not an error: the
 * run says what happened, the site stays as it is, and the release goes back to where it was. What an earlier run left
 * on its way goes out first. A run that was broken off may be run again; one that has ended does nothing.
 */
export async function runPublish(
  env: CmsEnv,
  payload: Payload,
  run: string,
  send: Send = (reason, release) => sendRelease(env, payload, reason, release),
): Promise<void> {
  const { state } = await payload.findByID({ collection: 'publish-runs', id: run, depth: 0 });
  if (state === 'done' || state === 'failed') return;
  const { reason, release, requestedBy } = await write(payload, run, { state: 'running', startedAt: now() });
  try {
    const own = relationId(release);
    for (const left of await leftOnTheirWay(payload, own)) await publish(payload, reason, left, null, send);
    const outcome = await publish(payload, reason, own, relationId(requestedBy), send);
    await end(payload, run, outcome);
  } catch (error) {
    /* The release stays on its way, and is taken up: readers may see it already. */
    await end(payload, run, failed(error));
    throw error;
  }
}

async function publish(
  payload: Payload,
  reason: string,
  release: string | null,
  by: string | null,
  send: Send,
): Promise<Outcome> {
  const outcome = await beginAndSend(payload, reason, release, send).catch(failed);
  if (release && outcome.ok) await finishRelease(payload, release, by);
  if (release && !outcome.ok) await abandonRelease(payload, release, outcome.failure, !outcome.refused);
  return outcome;
}

async function beginAndSend(
  payload: Payload,
  reason: string,
  release: string | null,
  send: Send,
): Promise<Outcome> {
  if (release) {
    const { state } = await beginRelease(payload, release, today());
    if (state === 'published' || state === 'reverted') return { ok: true, report: {} };
  }
  return await send(reason, release);
}

async function leftOnTheirWay(payload: Payload, own: string | null): Promise<string[]> {
  return (await onTheirWay(payload)).flatMap((one) =>
    one.id === own || isHeldElsewhere(one) ? [] : [one.id],
  );
}

async function end(payload: Payload, run: string, outcome: Outcome): Promise<void> {
  const ended = await write(payload, run, {
    state: outcome.ok ? 'done' : 'failed',
    finishedAt: now(),
    report: outcome.report,
    basis: outcome.sent?.basis ?? null,
    sent: outcome.sent ? { ...outcome.sent } : null,
    failure: outcome.ok ? null : outcome.failure,
  });
  await auditPublishEnd(payload, ended);
  if (!outcome.ok) payload.logger.error({ msg: 'Publishing the site failed', failure: outcome.failure });
}

function failed(error: unknown): Outcome {
  const failure = error instanceof Error ? error.message : String(error);
  return { ok: false, failure, report: null, refused: error instanceof WorkflowRefused };
}

async function write(payload: Payload, id: string, data: Partial<PublishRun>): Promise<PublishRun> {
  return await payload.update({ collection: 'publish-runs', id, data, depth: 0 });
}

function now(): string {
  return new Date().toISOString();
}
