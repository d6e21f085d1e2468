import type { CollectionAfterChangeHook, GlobalAfterChangeHook, Payload } from 'payload';
import { type Actor, actorOf } from '../access/actor.ts';
import type { GuardedDocument } from '../second-person/documents.ts';
import {
  changesBetween,
  type FieldChange,
  type PendingChange,
  pendingChange,
} from '../workflow/pending-change.ts';
import { guardedState } from './guarded-state.ts';
import { loggable } from './loggable.ts';
import { operator, recordAudit } from './record-audit.ts';

type Values = Record<string, unknown>;

/** Records a wish that a save has just left waiting. */
export async function auditProposal(
  payload: Payload,
  collection: string,
  doc: Values,
  before: Values | undefined,
): Promise<void> {
  const pending = pendingChange.safeParse(doc.pending).data;
  if (!pending || pendingChange.safeParse(before?.pending).data?.hash === pending.hash) return;
  await recordAudit(payload, {
    actor: { id: pending.by, name: pending.byName },
    action: 'change-proposed',
    subject: settingSubject(collection, doc),
    details: { hash: pending.hash, changes: loggedChanges(pending.changes) },
  });
}

/** Records what a second person said; `person` null: the operator. `values`: the document afterwards. */
export async function auditDecision(
  payload: Payload,
  person: Actor | null,
  document: GuardedDocument,
  values: Values,
  { hash, by, byName, changes }: PendingChange,
  decision: 'approve' | 'decline',
): Promise<void> {
  await recordAudit(payload, {
    actor: person ?? operator,
    action: decision === 'approve' ? 'change-approved' : 'change-declined',
    subject: document.global ? settingSubject('globals', document) : settingSubject(document.entity, values),
    details: {
      hash,
      by,
      byName,
      changes: loggedChanges(changes),
      state: guardedState(document.entity, values),
    },
  });
}

/** `staff/editor@example.org`, `code-systems/hcpcs`, `globals/access-plan`. */
export function settingSubject(
  collection: string,
  doc: { email?: unknown; slug?: unknown; id?: unknown },
): string {
  return `${collection}/${doc.email ?? doc.slug ?? doc.id}`;
}

/** What the desk keeps for itself in every document. */
const ownFields = ['id', 'createdAt', 'updatedAt', 'pending', 'globalType'];

/** Records what a save of a setting changed, field by field. What a second person approved stands in its own row. */
export const auditSetting: CollectionAfterChangeHook = async ({
  doc,
  previousDoc,
  operation,
  req,
  collection,
  context,
}) => {
  const name = `${collection.slug}/${doc.id}`;
  if (context.decidedChange === name) return doc;
  const changes = changesOf(operation === 'create' ? {} : previousDoc, doc);
  if (changes.length > 0)
    await recordAudit(req.payload, {
      actor: actorOf(req) ?? operator,
      action: operation === 'create' ? 'setting-created' : 'setting-changed',
      subject: settingSubject(collection.slug, doc),
      details: { changes: loggedChanges(changes), state: guardedState(collection.slug, doc) },
    });
  return doc;
};

/** The same for a global. */
export const auditGlobal: GlobalAfterChangeHook = async ({ doc, previousDoc, req, global, context }) => {
  const subject = `globals/${global.slug}`;
  const changes = changesOf(previousDoc ?? {}, doc);
  if (context.decidedChange !== subject && changes.length > 0)
    await recordAudit(req.payload, {
      actor: actorOf(req) ?? operator,
      action: 'setting-changed',
      subject,
      details: { changes: loggedChanges(changes), state: guardedState(global.slug, doc) },
    });
  return doc;
};

function changesOf(before: Values, after: Values): FieldChange[] {
  const fields = Object.keys({ ...before, ...after }).filter((field) => !ownFields.includes(field));
  return changesBetween(before, after, fields);
}

function loggedChanges(changes: readonly FieldChange[]) {
  return changes.map(({ field, from, to }) => ({ field, from: loggable(from), to: loggable(to) }));
}
