import { type AppliedCorrections, applyCorrections, type CorrectionsContent } from '@plaincode/code-sets';
import type { Payload } from 'payload';
import { contentHashOf } from './code-row.ts';
import { type HeldEdition, latestImport } from './held-editions.ts';
import { ImportRefused } from './import-refused.ts';
import { type ImportCounts, planImport } from './plan-import.ts';
import { plannedCodes } from './planned-rows.ts';
import type { ReleaseRow } from './read-official.ts';
import { editionContents, editionOrder, editionStates } from './read-rows.ts';
import type { ImportToWrite } from './write-import.ts';

export interface CorrectionsPlan {
  write: ImportToWrite | null;
  counts: ImportCounts;
  result: Omit<AppliedCorrections, 'records'>;
}

/**
 * Decides what a corrections file changes in the edition that it corrects, which must be held; writes nothing.
 * A code that the release left out by mistake comes back from the edition before. Throws `ImportRefused`.
 */
export async function planCorrections(
  payload: Payload,
  content: CorrectionsContent,
  file: { fileName: string; sha256: string; size: number },
  held: readonly HeldEdition[],
): Promise<CorrectionsPlan> {
  const { codeSet, edition, member } = content;
  const at = held.findIndex(({ id }) => id === edition.id);
  const corrected = held[at];
  if (!corrected)
    throw new ImportRefused(
      'edition-not-held',
      `${file.fileName} corrects the edition ${edition.label} (${edition.id}), which is not held. Import its release first.`,
    );
  const next = held[at + 1] ?? null;
  const [priorRows = new Map(), rows = new Map()] = await editionContents(payload, codeSet, held, [
    held[at - 1]?.sequence ?? 0,
    corrected.sequence,
  ]);
  const order = await editionOrder(payload, latestImport(corrected).id);
  const records = order.flatMap((code) => rows.get(code) ?? []);
  const { records: made, ...result } = applyCorrections(
    records,
    content.corrections,
    (code) => priorRows.get(code) ?? null,
  );
  const incoming: ReleaseRow[] = made.map((record) => ({ ...record, contentHash: contentHashOf(record) }));
  const [before = new Map(), after = new Map()] = await editionStates(
    payload,
    codeSet,
    held,
    next ? [corrected.sequence, next.sequence] : [corrected.sequence],
  );
  const plan = planImport({
    editionSequence: corrected.sequence,
    incoming,
    before,
    next: next && { sequence: next.sequence, state: after },
  });
  if (plan.rows.length === 0) return { write: null, counts: plan.counts, result };
  const byCode = new Map(incoming.map((record) => [record.code, record]));
  const editions = { codeSet, id: corrected.id, sequence: corrected.sequence, nextId: next?.id ?? null };
  const write: ImportToWrite = {
    kind: 'corrections',
    edition: corrected,
    sequence: corrected.sequence,
    file: { ...file, member },
    counts: { codes: incoming.length, ...plan.counts },
    checks: { applied: result.applied, notApplied: result.notApplied },
    rows: {
      of: 'codes',
      total: plan.rows.length,
      order: incoming.map(({ code }) => code),
      steps: (stamp) => plannedCodes(payload, plan.rows, byCode, editions, stamp),
    },
    sample: false,
    retiring: [],
  };
  return { write, counts: plan.counts, result };
}
