import type { Staff } from '@plaincode/types/payload';
import type { CollectionAfterChangeHook, CollectionAfterOperationHook, PayloadRequest } from 'payload';
import { actorOf } from '../access/actor.ts';
import type { AuditAction } from './actions.ts';
import { guardedState } from './guarded-state.ts';
import { type AuditDetails, operator, recordAudit } from './record-audit.ts';

type Event = { action: AuditAction; details: AuditDetails };

/** What a save did to an account. `passwordSet` says that it brought a password; the password itself never comes here. */
export function staffEvents(before: Partial<Staff> | null, after: Staff, passwordSet: boolean): Event[] {
  const { role, active } = after;
  if (before === null) return [{ action: 'staff-created', details: { role, active } }];
  const events: Event[] = [];
  if (before.role !== role)
    events.push({ action: 'staff-role-changed', details: { from: before.role, to: role } });
  if ((before.active === true) !== (active === true))
    events.push({ action: active ? 'staff-switched-on' : 'staff-switched-off', details: {} });
  if (passwordSet) events.push({ action: 'staff-password-set', details: {} });
  if (before.name !== after.name || before.email !== after.email)
    events.push({ action: 'staff-changed', details: { from: before.email, to: after.email } });
  return events;
}

/** The accounts whose passwords a request sets; only their ids are kept. */
export function passwordsSet(context: Record<string, unknown>): Set<unknown> {
  const known = context.passwordsSet;
  if (known instanceof Set) return known;
  const made = new Set();
  context.passwordsSet = made;
  return made;
}

export const auditStaff: CollectionAfterChangeHook<Staff> = async ({
  doc,
  previousDoc,
  operation,
  req,
  context,
}) => {
  const before = operation === 'create' ? null : previousDoc;
  const state = guardedState('staff', { ...doc });
  for (const event of staffEvents(before, doc, passwordsSet(context).has(doc.id)))
    await record(req, doc.email, { ...event, details: { ...event.details, state } });
  return doc;
};

/** Freeing an account changes no field of it that people see, so it passes no other hook. */
export const auditUnlock: CollectionAfterOperationHook<'staff'> = async ({
  operation,
  args,
  result,
  req,
}) => {
  const email: unknown = 'data' in args && args.data && 'email' in args.data ? args.data.email : null;
  if (String(operation) === 'unlock' && typeof email === 'string')
    await record(req, email.toLowerCase(), { action: 'staff-unlocked', details: {} });
  return result;
};

async function record(req: PayloadRequest, email: string, event: Event): Promise<void> {
  await recordAudit(req.payload, { actor: actorOf(req) ?? operator, subject: `staff/${email}`, ...event });
}
