import { parentsByOrder } from '@plaincode/code-sets';
import type { Payload } from 'payload';
import { rowAt, rowsOfCodes } from '../beside/rows-of-codes.ts';
import { codeSystems } from '../imports/code-systems.ts';
import { type HeldEdition, latestImport, visibleImports } from '../imports/held-editions.ts';
import { editionOrder } from '../imports/read-rows.ts';

/** How the codes of one edition stand to each other. */
export interface CodeTree {
  /** In the official order. */
  order: readonly string[];
  parentOf(code: string): string | null;
  /** A code with all below it, itself first, then in the official order; empty where the edition does not hold it. */
  family(root: string): string[];
}

/** Trees are the same as long as the imports are; the last few are kept, by the imports that they come from. */
const kept = new Map<string, Promise<CodeTree>>();
const mostKept = 6;

/** The tree of an edition. 100,000 codes take a quarter of a second, and nothing when they are asked again. */
export async function codeTree(
  payload: Payload,
  held: readonly HeldEdition[],
  edition: HeldEdition,
): Promise<CodeTree> {
  const key = [edition.id, ...visibleImports(held)].join(' ');
  const known = kept.get(key);
  if (known) return await known;
  const made = readTree(payload, held, edition);
  kept.set(key, made);
  made.catch(() => kept.delete(key));
  const [oldest] = kept.keys();
  if (kept.size > mostKept && oldest !== undefined) kept.delete(oldest);
  return await made;
}

async function readTree(
  payload: Payload,
  held: readonly HeldEdition[],
  edition: HeldEdition,
): Promise<CodeTree> {
  const order = await editionOrder(payload, latestImport(edition).id);
  const system = (await codeSystems(payload)).find(({ slug }) => slug === edition.codeSet);
  const byOrder = system?.fileFormat === 'icd-10-cm-order';
  const parents = byOrder ? parentsByOrder(order) : await storedParents(payload, held, edition);
  const places = new Map(order.map((code, place) => [code, place]));
  const below = Map.groupBy(order, (code) => parents.get(code) ?? null);
  return {
    order,
    parentOf: (code) => parents.get(code) ?? null,
    family: (root) => (places.has(root) ? familyOf(root, below, places) : []),
  };
}

/** Sets whose codes do not begin with those above them have few parents, or none: they are read from the rows. */
async function storedParents(
  payload: Payload,
  held: readonly HeldEdition[],
  edition: HeldEdition,
): Promise<Map<string, string | null>> {
  const { docs } = await payload.db.find<{ code: string }>({
    collection: 'codes',
    where: { and: [{ codeSet: { equals: edition.codeSet } }, { parent: { exists: true } }] },
    limit: 0,
    pagination: false,
    select: { code: true },
  });
  const codes = [...new Set(docs.map(({ code }) => code))];
  const parents = new Map<string, string | null>();
  for (let start = 0; start < codes.length; start += 500) {
    const rows = await rowsOfCodes(payload, held, { code: { in: codes.slice(start, start + 500) } });
    for (const [code, spans] of rows) parents.set(code, rowAt(spans, edition)?.parent ?? null);
  }
  return parents;
}

function familyOf(
  root: string,
  below: ReadonlyMap<string | null, string[]>,
  places: ReadonlyMap<string, number>,
): string[] {
  const found = new Set([root]);
  for (const code of found) for (const child of below.get(code) ?? []) found.add(child);
  const [, ...others] = found;
  return [root, ...others.sort((a, b) => (places.get(a) ?? 0) - (places.get(b) ?? 0))];
}
