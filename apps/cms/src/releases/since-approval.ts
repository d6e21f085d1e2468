import type { Payload } from 'payload';
import { z } from 'zod';
import type { AuditAction } from '../audit/actions.ts';
import { rowAt } from '../beside/rows-of-codes.ts';
import type { CodeRow } from '../imports/code-row.ts';
import type { HeldEdition } from '../imports/held-editions.ts';
import type { SeenPin } from '../workflow/plan-everyday.ts';
import { linesById } from './line-heads.ts';
import type { LiveSite } from './live.ts';
import { type RevisionHead, revisionsById } from './revisions.ts';

/** Whether readers had a text of the code that was withdrawn since a revision was approved, and have none now. */
export function isWithdrawnSince(live: LiveSite, revision: { codeKey: string; approvedAt: string }): boolean {
  const { codeKey, approvedAt } = revision;
  return !live.texts.has(codeKey) && approvedAt < (live.takenOff.get(codeKey) ?? '');
}

/**
 * Which revisions were approved before what readers had of their code was withdrawn: whoever withdrew it may have meant these
 * words too. `seen` is what readers see of the codes now. A line that was withdrawn takes no save until it has left the
 * site, so its last one is the withdrawal.
 */
export async function beforeWithdrawal(
  payload: Payload,
  { takenOff }: Pick<LiveSite, 'takenOff'>,
  seen: ReadonlyMap<string, SeenPin>,
  listed: readonly { codeKey: string; revision: string }[],
): Promise<Set<string>> {
  const seenLines = listed.flatMap(({ codeKey }) => seen.get(codeKey)?.line ?? []);
  const withdrawnAt = new Map<string, string>();
  for (const { codeKey, state, savedAt } of (await linesById(payload, seenLines)).values())
    if (state === 'withdrawn') withdrawnAt.set(codeKey, savedAt);
  for (const { codeKey } of listed) {
    const at = seen.has(codeKey) ? undefined : takenOff.get(codeKey);
    if (at !== undefined) withdrawnAt.set(codeKey, at);
  }
  const asked = listed.filter(({ codeKey }) => withdrawnAt.has(codeKey));
  const heads = await revisionsById(
    payload,
    asked.map(({ revision }) => revision),
  );
  const before = [...heads.values()].filter(
    ({ codeKey, approvedAt }) => approvedAt < (withdrawnAt.get(codeKey) ?? ''),
  );
  return new Set(before.map(({ id }) => id));
}

/** Steps by which a person ends an approval; an edit ends one too, but leaves the words that were approved as they were. */
const endings: AuditAction[] = ['text-merged', 'text-reopened', 'text-withdrawn'];

const ending = z.object({
  subject: z.string(),
  at: z.string(),
  details: z.looseObject({ line: z.string() }),
});

/** As many codes as one statement may name. */
const some = 500;

/** Which revisions a person opened again, withdrew or merged since they were approved and since a day, ISO 8601. */
export async function endedSince(
  payload: Payload,
  revisions: readonly RevisionHead[],
  since: string,
): Promise<Set<string>> {
  const ended = new Set<string>();
  for (let start = 0; start < revisions.length; start += some) {
    const part = revisions.slice(start, start + some);
    const subjects = [...new Set(part.map(({ codeKey }) => codeKey))];
    const { docs } = await payload.db.find({
      collection: 'audit-log',
      where: {
        and: [{ subject: { in: subjects } }, { action: { in: endings } }, { at: { greater_than: since } }],
      },
      limit: 0,
      pagination: false,
    });
    const events = docs.map((row) => ending.parse(row));
    for (const { id, line, approvedAt } of part)
      if (events.some(({ at, details }) => details.line === line && at > approvedAt)) ended.add(id);
  }
  return ended;
}

/**
 * Whether the official row no longer is what a revision was approved against. One that was approved before such hashes were
 * kept, or against a sample that has left, is taken as it is.
 */
export function isOfficialChanged(
  held: readonly HeldEdition[],
  spans: readonly CodeRow[],
  { officialHash, edition }: { officialHash?: string | null; edition: string },
): boolean {
  const at = held.find(({ id }) => id === edition);
  if (!officialHash || !at) return false;
  return rowAt(spans, at)?.contentHash !== officialHash;
}
