import type { CodeSetEdition } from '@plaincode/content-schemas';
import type { Payload } from 'payload';
import { z } from 'zod';
import { everyDocument } from './every-document.ts';

/** A complete import: what its rows say is visible. */
export interface CompleteImport {
  id: string;
  /** `codes`: a release; `corrections`: what was posted on top of one; else the kind of facts. */
  kind: string;
  fileName: string;
  member: string | null;
  sha256: string;
  /** When it became visible, in UTC. */
  imported: string;
  sequence: number;
}

/** The imports that make up an edition, oldest first. */
export type Imports = [CompleteImport, ...CompleteImport[]];

/** An edition that readers may see, with the imports that make it up, oldest first. */
export interface HeldEdition extends CodeSetEdition {
  /** Sorts editions of one set by the day they take effect. */
  sequence: number;
  sample: boolean;
  imports: Imports;
}

/** The edition of a source beside the releases. */
export interface HeldFacts {
  id: string;
  label: string;
  effective: string;
  sequence: number;
  imports: Imports;
}

/** What an edition's codes come from. */
const codeKinds = ['codes', 'corrections'];

const importDocument = z.object({
  id: z.string(),
  kind: z.string(),
  edition: z.string(),
  editionLabel: z.string().nullish(),
  effective: z.string().nullish(),
  editionSequence: z.number().nullish(),
  fileName: z.string(),
  member: z.string().nullish(),
  sha256: z.string(),
  startedAt: z.string(),
  finishedAt: z.string().nullish(),
  sequence: z.number(),
});
type ImportDocument = z.infer<typeof importDocument>;

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
 * The editions of a set that have a complete import of codes, by sequence. The imports' state alone decides
 * what is visible: it changes in one statement, so there is no moment in between.
 */
export async function heldEditions(payload: Payload, codeSet: string): Promise<HeldEdition[]> {
  const imports = Map.groupBy(
    await completeImports(payload, codeSet, { in: codeKinds }),
    ({ edition }) => edition,
  );
  const held: HeldEdition[] = [];
  for await (const document of everyDocument(payload, 'editions', { codeSet: { equals: codeSet } })) {
    const edition = editionDocument.parse(document);
    const made = inOrder(imports.get(edition.slug) ?? []);
    if (!made) continue;
    held.push({
      id: edition.slug,
      codeSet,
      label: edition.label,
      kind: edition.kind,
      published: edition.published ?? null,
      effective: edition.effective,
      sequence: edition.sequence,
      sample: edition.sample === true,
      imports: made,
    });
  }
  return held.sort((a, b) => a.sequence - b.sequence);
}

/** The sources beside the releases that a set holds, by kind; each with its editions by sequence. */
export async function heldFacts(payload: Payload, codeSet: string): Promise<Map<string, HeldFacts[]>> {
  const byKind = Map.groupBy(
    await completeImports(payload, codeSet, { not_in: codeKinds }),
    ({ kind }) => kind,
  );
  const held = [...byKind].map(([kind, documents]) => {
    const editions = [...Map.groupBy(documents, ({ edition }) => edition)].flatMap(([id, some]) => {
      const imports = inOrder(some);
      const { editionLabel, effective, editionSequence } = some[0] ?? {};
      if (!imports || !effective || typeof editionSequence !== 'number') return [];
      return [{ id, label: editionLabel ?? id, effective, sequence: editionSequence, imports }];
    });
    return [kind, editions.sort((a, b) => a.sequence - b.sequence)] as const;
  });
  return new Map(held);
}

async function completeImports(
  payload: Payload,
  codeSet: string,
  kind: { in: string[] } | { not_in: string[] },
): Promise<ImportDocument[]> {
  const where = { and: [{ codeSet: { equals: codeSet } }, { state: { equals: 'complete' } }, { kind }] };
  const found: ImportDocument[] = [];
  for await (const document of everyDocument(payload, 'imports', where))
    found.push(importDocument.parse(document));
  return found;
}

function inOrder(documents: readonly ImportDocument[]): Imports | null {
  const imports = documents.map(
    ({ id, kind, fileName, member, sha256, sequence, startedAt, finishedAt }) => ({
      id,
      kind,
      fileName,
      member: member ?? null,
      sha256,
      sequence,
      imported: finishedAt ?? startedAt,
    }),
  );
  const [first, ...others] = imports.sort((a, b) => a.sequence - b.sequence);
  return first ? [first, ...others] : null;
}

/** The ids of the imports whose rows are visible. */
export function visibleImports(held: readonly Pick<HeldEdition, 'imports'>[]): Set<string> {
  return new Set(held.flatMap(({ imports }) => imports.map(({ id }) => id)));
}

/** The import after which the edition stands as it does; it holds the official order. */
export function latestImport(edition: Pick<HeldEdition, 'imports'>): CompleteImport {
  return edition.imports.at(-1) ?? edition.imports[0];
}

/** The last release file of an edition, corrections that were posted after it apart. */
export function latestRelease(edition: Pick<HeldEdition, 'imports'>): CompleteImport {
  return edition.imports.findLast(({ kind }) => kind !== 'corrections') ?? edition.imports[0];
}
