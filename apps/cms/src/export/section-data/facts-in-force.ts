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
  /** The day on which its edition took effect. */
  effective: string;
  /** As pages cite it. */
  source: Source;
  byCode: ReadonlyMap<string, FactContents[Kind]>;
}

/** Every source that a set holds. */
export type FactsInForce = { readonly [Kind in FactKind]?: SourceFacts<Kind> };

/** One edition of a source of facts. */
export interface EditionOfFacts {
  codeSet: string;
  kind: FactKind;
  held: readonly HeldFacts[];
  edition: HeldFacts;
}

/** What an edition of a source says, by code. */
export type ReadFacts = (payload: Payload, source: EditionOfFacts) => Promise<Map<string, Fact['content']>>;

/**
 * Reads every source of facts of a set at its latest edition that has taken effect by `today`, or else its
 * earliest: sources go by editions of their own, which need not be those of the codes. `read` says how much of each.
 */
export async function factsInForce(
  payload: Payload,
  codeSet: { id: string; rightsHolder: string },
  today: string,
  read: ReadFacts = wholeSource,
): Promise<FactsInForce> {
  const found: Record<string, SourceFacts> = {};
  for (const [kind, held] of await heldFacts(payload, codeSet.id)) {
    const edition = held.findLast(({ effective }) => effective <= today) ?? held[0];
    if (!edition) continue;
    const rightsHolder = /^(?:ncci|mue)-/.test(kind) ? 'cms' : codeSet.rightsHolder;
    found[kind] = {
      label: edition.label,
      effective: edition.effective,
      source: fileSource(kind, rightsHolder, edition),
      byCode: await read(payload, { codeSet: codeSet.id, kind: kind as FactKind, held, edition }),
    };
  }
  return found as FactsInForce;
}

/** Everything that an edition of a source says. */
export async function wholeSource(
  payload: Payload,
  { codeSet, kind, held, edition }: EditionOfFacts,
): Promise<Map<string, Fact['content']>> {
  const rows = await lastRows<FactRow>(payload, factSpans(codeSet, kind, held), edition.sequence);
  return new Map([...rows].flatMap(([code, row]) => (row.present ? [[code, row.content] as const] : [])));
}
