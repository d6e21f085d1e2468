import type { Payload } from 'payload';
import { z } from 'zod';
import { codeSystems } from './code-systems.ts';
import { type HeldEdition, type HeldFacts, heldEditions, heldFacts, type Imports } from './held-editions.ts';

/** One file that an edition was brought in from. */
export interface ListedFile {
  fileName: string;
  member: string | null;
  sha256: string;
  imported: string;
  kind: string;
}

export interface ListedEdition {
  id: string;
  label: string;
  effective: string;
  published: string | null;
  sample: boolean;
  /** As the last import counted them. */
  codes: number;
  files: ListedFile[];
}

export interface ListedFacts {
  kind: string;
  editions: Omit<ListedEdition, 'published' | 'sample'>[];
}

export interface ListedSet {
  set: string;
  name: string;
  licensed: boolean;
  editions: ListedEdition[];
  facts: ListedFacts[];
}

/** What is held of every code set: editions and sources of facts, each with counts, files, hashes and days. */
export async function listHeld(payload: Payload): Promise<ListedSet[]> {
  const sets: ListedSet[] = [];
  for (const { slug, name, licensed } of await codeSystems(payload)) {
    const editions: ListedEdition[] = [];
    for (const edition of await heldEditions(payload, slug))
      editions.push({
        ...(await listed(payload, edition)),
        published: edition.published,
        sample: edition.sample,
      });
    const facts: ListedFacts[] = [];
    for (const [kind, held] of await heldFacts(payload, slug)) {
      const some = [];
      for (const edition of held) some.push(await listed(payload, edition));
      facts.push({ kind, editions: some });
    }
    sets.push({ set: slug, name, licensed, editions, facts });
  }
  return sets;
}

async function listed(payload: Payload, { id, label, effective, imports }: HeldEdition | HeldFacts) {
  return { id, label, effective, codes: await countedCodes(payload, imports), files: imports.map(fileOf) };
}

const fileOf = ({ fileName, member, sha256, imported, kind }: Imports[number]): ListedFile => ({
  fileName,
  member,
  sha256,
  imported,
  kind,
});

const counted = z.object({ counts: z.object({ codes: z.number() }).nullish() });

async function countedCodes(payload: Payload, imports: Imports): Promise<number> {
  const { id } = imports.at(-1) ?? imports[0];
  const document = await payload.db.findOne({ collection: 'imports', where: { id: { equals: id } } });
  return counted.parse(document).counts?.codes ?? 0;
}
