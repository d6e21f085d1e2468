import { getPayload } from 'payload';
import { findUnrecorded } from './audit/find-unrecorded.ts';
import { auditTakedowns } from './audit/takedown-events.ts';
import { env } from './env.ts';
import { reportKeeper } from './errata/look-after-reports.ts';
import { learnSite } from './jobs/send-release.ts';
import { startDueReleases } from './jobs/start-due.ts';
import { jobLifetime, sweepCrashed } from './jobs/sweep.ts';
import { gatherMail } from './notices/gather-mail.ts';
import config from './payload.config.ts';
import { adoptApproved } from './releases/adopt-approved.ts';

const sweepEvery = 5 * 60 * 1000;
const dueEvery = 10 * 1000;
const reportsEvery = 30 * 1000;

/**
 * Opens the database (which migrates it), closes what a crash left open, looks for acts that
 * the audit log misses and for takedowns made while the desk was away, and starts the jobs. With SQLite
 * there is one desk, so at its start no job can be running; with MongoDB another desk may run one.
 */
export async function startDesk(): Promise<void> {
  if (env.payloadSecret === '')
    throw new Error(
      'The data folder holds no payload-secret yet. Start with `npm start`, or set PAYLOAD_SECRET.',
    );
  const payload = await getPayload({ config });
  const alone = payload.db.name === 'sqlite';
  await sweepCrashed(payload, new Date(Date.now() - (alone ? 0 : jobLifetime)));
  await adoptApproved(payload);
  const unrecorded = await findUnrecorded(payload);
  if (unrecorded > 0) payload.logger.warn(`The audit log lacked ${unrecorded} entries; it says so now.`);
  await auditTakedowns(payload, env.dataFolder);
  await getPayload({ config, cron: true });
  learnSite(env, payload).catch((error: unknown) => {
    payload.logger.error({ msg: 'Learning the site failed; the first publish does it', err: error });
  });
  const lookForDue = () =>
    startDueReleases(payload).catch((error: unknown) => {
      payload.logger.error({ msg: 'Looking for releases that are due failed', err: error });
    });
  await lookForDue();
  setInterval(lookForDue, dueEvery).unref();
  const lookForMail = () =>
    gatherMail(payload).catch((error: unknown) => {
      payload.logger.error({ msg: 'Gathering mail failed', err: error });
    });
  setInterval(lookForMail, dueEvery).unref();
  const { gateUrl: url, errataToken: token } = env;
  const lookAfterReports = reportKeeper(payload, token ? { url, token } : null);
  setInterval(lookAfterReports, reportsEvery).unref();
  setInterval(() => {
    sweepCrashed(payload, new Date(Date.now() - jobLifetime)).catch((error: unknown) => {
      payload.logger.error({ msg: 'Looking for crashed jobs failed', err: error });
    });
  }, sweepEvery).unref();
}
