import type { Payload } from 'payload';
import { fetchReports, type ReportSource } from './fetch-reports.ts';
import { eraseEmails, settleCorrected } from './settle-reports.ts';

/**
 * What the desk does about reports every half minute: fetches those that wait (not without a source), settles what was
 * corrected, erases addresses. Returns a function that never throws; a gate that is away is told once, not each time.
 */
export function reportKeeper(payload: Payload, source: ReportSource | null): () => Promise<void> {
  let away = false;
  let busy = false;

  async function fetchNow(from: ReportSource): Promise<void> {
    try {
      await fetchReports(payload, from);
      if (away) payload.logger.info('The gate hands out reports of errors again.');
      away = false;
    } catch (error) {
      const msg = 'Reports of errors cannot be fetched from the gate; the desk goes on asking';
      if (!away) payload.logger.warn({ msg, err: error });
      away = true;
    }
  }

  return async () => {
    if (busy) return;
    busy = true;
    try {
      if (source) await fetchNow(source);
      const now = new Date();
      await settleCorrected(payload, now);
      await eraseEmails(payload, now);
    } catch (error) {
      payload.logger.error({ msg: 'Looking after reports of errors failed', err: error });
    } finally {
      busy = false;
    }
  };
}
