import type { ErrorReport } from '@plaincode/types/payload';
import type { Payload } from 'payload';
import { z } from 'zod';
import { auditReport } from '../audit/report-event.ts';
import { correctionsSoFar } from '../export/corrections.ts';
import { relationId } from '../relation-id.ts';
import { today } from '../releases/editions.ts';
import { livePins } from '../releases/live.ts';
import { isNewSince } from '../workflow/corrections.ts';
import { settledStates } from '../workflow/error-report.ts';

const keptFor = 30 * 86_400_000;

const revisionDocument = z.object({
  codeKey: z.string(),
  approvedAt: z.string(),
  correction: z.string().nullish(),
});

/**
 * Marks accepted reports as corrected once readers have a text on the page, the code's own or the one of its family in which
 * it is mended, that was approved since and says what it corrects, in words that they were not told before: the sentence of an earlier correction may still stand in the text.
 * Read off what readers see, so that nothing is lost where a run fails.
 */
export async function settleCorrected(payload: Payload, now: Date): Promise<void> {
  const { docs } = await payload.find({
    collection: 'error-reports',
    where: { state: { equals: 'accepted' } },
    depth: 0,
    pagination: false,
  });
  if (docs.length === 0) return;
  const { texts } = await livePins(payload);
  for (const report of docs) {
    const live = texts.get(report.codeKey ?? '') ?? texts.get((await mendedIn(payload, report)) ?? '');
    if (!live || !(await corrects(payload, live, report, now))) continue;
    await write(payload, report, { state: 'corrected', settledAt: now.toISOString() });
    await auditReport(payload, null, report, 'correct');
  }
}

/**
 * Opens corrected reports again whose correction was taken back with its release. `codeKeys`: the codes whose texts
 * changed by that. A text that was approved after a report was settled holds what it corrects.
 */
export async function reopenTakenBack(
  payload: Payload,
  codeKeys: readonly string[],
  now: Date,
): Promise<void> {
  const { docs } = await payload.find({
    collection: 'error-reports',
    where: { state: { equals: 'corrected' } },
    depth: 0,
    pagination: false,
  });
  const { texts } = await livePins(payload);
  for (const report of docs) {
    const places = [report.codeKey ?? '', (await mendedIn(payload, report)) ?? ''];
    const live = texts.get(places[0] ?? '') ?? texts.get(places[1] ?? '');
    if (!live || !places.some((place) => codeKeys.includes(place))) continue;
    if ((await readRevision(payload, live)).approvedAt > (report.settledAt ?? '')) continue;
    if (await corrects(payload, live, report, now)) continue;
    await write(payload, report, { state: 'accepted', settledAt: null });
    await auditReport(payload, null, report, 'reopen');
  }
}

/** The code, as `codeSet/code`, of the text that the report opened. */
async function mendedIn(payload: Payload, { explanation }: ErrorReport): Promise<string | null> {
  if (!explanation) return null;
  const id = relationId(explanation);
  const line = await payload.findByID({ collection: 'explanations', id, draft: true, depth: 0 });
  return line.codeKey ?? null;
}

async function corrects(
  payload: Payload,
  revision: string,
  { decidedAt }: ErrorReport,
  now: Date,
): Promise<boolean> {
  const { codeKey, approvedAt, correction } = await readRevision(payload, revision);
  if (!correction || approvedAt <= (decidedAt ?? '')) return false;
  const told = (await correctionsSoFar(payload, today(now))).toldSince(codeKey, correction);
  return isNewSince(told, decidedAt);
}

const readRevision = async (payload: Payload, id: string) =>
  revisionDocument.parse(await payload.findByID({ collection: 'approved-revisions', id, depth: 0 }));

/** Erases the e-mail addresses of reports that have been settled for 30 days. */
export async function eraseEmails(payload: Payload, now: Date): Promise<void> {
  const before = new Date(now.getTime() - keptFor).toISOString();
  const { docs } = await payload.find({
    collection: 'error-reports',
    where: {
      and: [
        { email: { exists: true } },
        { state: { in: [...settledStates] } },
        { settledAt: { less_than: before } },
      ],
    },
    depth: 0,
    pagination: false,
  });
  // MongoDB also finds an address that is stored as null.
  for (const report of docs.filter(({ email }) => email)) {
    await write(payload, report, { email: null });
    await auditReport(payload, null, report, 'erase-email');
  }
}

async function write(payload: Payload, { id, state }: ErrorReport, data: Partial<ErrorReport>) {
  await payload.db.updateOne({
    collection: 'error-reports',
    where: { and: [{ id: { equals: id } }, { state: { equals: state } }] },
    data: { ...data, updatedAt: new Date().toISOString() },
  });
}
