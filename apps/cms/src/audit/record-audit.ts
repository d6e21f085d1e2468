import { setTimeout as wait } from 'node:timers/promises';
import { type Payload, ValidationError } from 'payload';
import type { AuditAction } from './actions.ts';
import { type AuditRow, auditRow, nextRow } from './chain.ts';

/** Who did it. `id` null: somebody at the command line, who has no account here. */
export type AuditActor = { id: string | null; name: string };

/** Whoever runs the desk's commands on its own machine. */
export const operator: AuditActor = { id: null, name: 'Operator (command line)' };
const theDesk: AuditActor = { id: null, name: 'The desk' };

/** Ids, hashes, states, names and counts: never text contents, secrets or keys. */
export type AuditDetails = Record<string, unknown>;

export type AuditEntry = {
  /** Null: the desk itself. */
  actor: AuditActor | null;
  action: AuditAction;
  /** To what: `hcpcs/J9000`, `staff/editor@example.org`. */
  subject: string;
  details?: AuditDetails;
};

/** Writers of two processes meet at the same head: each time at least one of them gets on. */
const mostAttempts = 200;
const longestWait = 40;

const queues = new WeakMap<Payload, Promise<unknown>>();

/**
 * Adds one row to the log. Writers of this process wait for each other; one that loses to another process reads
 * the head again and tries again. Throws when the row could not be added. Takes no request on purpose: a row
 * belongs to no transaction, so that a collision undoes nothing else.
 */
export function recordAudit(payload: Payload, entry: AuditEntry): Promise<AuditRow> {
  const before = queues.get(payload) ?? Promise.resolve();
  const added = before.then(() => append(payload, entry));
  queues.set(
    payload,
    added.catch(() => undefined),
  );
  return added;
}

async function append(
  payload: Payload,
  { actor, action, subject, details = {} }: AuditEntry,
): Promise<AuditRow> {
  const { id, name } = actor ?? theDesk;
  for (let attempt = 1; ; attempt++) {
    const said = { at: new Date().toISOString(), actor: id, actorName: name, action, subject };
    const row = nextRow(await auditHead(payload), { ...said, details: stored(details) });
    try {
      /* Below the hooks, which refuse every other way to write here. */
      await payload.db.create({ collection: 'audit-log', data: row });
      return row;
    } catch (error) {
      if (attempt === mostAttempts || !isCollision(error)) throw error;
      await wait(Math.random() * longestWait);
    }
  }
}

/** The newest row; null while there is none. */
export async function auditHead(payload: Payload): Promise<AuditRow | null> {
  const { docs } = await payload.db.find({
    collection: 'audit-log',
    sort: '-sequence',
    limit: 1,
    pagination: false,
  });
  return docs[0] ? auditRow.parse(docs[0]) : null;
}

/** Details as they come back out of a JSON column, so that the hash holds for what is read. */
function stored(details: AuditDetails): unknown {
  return Object.keys(details).length === 0 ? null : JSON.parse(JSON.stringify(details));
}

/** Payload reports a value that is not unique as a failed validation, on SQLite and on MongoDB alike. */
function isCollision(error: unknown): boolean {
  if (error instanceof ValidationError) return true;
  for (let cause = error; cause instanceof Error; cause = cause.cause)
    if (
      /SQLITE_BUSY|database is locked|WriteConflict/.test(
        `${'code' in cause ? cause.code : ''} ${cause.message}`,
      )
    )
      return true;
  return false;
}
