import type { PublishRun } from '@plaincode/types/payload';
import type { Payload } from 'payload';
import { auditPublishEnd } from '../audit/publish-event.ts';
import type { CmsEnv } from '../env.ts';
import { abandonRelease, beginRelease, finishRelease } from '../releases/publish-release.ts';
import { type PublishOutcome, sendExport } from './send-export.ts';

/**
 * Carries out one publish and writes down how it went. A publish that fails is a result, not an error: the
 * run says what happened, the site stays as it is, and the release goes back to where it was. A run that was broken
 * off may be run again.
 */
export async function runPublish(env: CmsEnv, payload: Payload, run: string): Promise<void> {
  const { reason, release, requestedBy } = await write(payload, run, { state: 'running', startedAt: now() });
  const releaseId = idOf(release);
  const outcome = await publish(env, payload, reason, releaseId).catch(failed);
  if (releaseId && outcome.ok) await finishRelease(payload, releaseId, idOf(requestedBy));
  if (releaseId && !outcome.ok) await abandonRelease(payload, releaseId, outcome.failure);
  const ended = await write(payload, run, {
    state: outcome.ok ? 'done' : 'failed',
    finishedAt: now(),
    report: outcome.report,
    failure: outcome.ok ? null : outcome.failure,
  });
  await auditPublishEnd(payload, ended);
  if (!outcome.ok) payload.logger.error({ msg: 'Publishing the site failed', failure: outcome.failure });
}

async function publish(
  env: CmsEnv,
  payload: Payload,
  reason: string,
  release: string | null,
): Promise<PublishOutcome> {
  if (release) await beginRelease(payload, release, now().slice(0, 10));
  return await sendExport(env, reason, release);
}

function failed(error: unknown): PublishOutcome {
  return { ok: false, failure: error instanceof Error ? error.message : String(error), report: null };
}

async function write(payload: Payload, id: string, data: Partial<PublishRun>): Promise<PublishRun> {
  return await payload.update({ collection: 'publish-runs', id, data, depth: 0 });
}

function idOf(value: string | { id: string } | null | undefined): string | null {
  return (typeof value === 'object' ? value?.id : value) ?? null;
}

function now(): string {
  return new Date().toISOString();
}
