import type { Payload } from 'payload';
import { z } from 'zod';
import type { AuditAction } from '../audit/actions.ts';
import { states } from '../workflow/states.ts';
import type { RevisionHead } from './revisions.ts';

const event = z.object({
  at: z.string(),
  actor: z.string().nullish(),
  action: z.string(),
  details: z.looseObject({ line: z.string(), from: z.enum(states).nullish() }),
});
type LineEvent = z.infer<typeof event>;

/** What takes a line into the state "withdrawn" and out of it. */
const actions: AuditAction[] = ['text-withdrawn', 'text-reopened', 'text-approved', 'text-published'];

/** As many codes as one statement may name. */
const some = 500;

/**
 * Of which revisions the line was withdrawn since they were approved, by id, with when it last was, ISO 8601. A withdrawal
 * that was taken back is none.
 */
export async function withdrawnSince(
  payload: Payload,
  revisions: readonly RevisionHead[],
): Promise<Map<string, string>> {
  const withdrawn = new Map<string, string>();
  for (let start = 0; start < revisions.length; start += some) {
    const part = revisions.slice(start, start + some);
    const subjects = [...new Set(part.map(({ codeKey }) => codeKey))];
    const { docs } = await payload.db.find({
      collection: 'audit-log',
      where: { and: [{ subject: { in: subjects } }, { action: { in: actions } }] },
      sort: 'sequence',
      limit: 0,
      pagination: false,
    });
    const events = docs.map((row) => event.parse(row));
    for (const { id, line, approvedAt } of part) {
      const last = withdrawalsOf(events.filter(({ details }) => details.line === line)).at(-1);
      if (last !== undefined && last > approvedAt) withdrawn.set(id, last);
    }
  }
  return withdrawn;
}

/** When a line was withdrawn, by its events in their order. The desk itself takes one out of the state only by taking that back. */
function withdrawalsOf(events: readonly LineEvent[]): string[] {
  const standing: string[] = [];
  for (const { at, actor, action, details } of events) {
    if (action === 'text-withdrawn') standing.push(at);
    else if (details.from === 'withdrawn' && !actor) standing.pop();
  }
  return standing;
}
