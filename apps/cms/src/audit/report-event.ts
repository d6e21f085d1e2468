import type { ErrorReport } from '@plaincode/types/payload';
import type { CollectionAfterChangeHook, Payload } from 'payload';
import { type Actor, actorOf } from '../access/actor.ts';
import { relationId } from '../relation-id.ts';
import type { ReportAction } from '../workflow/error-report.ts';
import type { AuditAction } from './actions.ts';
import { recordAudit } from './record-audit.ts';

/** What happens to a report: steps of people, and what the desk itself does. */
export type ReportEvent = ReportAction | 'receive' | 'correct' | 'erase-email';

const actionOf: Readonly<Record<ReportEvent, AuditAction>> = {
  receive: 'report-received',
  accept: 'report-accepted',
  decline: 'report-declined',
  duplicate: 'report-duplicate',
  reopen: 'report-reopened',
  correct: 'report-corrected',
  'erase-email': 'report-email-erased',
};

type Reported = Pick<ErrorReport, 'reportId' | 'page'>;

/** Records what happened to a report, by its id and page: what the reader wrote stays out of the log. */
export async function auditReport(
  payload: Payload,
  actor: Actor | null,
  report: Reported,
  event: ReportEvent,
): Promise<void> {
  await recordAudit(payload, {
    actor,
    action: actionOf[event],
    subject: subjectOf(report),
    details: { page: report.page },
  });
}

/** Records to whom a report was given. */
export const auditReportAssignment: CollectionAfterChangeHook<ErrorReport> = async ({
  doc,
  previousDoc,
  operation,
  req,
}) => {
  const [before, after] = [relationId(previousDoc?.assignee), relationId(doc.assignee)];
  if (operation === 'update' && before !== after)
    await recordAudit(req.payload, {
      actor: actorOf(req),
      action: 'report-assigned',
      subject: subjectOf(doc),
      details: { assignee: after },
    });
  return doc;
};

const subjectOf = ({ reportId }: Reported): string => `report/${reportId}`;
