import type { Payload, Where } from 'payload';
import { z } from 'zod';
import { guardedCollections, guardedGlobals, readGuarded } from '../second-person/documents.ts';
import { type AuditRow, auditRow } from './chain.ts';
import { guardedState } from './guarded-state.ts';
import { recordAudit } from './record-audit.ts';
import { settingSubject } from './setting-events.ts';

const marker = 'audit-checked';
/** `since`: when the checks began; what is older has no entry to be missed. `at`: up to when all was looked at. */
const checked = z.object({ since: z.string(), at: z.string() });

/** Another desk on the same database may just be between an act and its entry. */
const settleTime = 10_000;
/** Longer than any publish or import takes. */
const longestAct = 60 * 60 * 1000;

type Found = { subject: string; details: Record<string, unknown> };

/**
 * Looks for acts without an entry: an entry is written after its act, and the desk may have died between the two.
 * Each one found gets an entry that says so. Also finds guarded values that were changed below the desk. The
 * first run only notes from when on to look. Returns how many were found.
 */
export async function findUnrecorded(payload: Payload, now = new Date()): Promise<number> {
  const before = checked.safeParse(await payload.kv.get(marker)).data;
  const at = new Date(now.getTime() - settleTime).toISOString();
  let found = 0;
  if (before) {
    const start = Math.max(Date.parse(before.at) - longestAct, Date.parse(before.since));
    const from = new Date(start).toISOString();
    for (const look of [unrecordedTexts, unrecordedImports, unrecordedRuns, unrecordedSettings])
      for (const { subject, details } of await look(payload, { from, to: at })) {
        await recordAudit(payload, { actor: null, action: 'found-unrecorded', subject, details });
        found += 1;
      }
  }
  await payload.kv.set(marker, { since: before?.since ?? at, at });
  return found;
}

type Span = { from: string; to: string };

const within = (field: string, { from, to }: Span): Where[] => [
  { [field]: { greater_than_equal: from } },
  { [field]: { less_than: to } },
];

async function unrecordedTexts(payload: Payload, span: Span): Promise<Found[]> {
  const { docs } = await payload.find({
    collection: 'explanations',
    draft: true,
    where: { and: within('updatedAt', span) },
    pagination: false,
    depth: 0,
    select: { codeKey: true, state: true, contentHash: true },
  });
  const found: Found[] = [];
  for (const { id, codeKey, state, contentHash } of docs) {
    const rows = await rowsOf(payload, codeKey ?? id);
    const last = rows
      .map(({ details }) => textDetails.safeParse(details).data)
      .find((one) => one?.line === id);
    const known = last?.to ?? 'draft';
    if (state && state !== known)
      found.push({ subject: codeKey ?? id, details: { line: id, from: known, to: state, contentHash } });
  }
  return found;
}

const textDetails = z.object({ line: z.string(), to: z.string() });

async function unrecordedImports(payload: Payload, span: Span): Promise<Found[]> {
  const { docs } = await payload.find({
    collection: 'imports',
    where: { and: [{ state: { equals: 'complete' } }, ...within('startedAt', span)] },
    pagination: false,
    depth: 0,
  });
  const found: Found[] = [];
  for (const { edition, kind, fileName, member, sha256 } of docs) {
    const recorded = (await rowsOf(payload, edition)).some(({ details }) => {
      const said = importDetails.safeParse(details).data;
      return said?.kind === kind && said.sha256 === sha256 && (said.member ?? null) === (member ?? null);
    });
    if (!recorded) found.push({ subject: edition, details: { kind, fileName, member, sha256 } });
  }
  return found;
}

const importDetails = z.object({ kind: z.string(), sha256: z.string(), member: z.string().nullish() });

async function unrecordedRuns(payload: Payload, span: Span): Promise<Found[]> {
  const ended = { state: { in: ['done', 'failed'] } };
  const { docs } = await payload.find({
    collection: 'publish-runs',
    where: { and: [ended, ...within('updatedAt', span)] },
    pagination: false,
    depth: 0,
  });
  const found: Found[] = [];
  for (const { id, state } of docs) {
    const rows = await rowsOf(payload, `publish/${id}`);
    if (!rows.some(({ action }) => action !== 'publish-requested'))
      found.push({ subject: `publish/${id}`, details: { state } });
  }
  return found;
}

/** The settings are few, so all of them are held against what the log last said of them. */
async function unrecordedSettings(payload: Payload): Promise<Found[]> {
  const documents: { entity: string; subject: string; values: Record<string, unknown> }[] = [];
  for (const entity of guardedCollections) {
    const { docs } = await payload.find({ collection: entity, pagination: false, depth: 0 });
    for (const doc of docs)
      documents.push({ entity, subject: settingSubject(entity, doc), values: { ...doc } });
  }
  for (const entity of guardedGlobals) {
    const values = await readGuarded(payload, { entity, id: entity, global: true });
    documents.push({ entity, subject: `globals/${entity}`, values: values ?? {} });
  }
  const found: Found[] = [];
  for (const { entity, subject, values } of documents) {
    const state = guardedState(entity, values);
    const said = (await rowsOf(payload, subject)).map(({ details }) => stateDetails.safeParse(details).data);
    const last = said.find((one) => one !== undefined);
    if (last && last.state !== state) found.push({ subject, details: { state } });
  }
  return found;
}

const stateDetails = z.object({ state: z.string().length(64) });

/** What the log says of a subject, the newest first. */
async function rowsOf(payload: Payload, subject: string): Promise<AuditRow[]> {
  const { docs } = await payload.db.find({
    collection: 'audit-log',
    where: { subject: { equals: subject } },
    sort: '-sequence',
    limit: 1_000,
    pagination: false,
  });
  return docs.map((row) => auditRow.parse(row));
}
