import type { Payload, Where } from 'payload';
import { type AuditRow, auditOrigin, auditRow, hashOfRow } from './chain.ts';

/** How a chain is broken, at the first row where it is. */
export type ChainBreak = {
  kind: 'changed' | 'missing' | 'forked' | 'out-of-order' | 'truncated' | 'unreadable';
  /** The number of the row; for `missing` the first that is not there. Null for `truncated`. */
  sequence: number | null;
  message: string;
};

export type ChainReport = {
  rows: number;
  head: string | null;
  broken: ChainBreak | null;
  /** What the site's release was held against; null where there is none that names a head. */
  site: SiteHead | null;
};

/** The head that a release of the site carries: the log held that row when the release was made. */
export type SiteHead = { release: string; created: string; hash: string };

type Link = Pick<AuditRow, 'sequence' | 'hash' | 'previousHash'>;

/** How a row breaks the chain after `before` (null for the first row); null when it does not. */
export function breakOf(before: Link | null, row: AuditRow): ChainBreak | null {
  const { sequence } = row;
  const expected = (before?.sequence ?? 0) + 1;
  const broken = (kind: ChainBreak['kind'], message: string, at = sequence): ChainBreak => ({
    kind,
    sequence: at,
    message,
  });
  if (sequence > expected)
    return broken('missing', `Row ${expected} is missing; the next one held is row ${sequence}.`, expected);
  if (sequence < expected) return broken('forked', `There is more than one row ${sequence}.`);
  if (hashOfRow(row) !== row.hash)
    return broken('changed', `Row ${sequence} is not as it was written: its hash does not fit what it says.`);
  if (row.previousHash === (before?.hash ?? auditOrigin)) return null;
  if (row.previousHash === before?.previousHash)
    return broken('forked', `Rows ${before.sequence} and ${sequence} follow the same row.`);
  return broken(
    'out-of-order',
    `Row ${sequence} does not follow row ${sequence - 1}: that one was written anew, or rows changed places.`,
  );
}

const step = 1_000;

/** Reads the whole log in its order and names the first break. `site`: what the current release carries. */
export async function verifyChain(payload: Payload, site: SiteHead | null): Promise<ChainReport> {
  let before: AuditRow | null = null;
  let rows = 0;
  let siteFound = site === null;
  for await (const document of auditDocuments(payload)) {
    rows += 1;
    const parsed = auditRow.safeParse(document);
    const broken = parsed.success ? breakOf(before, parsed.data) : unreadable((before?.sequence ?? 0) + 1);
    if (broken) return { rows, head: before?.hash ?? null, broken, site };
    before = parsed.data ?? null;
    siteFound ||= before?.hash === site?.hash;
  }
  const broken = site && !siteFound ? truncated(site, before) : null;
  return { rows, head: before?.hash ?? null, broken, site };
}

function unreadable(sequence: number): ChainBreak {
  return { kind: 'unreadable', sequence, message: `Row ${sequence} does not hold what a row holds.` };
}

function truncated({ release, created, hash }: SiteHead, last: AuditRow | null): ChainBreak {
  const end = last ? `ends with row ${last.sequence} of ${last.at}` : 'is empty';
  return {
    kind: 'truncated',
    sequence: null,
    message: `The site's release ${release} of ${created} names ${hash.slice(0, 12)}… as the head of the log. No row has that hash, and the log ${end}: rows were taken off its end or written anew, or an older database was put back.`,
  };
}

/** Every row in its order. Each step begins at the last number again, so that a second row with it is not passed over. */
export async function* auditDocuments(payload: Payload): AsyncGenerator<AuditDocument> {
  let last: AuditDocument | null = null;
  for (;;) {
    const where: Where = last ? { sequence: { greater_than_equal: last.sequence } } : {};
    const page = await payload.db.find<AuditDocument>({
      collection: 'audit-log',
      where,
      sort: ['sequence', 'id'],
      limit: step,
      pagination: false,
    });
    const fresh: AuditDocument[] = page.docs.filter(({ id }) => id !== last?.id);
    yield* fresh;
    last = fresh.at(-1) ?? last;
    if (page.docs.length < step) return;
  }
}

type AuditDocument = { id: string; sequence: number };
