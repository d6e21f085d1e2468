import type { ErrorReport, Explanation } from '@plaincode/types/payload';
import type { PayloadRequest } from 'payload';
import { actorOf } from '../access/actor.ts';
import { WorkflowRefused } from '../access/refused.ts';
import { auditReport } from '../audit/report-event.ts';
import { actOnExplanation } from '../collections/explanations/act.ts';
import { familyRead } from '../families/family-read.ts';
import { startLine } from '../lines/start-line.ts';
import { relationId } from '../relation-id.ts';
import { codeOf, codeSetOf, setsShown, today } from '../releases/editions.ts';
import { livePins } from '../releases/live.ts';
import { seenRevision } from '../releases/seen-revision.ts';
import { decideReport, type ReportRequest } from '../workflow/error-report.ts';
import { refusal } from '../workflow/refusal.ts';
import { transitions } from '../workflow/states.ts';

/**
 * Takes one step on a report. Accepting opens the text that readers have on the page, the code's own or that of its family,
 * or begins one, for whoever mends it; the text comes first, so that after a crash the step is simply taken again. One that
 * is approved and waits to go out stays so (`waits`): readers reported what they have, and not that. Throws `WorkflowRefused`.
 */
export async function takeReportStep(
  req: PayloadRequest,
  id: string,
  request: ReportRequest,
): Promise<{ state: string; explanation: string | null; waits: boolean }> {
  const { payload } = req;
  const actor = actorOf(req);
  const report = await reportById(req, id);
  const now = new Date().toISOString();
  const decision = decideReport(
    { state: report.state, codeKey: report.codeKey ?? null },
    actor,
    request,
    now,
  );
  if (!decision.ok) throw new WorkflowRefused(decision.refusal);
  const line = request.action === 'accept' && report.codeKey ? await openLine(req, report.codeKey) : null;
  const explanation = line?.id ?? relationId(report.explanation);
  const written = await payload.db.updateOne({
    collection: 'error-reports',
    where: { and: [{ id: { equals: id } }, { state: { equals: report.state } }] },
    data: { ...decision.fields, explanation, updatedAt: now },
  });
  if (!written) throw new WorkflowRefused(refusal('report-state'));
  await auditReport(payload, actor, report, request.action);
  return { state: decision.fields.state, explanation, waits: line?.state === 'approved' };
}

async function reportById({ payload }: PayloadRequest, id: string): Promise<ErrorReport> {
  const { docs } = await payload.find({
    collection: 'error-reports',
    where: { id: { equals: id } },
    depth: 0,
    limit: 1,
  });
  if (!docs[0]) throw new WorkflowRefused(refusal('report-unknown'));
  return docs[0];
}

/** The line of the edition that readers see, opened again where it is settled and nothing of it waits for them. */
async function openLine(req: PayloadRequest, codeKey: string): Promise<Explanation> {
  const { payload, user } = req;
  const line = (await liveLine(req, codeKey)) ?? (await otherLine(req, codeKey));
  const reopens = line.state !== 'approved' && transitions.reopen.from.includes(line.state ?? 'draft');
  if (!reopens || user?.collection !== 'staff') return line;
  return await actOnExplanation({ payload, user, id: line.id, action: 'reopen' });
}

async function liveLine({ payload }: PayloadRequest, codeKey: string): Promise<Explanation | null> {
  const seen = await seenRevision(payload, codeKey);
  return (
    seen && (await payload.findByID({ collection: 'explanations', id: seen.line, draft: true, depth: 0 }))
  );
}

/** For a code without a text of its own: the text of its family that its page shows, or else a new one. */
async function otherLine(req: PayloadRequest, codeKey: string): Promise<Explanation> {
  const [codeSet, code] = [codeSetOf(codeKey), codeOf(codeKey)];
  const { shown } = await livePins(req.payload);
  const set = (await setsShown(req.payload, [codeSet], { shown, today: today() })).get(codeSet);
  if (!set?.shown) throw new WorkflowRefused(refusal('edition-not-held', [codeSet]));
  const edition = set.shown.id;
  const root = await familyRead(req.payload, codeSet, code, edition);
  const ofFamily = root === null ? null : await liveLine(req, `${codeSet}/${root}`);
  return ofFamily ?? (await startLine(req, { codeSet, code, edition }));
}
