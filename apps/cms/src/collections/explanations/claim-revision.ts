import type { Payload } from 'payload';

/** A writer that claimed a revision and did not write within this time has died. */
const lifetime = 30_000;

type Stored = { at: string | Date };

/**
 * Claims the right to write on a revision of a document: of two writers that read the same one, one gets it.
 * Payload reads, decides and writes in three steps, so the database's unique key has to decide. The key counts the
 * claims on a revision, so that taking over from a writer that died is decided by it too. Returns the claim, or null
 * where the revision is another writer's or no longer the one that stands. Works outside any transaction: what one
 * writer claims, the other has to see at once.
 */
export async function claimRevision(
  payload: Payload,
  document: string,
  revision: number,
): Promise<string | null> {
  const { docs } = await payload.db.find<Stored>({
    collection: 'save-claims',
    where: { document: { equals: document }, revision: { equals: revision } },
    limit: 0,
    pagination: false,
  });
  const youngest = Math.max(0, ...docs.map(({ at }) => new Date(at).getTime()));
  if (Date.now() - youngest < lifetime) return null;
  const key = `${document}/${revision}/${docs.length}`;
  if (!(await take(payload, { key, document, revision }))) return null;
  /* A writer that read long ago finds no claim any more: later ones have cleared it away. What stands now tells. */
  if ((await standingRevision(payload, document)) !== revision) {
    await releaseClaim(payload, key);
    return null;
  }
  await payload.db.deleteMany({
    collection: 'save-claims',
    where: { document: { equals: document }, revision: { less_than: revision } },
  });
  return key;
}

/** Gives a claim back when nothing was written. */
export async function releaseClaim(payload: Payload, key: string): Promise<void> {
  await payload.db.deleteMany({ collection: 'save-claims', where: { key: { equals: key } } });
}

async function take(
  payload: Payload,
  claim: { key: string; document: string; revision: number },
): Promise<boolean> {
  const data = { ...claim, at: new Date().toISOString() };
  try {
    await payload.db.create({ collection: 'save-claims', data, returning: false });
    return true;
  } catch (error) {
    const same = await payload.db.count({
      collection: 'save-claims',
      where: { key: { equals: claim.key } },
    });
    if (same.totalDocs > 0) return false;
    throw error;
  }
}

async function standingRevision(payload: Payload, id: string): Promise<number> {
  const { revision } = await payload.findByID({
    collection: 'explanations',
    id,
    draft: true,
    depth: 0,
    select: { revision: true },
  });
  return revision ?? 0;
}
