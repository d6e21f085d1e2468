import type { Payload } from 'payload';
import { z } from 'zod';
import { everyDocument } from '../imports/every-document.ts';
import { type HeldEdition, heldEditions } from '../imports/held-editions.ts';
import { type SeenEditions, shownEdition } from './shown-edition.ts';

const editionDocument = z.object({ slug: z.string(), sequence: z.number() });

/** The place of every edition among those of its set, held or not: texts may apply from a sample that has left. */
export async function editionSequences(payload: Payload): Promise<(edition: string) => number> {
  const sequences = new Map<string, number>();
  for await (const document of everyDocument(payload, 'editions', {})) {
    const { slug, sequence } = editionDocument.parse(document);
    sequences.set(slug, sequence);
  }
  return (edition) => sequences.get(edition) ?? 0;
}

export interface SetShown {
  held: HeldEdition[];
  /** Null where the set holds no edition: it has no pages. */
  shown: HeldEdition | null;
}

/** The held editions of code sets, and the one that readers see of each. */
export async function setsShown(
  payload: Payload,
  codeSets: Iterable<string>,
  seen: SeenEditions,
): Promise<Map<string, SetShown>> {
  const found = new Map<string, SetShown>();
  for (const codeSet of new Set(codeSets)) {
    const held = await heldEditions(payload, codeSet);
    found.set(codeSet, { held, shown: shownEdition(held, codeSet, seen) });
  }
  return found;
}

/** The code set of `hcpcs/J9000`. */
export function codeSetOf(codeKey: string): string {
  return codeKey.slice(0, codeKey.indexOf('/'));
}

/** The code of `hcpcs/J9000`. */
export function codeOf(codeKey: string): string {
  return codeKey.slice(codeKey.indexOf('/') + 1);
}

/** Today as `YYYY-MM-DD`, UTC. */
export function today(now = new Date()): string {
  return now.toISOString().slice(0, 10);
}
