import type { Fact, FactContents, FactKind } from '@plaincode/code-sets';
import type { Source } from '@plaincode/content-schemas';
import type { Payload } from 'payload';
import type { FactRow } from '../../imports/fact-row.ts';
import { type HeldFacts, heldFacts } from '../../imports/held-editions.ts';
import { factSpans } from '../../imports/plan-facts.ts';
import { lastRows } from '../../imports/spans.ts';
import { fileSource } from '../file-source.ts';

/** What one source says about the codes of a set, at its edition in force. */
export interface SourceFacts<Kind extends FactKind = FactKind> {
  label: string;
  /** As pages cite it. */
  source: Source;
  byCode: ReadonlyMap<string, FactContents[Kind]>;
}

/** Every source that a set holds. */
export type FactsInForce = { readonly [Kind in FactKind]?: SourceFacts<Kind> };

/**
 * Reads every source of facts of a set at its latest edition that has taken effect by `today`, or else its
 * earliest: sources go by editions of their own, which need not be those of the codes.
 */
export async function factsInForce(
  payload: Payload,
  codeSet: { id: string; rightsHolder: string },
  today: string,
): Promise<FactsInForce> {
  const found: Record<string, SourceFacts> = {};
  for (const [kind, held] of await heldFacts(payload, codeSet.id)) {
    const edition = held.findLast(({ effective }) => effective <= today) ?? held[0];
    if (!edition) continue;
    const rightsHolder = /^(?:ncci|mue)-/.test(kind) ? 'cms' : codeSet.rightsHolder;
    found[kind] = {
      label: edition.label,
      source: fileSource(kind, rightsHolder, edition),
      byCode: await contentsAt(payload, codeSet.id, kind, held, edition),
    };
  }
  return found as FactsInForce;
}

async function contentsAt(
  payload: Payload,
  codeSet: string,
  kind: string,
  held: readonly HeldFacts[],
  edition: HeldFacts,
): Promise<Map<string, Fact['content']>> {
  const rows = await lastRows<FactRow>(payload, factSpans(codeSet, kind, held), edition.sequence);
  return new Map([...rows].flatMap(([code, row]) => (row.present ? [[code, row.content] as const] : [])));
}
