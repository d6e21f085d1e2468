import type { PublishRun } from '@plaincode/types/payload';
import type { Payload } from 'payload';
import type { Actor } from '../access/actor.ts';
import { relationId } from '../relation-id.ts';
import { recordAudit } from './record-audit.ts';

/** Records who asked for a publish of the site. */
export async function auditPublishRequest(
  payload: Payload,
  actor: Pick<Actor, 'id' | 'name'> | null,
  run: PublishRun,
): Promise<void> {
  const release = relationId(run.release);
  const details = { reason: run.reason, release: release ?? null };
  await recordAudit(payload, { actor, action: 'publish-requested', subject: subjectOf(run), details });
}

/** Records how a publish ended, with the release that the publisher made of it. */
export async function auditPublishEnd(payload: Payload, run: PublishRun): Promise<void> {
  const action = run.state === 'done' ? 'publish-completed' : 'publish-failed';
  await recordAudit(payload, { actor: null, action, subject: subjectOf(run), details: reported(run.report) });
}

const subjectOf = ({ id }: PublishRun): string => `publish/${id}`;

function reported(report: PublishRun['report']): Record<string, unknown> {
  if (typeof report !== 'object' || report === null || Array.isArray(report)) return {};
  const { outcome, release, contentHash, pages } = report;
  return { outcome, release, contentHash, pages };
}
