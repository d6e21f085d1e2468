import type { FactsContent } from '@plaincode/code-sets';
import type { Payload } from 'payload';
import { hashedFact } from './fact-row.ts';
import { type HeldFacts, latestImport, visibleImports } from './held-editions.ts';
import { type ImportCounts, planImport } from './plan-import.ts';
import { editionSequence } from './plan-release.ts';
import { plannedFacts } from './planned-rows.ts';
import { type Spans, statesAt } from './spans.ts';
import type { ImportToWrite } from './write-import.ts';

export interface FactsPlan {
  /** Null where exactly this is held already. */
  write: ImportToWrite | null;
  /** Null where the very file is held, so that nothing had to be compared. */
  counts: ImportCounts | null;
}

/** The rows of one source of facts, as far as they are visible. */
export function factSpans(codeSet: string, kind: string, held: readonly HeldFacts[]): Spans {
  const visible = visibleImports(held);
  return { collection: 'code-facts', prefix: `${codeSet}/${kind}/`, visible };
}

/** Decides what a source's edition changes in what is held of that source; writes nothing. */
export async function planFacts(
  payload: Payload,
  content: FactsContent,
  file: { fileName: string; sha256: string; size: number },
  held: readonly HeldFacts[],
): Promise<FactsPlan> {
  const { codeSet, factKind: kind, edition, member } = content;
  const known = held.find(({ id }) => id === edition.id);
  if (known && isSameFile(known, file.sha256, member)) return { write: null, counts: null };
  const sequence = known?.sequence ?? editionSequence(edition.effective, held);
  const next = held.find((one) => one.sequence > sequence) ?? null;
  const [now = new Map(), after = new Map()] = await statesAt(
    payload,
    factSpans(codeSet, kind, held),
    next ? [sequence, next.sequence] : [sequence],
  );
  const facts = content.facts.map(hashedFact);
  const plan = planImport({
    editionSequence: sequence,
    incoming: facts,
    before: now,
    next: next && { sequence: next.sequence, state: after },
  });
  if (known && plan.rows.length === 0) return { write: null, counts: plan.counts };
  const byCode = new Map(facts.map((fact) => [fact.code, fact]));
  const editions = { codeSet, kind, id: edition.id, sequence, nextId: next?.id ?? null };
  const write: ImportToWrite = {
    kind,
    edition,
    sequence,
    file: { ...file, member },
    counts: { codes: facts.length, ...plan.counts },
    checks: null,
    rows: {
      of: 'facts',
      total: plan.rows.length,
      steps: (stamp) => plannedFacts(payload, plan.rows, byCode, editions, stamp),
    },
    sample: false,
    retiring: [],
  };
  return { write, counts: plan.counts };
}

function isSameFile(known: HeldFacts, sha256: string, member: string | null): boolean {
  const latest = latestImport(known);
  return latest.sha256 === sha256 && latest.member === member;
}
