import type { DefaultServerCellComponentProps } from 'payload';
import { auditActions } from '../audit/actions.ts';

/** What was done, in words. The row itself is hashed with the short name. */
export function AuditAction({ cellData }: Pick<DefaultServerCellComponentProps, 'cellData'>) {
  const words: Record<string, string> = auditActions;
  return <span>{words[String(cellData)] ?? String(cellData)}</span>;
}
