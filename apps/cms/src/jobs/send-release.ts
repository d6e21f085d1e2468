import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Payload } from 'payload';
import { z } from 'zod';
import type { CmsEnv } from '../env.ts';
import { exportDelta } from '../export/delta/export-delta.ts';
import { type BasisRequest, readBasis } from '../export/delta/site-basis.ts';
import { changeOf, livePins } from '../releases/live.ts';
import { readRelease } from '../releases/release-record.ts';
import type { SentPublish } from '../workflow/publish-times.ts';
import type { ReleaseChange } from '../workflow/release.ts';
import { type PublishOutcome, sendExport, sendLines, servedRelease } from './send-export.ts';

/** How a publish was sent, and what the site then rested on; null where nobody can say, as while that changes. */
export interface Sent extends SentPublish {
  basis: string | null;
}

export type SentOutcome = PublishOutcome & { sent?: Sent };

const report = z.object({ release: z.string() });

/**
 * Hands a release to the publisher: only what it changes, where the site still rests on what it rested on at the last
 * publish and the publisher still serves what that one made; else, and for a publish without a release, the whole site.
 */
export async function sendRelease(
  env: CmsEnv,
  payload: Payload,
  reason: string,
  release: string | null,
): Promise<SentOutcome> {
  const started = performance.now();
  const change = release ? changeOf(await readRelease(payload, release)) : { pins: [], shown: {} };
  const basis = await basisOf(env, payload, change);
  const lines = release && basis ? await deltaOf(env, payload, { reason, change, basis }) : null;
  if (lines) {
    const prepared = secondsSince(started);
    const sending = performance.now();
    const outcome = await sendLines(env, lines);
    if (outcome.ok || outcome.report?.code !== fullNeeded)
      return {
        ...outcome,
        sent: { mode: 'delta', basis: basis?.hash ?? null, prepared, ...answeredNow(sending) },
      };
  }
  const sending = performance.now();
  const outcome = await sendExport(env, reason, release);
  const answered = answeredNow(sending);
  /* What changes while the whole site is exported may be in it or not. */
  const after = outcome.ok ? await basisOf(env, payload, change) : null;
  const same = basis !== null && after?.hash === basis.hash;
  return {
    ...outcome,
    sent: { mode: 'full', basis: same ? basis.hash : null, prepared: null, ...answered },
  };
}

/** The publisher's word for a delta that it cannot take. */
const fullNeeded = 'full-needed';

type Basis = Awaited<ReturnType<typeof readBasis>>;

/** Null where the site cannot be read: the whole export then says why. */
async function basisOf(env: CmsEnv, payload: Payload, release: ReleaseChange): Promise<Basis | null> {
  const request: BasisRequest = { release, origin: env.siteUrl, build: buildOf(env), now: new Date() };
  try {
    return await readBasis(payload, request);
  } catch (error) {
    payload.logger.warn({ msg: 'What the site rests on cannot be read', err: error });
    return null;
  }
}

async function deltaOf(
  env: CmsEnv,
  payload: Payload,
  { reason, change, basis }: { reason: string; change: ReleaseChange; basis: Basis },
): Promise<Awaited<ReturnType<typeof exportDelta>>> {
  const last = await lastDone(payload);
  if (last === null || last.basis !== basis.hash || (await servedRelease(env)) !== last.release) return null;
  const warn = (msg: string) => payload.logger.warn({ msg });
  const request = { release: change, reason, mediaFolder: env.mediaFolder, now: new Date(), warn };
  try {
    return await exportDelta(payload, basis, request);
  } catch (error) {
    payload.logger.warn({ msg: 'What a release changes cannot be told: the whole site is sent', err: error });
    return null;
  }
}

/** What the last publish that reached readers rested on, and the publisher's name for what came of it. */
async function lastDone(payload: Payload): Promise<{ basis: string; release: string } | null> {
  const { docs } = await payload.find({
    collection: 'publish-runs',
    where: { state: { equals: 'done' }, basis: { exists: true } },
    sort: '-finishedAt',
    depth: 0,
    limit: 1,
  });
  const [run] = docs;
  const made = report.safeParse(run?.report).data?.release;
  return run?.basis && made ? { basis: run.basis, release: made } : null;
}

/** Tells builds of the desk apart; without one, as in development, a restart does not show. */
function buildOf({ root }: CmsEnv): string {
  const file = join(root, 'apps', 'cms', '.next', 'BUILD_ID');
  return existsSync(file) ? readFileSync(file, 'utf8').trim() : 'none';
}

/** Makes the desk know the site before anybody publishes. */
export async function learnSite(env: CmsEnv, payload: Payload): Promise<void> {
  await livePins(payload);
  await basisOf(env, payload, { pins: [], shown: {} });
}

function answeredNow(sending: number): Pick<Sent, 'publisher' | 'answered'> {
  return { publisher: secondsSince(sending), answered: new Date().toISOString() };
}

function secondsSince(started: number): number {
  return Math.round(performance.now() - started) / 1000;
}
