import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { mergeTakedowns, parseTakedowns } from '@plaincode/content-schemas';
import type { Payload } from 'payload';
import { z } from 'zod';
import { loggable } from './loggable.ts';
import { operator, recordAudit } from './record-audit.ts';

const takedownDetails = z.object({ takedown: z.string() });

/**
 * Adds to the log the takedowns that it does not hold yet. They are made at the command line, desk or no desk, and their
 * own list says when and why; the log vouches that none leaves that list unseen. Returns how many were added.
 */
export async function auditTakedowns(payload: Payload, dataFolder: string): Promise<number> {
  const file = join(dataFolder, 'withheld', 'takedowns.ndjson');
  if (!existsSync(file)) return 0;
  const { entries } = parseTakedowns(readFileSync(file, 'utf8'));
  const known = await recorded(payload);
  const missing = mergeTakedowns(entries, []).filter(({ id }) => !known.has(id));
  for (const { id, at, action, target, reason } of missing)
    await recordAudit(payload, {
      actor: operator,
      action: action === 'lift' ? 'takedown-lifted' : 'page-taken-down',
      subject: `site/${target.replace(/^\/|\/$/g, '')}`,
      details: { takedown: id, at, reason: loggable(reason) },
    });
  return missing.length;
}

async function recorded(payload: Payload): Promise<Set<string>> {
  const { docs } = await payload.db.find<{ details?: unknown }>({
    collection: 'audit-log',
    where: { action: { in: ['page-taken-down', 'takedown-lifted'] } },
    pagination: false,
    limit: 0,
  });
  return new Set(docs.flatMap(({ details }) => takedownDetails.safeParse(details).data?.takedown ?? []));
}
