import type { Payload } from 'payload';
import { everyDocument } from '../imports/every-document.ts';
import { markReleased } from '../lines/to-merge.ts';
import type { ReleasePin } from '../workflow/release.ts';

interface Revision {
  id: string;
  codeKey: string;
  approvedAt: string;
  explanation: string;
  hash: string;
}

/**
 * A desk from before there were releases showed the newest approved text of each code. Writes that down as its first
 * release, once, so that readers go on seeing it. Returns how many texts it took.
 */
export async function adoptApproved(payload: Payload): Promise<number> {
  const { totalDocs } = await payload.db.count({ collection: 'releases', where: {} });
  if (totalDocs > 0) return 0;
  const newest = new Map<string, Revision>();
  for await (const document of everyDocument(payload, 'approved-revisions', {}, { size: 500 })) {
    const revision = document as Revision;
    const known = newest.get(revision.codeKey);
    if (!known || revision.approvedAt >= known.approvedAt) newest.set(revision.codeKey, revision);
  }
  const pins: ReleasePin[] = [];
  for (const [codeKey, { id, explanation, hash }] of newest) {
    const line = await payload.findByID({
      collection: 'explanations',
      id: explanation,
      draft: true,
      depth: 0,
    });
    // Approved since there are releases: that one waits to be published like any other.
    if (line.approvedRevision) continue;
    const same = line.state === 'approved' && line.contentHash === hash;
    await markReleased(payload, explanation, same ? 'published' : (line.state ?? 'draft'), id);
    pins.push({ codeKey, revision: id });
  }
  if (pins.length === 0) return 0;
  await payload.create({
    collection: 'releases',
    data: {
      title: 'Texts published before there were releases',
      kind: 'everyday',
      state: 'published',
      order: 1,
      publishedAt: new Date().toISOString(),
      pins,
      before: { pins: pins.map(({ codeKey }) => ({ codeKey, revision: null })), shown: {} },
      shown: {},
    },
    depth: 0,
  });
  return pins.length;
}
