import type { Payload, PayloadRequest } from 'payload';

/** A writer that claimed a revision and did not write within this time has died. */
const lifetime = 30_000;

/**
 * Claims the right to write on a revision of a document: of two writers that read the same one, one gets it.
 * Payload reads, decides and writes in three steps, so the database's unique key has to decide. Returns whether
 * the claim is the caller's.
 */
export async function claimRevision(
  req: PayloadRequest,
  document: string,
  revision: number,
): Promise<boolean> {
  const { payload } = req;
  const { docs } = await payload.db.find<{ at: string | Date }>({
    collection: 'save-claims',
    where: { document: { equals: document }, revision: { equals: revision } },
    limit: 0,
    pagination: false,
  });
  const youngest = Math.max(0, ...docs.map(({ at }) => new Date(at).getTime()));
  if (Date.now() - youngest < lifetime) return false;
  const key = `${document}/${revision}/${docs.length}`;
  const data = { key, document, revision, at: new Date().toISOString() };
  try {
    await payload.db.create({ collection: 'save-claims', data, returning: false });
  } catch (error) {
    if (await isTaken(payload, key)) return false;
    throw error;
  }
  await payload.db.deleteMany({
    collection: 'save-claims',
    where: { document: { equals: document }, revision: { less_than: revision } },
  });
  return true;
}

/** Gives a claim back when nothing was written. */
export async function releaseClaim(req: PayloadRequest, document: string, revision: number): Promise<void> {
  await req.payload.db.deleteMany({
    collection: 'save-claims',
    where: { document: { equals: document }, revision: { equals: revision } },
  });
}

async function isTaken(payload: Payload, key: string): Promise<boolean> {
  const found = await payload.db.count({ collection: 'save-claims', where: { key: { equals: key } } });
  return found.totalDocs > 0;
}
