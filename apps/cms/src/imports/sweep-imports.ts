import type { Payload } from 'payload';
import { z } from 'zod';
import type { BulkStore } from './bulk/index.ts';
import { everyDocument } from './every-document.ts';

const withId = z.object({ id: z.string() });
const editionDocument = z.object({ id: z.string(), slug: z.string() });

/**
 * Clears what imports left behind that were killed half-way: their rows were never visible. Call it only
 * while holding the import lock, when no import can be running. Returns how many there were.
 */
export async function sweepImports(payload: Payload, bulk: BulkStore): Promise<number> {
  const dead: string[] = [];
  for await (const document of everyDocument(payload, 'imports', { state: { equals: 'loading' } })) {
    dead.push(withId.parse(document).id);
  }
  if (dead.length === 0) return 0;
  await bulk.sweep(dead);
  for (const id of dead)
    await payload.db.updateOne({ collection: 'imports', id, data: { state: 'failed' }, returning: false });
  await settleEditions(payload);
  return dead.length;
}

/** An edition left in state `loading` is held after all, if an import of it completed, and else never was. */
async function settleEditions(payload: Payload): Promise<void> {
  for await (const document of everyDocument(payload, 'editions', { state: { equals: 'loading' } })) {
    const { id, slug } = editionDocument.parse(document);
    const complete = await payload.db.count({
      collection: 'imports',
      where: { and: [{ edition: { equals: slug } }, { state: { equals: 'complete' } }] },
    });
    if (complete.totalDocs > 0)
      await payload.db.updateOne({ collection: 'editions', id, data: { state: 'held' }, returning: false });
    else
      await payload.db.deleteOne({ collection: 'editions', where: { id: { equals: id } }, returning: false });
  }
}
