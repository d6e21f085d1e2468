import type { CodeSetEdition } from '@plaincode/content-schemas';
import type { Payload } from 'payload';
import { z } from 'zod';
import { everyDocument } from './every-document.ts';

/** A complete import: what its rows say is visible. */
export interface CompleteImport {
  id: string;
  fileName: string;
  member: string | null;
  sha256: string;
  /** When it became visible, in UTC. */
  imported: string;
  sequence: number;
}

/** An edition that readers may see, with the imports that make it up, oldest first. */
export interface HeldEdition extends CodeSetEdition {
  /** Sorts editions of one set by the day they take effect. */
  sequence: number;
  sample: boolean;
  imports: [CompleteImport, ...CompleteImport[]];
}

const importDocument = z.object({
  id: z.string(),
  edition: z.string(),
  fileName: z.string(),
  member: z.string().nullish(),
  sha256: z.string(),
  startedAt: z.string(),
  finishedAt: z.string().nullish(),
  sequence: z.number(),
});

const editionDocument = z.object({
  slug: z.string(),
  label: z.string(),
  kind: z.enum(['annual', 'quarterly', 'mid-year', 'correction']),
  published: z.string().nullish(),
  effective: z.string(),
  sequence: z.number(),
  sample: z.boolean().nullish(),
});

/**
 * The editions of a set that have a complete import, by sequence. The imports' state alone decides what is
 * visible: it changes in one statement, so there is no moment in between.
 */
export async function heldEditions(payload: Payload, codeSet: string): Promise<HeldEdition[]> {
  const imports = new Map<string, CompleteImport[]>();
  const where = { codeSet: { equals: codeSet } };
  for await (const document of everyDocument(payload, 'imports', {
    and: [where, { state: { equals: 'complete' } }],
  })) {
    const { edition, startedAt, finishedAt, member, ...rest } = importDocument.parse(document);
    const list = imports.get(edition) ?? [];
    list.push({ ...rest, member: member ?? null, imported: finishedAt ?? startedAt });
    imports.set(edition, list);
  }
  const held: HeldEdition[] = [];
  for await (const document of everyDocument(payload, 'editions', where)) {
    const edition = editionDocument.parse(document);
    const [first, ...others] = (imports.get(edition.slug) ?? []).sort((a, b) => a.sequence - b.sequence);
    if (!first) continue;
    held.push({
      id: edition.slug,
      codeSet,
      label: edition.label,
      kind: edition.kind,
      published: edition.published ?? null,
      effective: edition.effective,
      sequence: edition.sequence,
      sample: edition.sample === true,
      imports: [first, ...others],
    });
  }
  return held.sort((a, b) => a.sequence - b.sequence);
}

/** The import whose file is the edition's present content. */
export function latestImport(edition: HeldEdition): CompleteImport {
  return edition.imports.at(-1) ?? edition.imports[0];
}
