import { type ErrorReport, waitingReports } from '@plaincode/content-schemas';
import { type Payload, ValidationError } from 'payload';
import { auditReport } from '../audit/report-event.ts';
import { codeKeyOfPage } from '../workflow/error-report.ts';

/** Where reports wait, and what the desk shows itself with. */
export interface ReportSource {
  /** The gate's address, without a trailing slash. */
  url: string;
  token: string;
}

const patience = 10_000;
/** Pages of a hundred at one look: the gate holds no more. */
const mostPages = 50;

/**
 * Takes over the reports that wait at the gate, and only then lets it forget them: what a crash leaves in between comes
 * again and is known by its id. Returns how many are new. Throws where the gate does not answer as it should.
 */
export async function fetchReports(payload: Payload, { url, token }: ReportSource): Promise<number> {
  const address = `${url}/internal/errata`;
  const headers = { authorization: `Bearer ${token}` };
  let taken = 0;
  for (let page = 0; page < mostPages; page++) {
    const answer = await fetch(address, {
      headers,
      redirect: 'error',
      signal: AbortSignal.timeout(patience),
    });
    if (!answer.ok) throw new Error(`The gate answered ${answer.status} when it was asked for reports.`);
    const { reports, more } = waitingReports.parse(await answer.json());
    for (const report of reports) if (await take(payload, report)) taken += 1;
    if (reports.length > 0) await forget(address, headers, reports);
    if (!more) break;
  }
  return taken;
}

async function forget(
  address: string,
  headers: Record<string, string>,
  reports: readonly ErrorReport[],
): Promise<void> {
  const answer = await fetch(address, {
    method: 'DELETE',
    headers: { ...headers, 'content-type': 'application/json' },
    body: JSON.stringify({ ids: reports.map(({ id }) => id) }),
    redirect: 'error',
    signal: AbortSignal.timeout(patience),
  });
  if (!answer.ok) throw new Error(`The gate answered ${answer.status} when it was told what the desk holds.`);
}

/** False for a report that the desk holds already. */
async function take(payload: Payload, { id, ...report }: ErrorReport): Promise<boolean> {
  const { totalDocs } = await payload.db.count({
    collection: 'error-reports',
    where: { reportId: { equals: id } },
  });
  if (totalDocs > 0) return false;
  const data = { reportId: id, ...report, codeKey: codeKeyOfPage(report.page), state: 'new' as const };
  try {
    await payload.create({ collection: 'error-reports', data, depth: 0 });
  } catch (error) {
    // Another desk took it between the two.
    if (error instanceof ValidationError) return false;
    throw error;
  }
  await auditReport(payload, null, { reportId: id, page: report.page }, 'receive');
  return true;
}
