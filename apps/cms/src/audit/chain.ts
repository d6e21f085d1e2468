import { createHash } from 'node:crypto';
import { z } from 'zod';
import { fixedSpelling } from '../workflow/fixed-spelling.ts';

/** One row of the log as the database gives it. A row that was tampered with may hold anything a field can hold. */
export const auditRow = z.object({
  sequence: z.number(),
  /** An instant in UTC, to the millisecond. */
  at: z.string(),
  actor: z
    .string()
    .nullish()
    .transform((value) => value ?? null),
  actorName: z.string(),
  action: z.string(),
  subject: z.string(),
  details: z.unknown().transform((value): unknown => value ?? null),
  previousHash: z.string(),
  hash: z.string(),
});
export type AuditRow = z.infer<typeof auditRow>;

/** What the first row follows. */
export const auditOrigin = createHash('sha256').update('plaincode audit log, format 1').digest('hex');

/** SHA-256 over everything that a row says and the hash of the row before, in one fixed spelling. */
export function hashOfRow(row: Omit<AuditRow, 'hash'>): string {
  const { sequence, at, actor, actorName, action, subject, details, previousHash } = row;
  const said = [sequence, at, actor, actorName, action, subject, details, previousHash];
  return createHash('sha256').update(fixedSpelling(said)).digest('hex');
}

/** The row that follows `head`, or the first one where there is none. */
export function nextRow(
  head: Pick<AuditRow, 'sequence' | 'hash'> | null,
  said: Omit<AuditRow, 'sequence' | 'previousHash' | 'hash'>,
): AuditRow {
  const row = {
    ...said,
    sequence: (head?.sequence ?? 0) + 1,
    previousHash: head?.hash ?? auditOrigin,
  };
  return { ...row, hash: hashOfRow(row) };
}
