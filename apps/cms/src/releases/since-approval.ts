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
import { withdrawnSince } from './withdrawn-since.ts';

/** An approved revision, with the one that its text was begun from. */
type Coming = { codeKey: string; revision: string; basedOn: string | null };

/**
 * Which revisions were approved before words were withdrawn that they may hold too: what readers had of their code, or the text
 * that they were begun from, of whatever code. `seen` is what readers see of the codes now.
 */
export async function beforeWithdrawal(
  payload: Payload,
  { takenOff }: Pick<LiveSite, 'takenOff'>,
  seen: ReadonlyMap<string, SeenPin>,
  coming: readonly Coming[],
): Promise<Set<string>> {
  const withdrawnAt = await withdrawals(payload, takenOff, seen, coming);
  const begun = coming.filter(({ basedOn }) => basedOn !== null);
  const asked = new Set([...begun, ...coming.filter(({ codeKey }) => withdrawnAt.has(codeKey))]);
  const heads = await revisionsById(
    payload,
    [...asked].map(({ revision }) => revision),
  );
  const before = [...heads.values()].filter(
    ({ codeKey, approvedAt }) => approvedAt < (withdrawnAt.get(codeKey) ?? ''),
  );
  const approvedAt = (revision: string) => heads.get(revision)?.approvedAt ?? '';
  return new Set([...before.map(({ id }) => id), ...(await begunFromWithdrawn(payload, begun, approvedAt))]);
}

/**
 * When what readers had of the codes was withdrawn last, by `codeSet/code`. A line that was withdrawn takes no save until it
 * has left the site, so its last one is the withdrawal.
 */
async function withdrawals(
  payload: Payload,
  takenOff: ReadonlyMap<string, string>,
  seen: ReadonlyMap<string, SeenPin>,
  coming: readonly Coming[],
): Promise<Map<string, string>> {
  const found = new Map<string, string>();
  const seenLines = coming.flatMap(({ codeKey }) => seen.get(codeKey)?.line ?? []);
  for (const { codeKey, state, savedAt } of (await linesById(payload, seenLines)).values())
    if (state === 'withdrawn') found.set(codeKey, savedAt);
  for (const { codeKey } of coming) {
    const at = seen.has(codeKey) ? undefined : takenOff.get(codeKey);
    if (at !== undefined) found.set(codeKey, at);
  }
  return found;
}

async function begunFromWithdrawn(
  payload: Payload,
  begun: readonly Coming[],
  approvedAt: (revision: string) => string,
): Promise<string[]> {
  const sources = await revisionsById(payload, [...new Set(begun.flatMap(({ basedOn }) => basedOn ?? []))]);
  const withdrawn = await withdrawnSince(payload, [...sources.values()]);
  return begun
    .filter(({ revision, basedOn }) => (withdrawn.get(basedOn ?? '') ?? '') > approvedAt(revision))
    .map(({ revision }) => revision);
}

/** Steps by which a person ends an approval; an edit ends one too, but leaves the words that were approved as they were. */
const endings: AuditAction[] = ['text-merged', 'text-reopened', 'text-withdrawn'];

const recorded = z.object({ at: z.string(), details: z.looseObject({ line: z.string() }) });

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
    const steps = docs.map((row) => recorded.parse(row));
    for (const { id, line, approvedAt } of part)
      if (steps.some(({ at, details }) => details.line === line && at > approvedAt)) ended.add(id);
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
