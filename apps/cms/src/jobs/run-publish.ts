import type { PublishRun } from '@plaincode/types/payload';
import type { Payload } from 'payload';
import type { CmsEnv } from '../env.ts';
import { sendExport } from './send-export.ts';

/**
 * Carries out one publish and writes down how it went. A publish that fails is a result, not an error: the
 * run says what happened and the site stays as it is.
 */
export async function runPublish(env: CmsEnv, payload: Payload, run: string): Promise<void> {
  const { reason } = await write(payload, run, { state: 'running', startedAt: now() });
  const outcome = await sendExport(env, reason).catch((error: unknown) => ({
    ok: false as const,
    failure: error instanceof Error ? error.message : String(error),
    report: null,
  }));
  await write(payload, run, {
    state: outcome.ok ? 'done' : 'failed',
    finishedAt: now(),
    report: outcome.report,
    failure: outcome.ok ? null : outcome.failure,
  });
  if (!outcome.ok) payload.logger.error({ msg: 'Publishing the site failed', failure: outcome.failure });
}

async function write(payload: Payload, id: string, data: Partial<PublishRun>): Promise<PublishRun> {
  return await payload.update({ collection: 'publish-runs', id, data, depth: 0 });
}

function now(): string {
  return new Date().toISOString();
}
