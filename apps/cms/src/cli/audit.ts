import type { Payload } from 'payload';
import { auditActions } from '../audit/actions.ts';
import { auditRow } from '../audit/chain.ts';
import { siteHead } from '../audit/site-head.ts';
import { auditTakedowns } from '../audit/takedown-events.ts';
import { type ChainReport, verifyChain } from '../audit/verify-chain.ts';
import { env } from '../env.ts';
import type { Command } from './command.ts';
import { withDesk } from './open-desk.ts';
import { count } from './progress.ts';

type AuditCommand = Extract<Command, { name: 'audit' }>;

/** `audit verify`, `audit list` and `audit takedowns`. Returns the exit status: 1 where the chain is broken. */
export function audit(command: AuditCommand): Promise<0 | 1> {
  return withDesk(async (payload) => {
    if (command.action === 'verify') return await verify(payload, command.json);
    if (command.action === 'list') return await list(payload, command.limit, command.json);
    await auditTakedowns(payload, env.dataFolder);
    return 0;
  });
}

async function verify(payload: Payload, json: boolean): Promise<0 | 1> {
  const report = await verifyChain(payload, siteHead(env.dataFolder));
  const ok = report.broken === null;
  if (json) process.stdout.write(`${JSON.stringify({ ok, ...report })}\n`);
  else (ok ? process.stdout : process.stderr).write(`${reportText(report)}\n`);
  return ok ? 0 : 1;
}

function reportText({ rows, head, broken, site }: ChainReport): string {
  if (broken) return `The audit log is broken. ${broken.message}`;
  if (head === null) return 'The audit log is empty.';
  const held = site ? ` The site's release ${site.release} names a row of it.` : '';
  return `The audit log is whole: ${count(rows)} rows, head ${head}.${held}`;
}

/** Whatever somebody was called, a row is one line. */
const inOneLine = (text: string): string => text.replaceAll(/\p{Cc}+/gu, ' ');

async function list(payload: Payload, limit: number, json: boolean): Promise<0> {
  const found = await payload.db.find({
    collection: 'audit-log',
    sort: '-sequence',
    limit,
    pagination: false,
  });
  const rows = found.docs.map((row) => auditRow.parse(row));
  const words: Record<string, string> = auditActions;
  const lines = rows.map(
    ({ sequence, at, actorName, action, subject }) =>
      `${inOneLine(`${sequence}  ${at.slice(0, 19)}Z  ${actorName}: ${words[action] ?? action}, ${subject}`)}\n`,
  );
  process.stdout.write(json ? `${JSON.stringify({ rows })}\n` : lines.join(''));
  return 0;
}
