import type { Payload } from 'payload';
import type { Actor } from '../access/actor.ts';
import { WorkflowRefused } from '../access/refused.ts';
import { auditDecision } from '../audit/setting-events.ts';
import { isStale, type PendingDecision, refuseDecision } from '../workflow/pending-change.ts';
import { roles, scopeOf } from '../workflow/permissions.ts';
import { refusal, roleMayNot } from '../workflow/refusal.ts';
import { type GuardedDocument, pendingOf, readGuarded, settlePending, type Waiting } from './documents.ts';

/** Carries out a second person's decision. Throws `WorkflowRefused`. */
export async function decidePending(
  payload: Payload,
  document: GuardedDocument,
  person: Actor,
  asked: PendingDecision,
): Promise<void> {
  const mayChange = (role: Actor['role']) => scopeOf(role, document.entity, 'update') === 'all';
  if (!mayChange(person.role)) throw new WorkflowRefused(roleMayNot(roles.filter(mayChange)));
  const values = await readGuarded(payload, document);
  const pending = pendingOf(values);
  const refused = refuseDecision(pending, values ?? {}, person, asked);
  if (refused || !pending) throw new WorkflowRefused(refused ?? refusal('nothing-pending'));
  await settlePending(payload, document, pending, asked.decision);
  const after = (await readGuarded(payload, document)) ?? {};
  await auditDecision(payload, person, document, after, pending, asked.decision);
}

/** The operator's own agreement, for a desk where nobody else is. Throws `WorkflowRefused` where it is stale. */
export async function approveAsOperator(payload: Payload, { document, pending }: Waiting): Promise<void> {
  const values = (await readGuarded(payload, document)) ?? {};
  if (isStale(pending, values)) throw new WorkflowRefused(refusal('change-moved', ['Propose it anew.']));
  await settlePending(payload, document, pending, 'approve');
  const after = (await readGuarded(payload, document)) ?? {};
  await auditDecision(payload, null, document, after, pending, 'approve');
}
