import type { Payload } from 'payload';
import type { ImportToWrite } from '../imports/write-import.ts';
import { operator, recordAudit } from './record-audit.ts';

/** Records imports that have just become visible together: one row each. */
export async function auditImports(payload: Payload, works: readonly ImportToWrite[]): Promise<void> {
  for (const { kind, edition, file, counts, sample } of works)
    await recordAudit(payload, {
      actor: operator,
      action: 'import-completed',
      subject: edition.id,
      details: { kind, fileName: file.fileName, member: file.member, sha256: file.sha256, counts, sample },
    });
}
