import type { Payload } from 'payload';
import { markReleased } from '../lines/to-merge.ts';
import type { ReleasePin } from '../workflow/release.ts';
import { codeSetOf, setsShown, today } from './editions.ts';
import { type LineHead, linesOfCodes } from './line-heads.ts';
import { livePins } from './live.ts';
import { newerThan, type RevisionHead, revisionHeads } from './revisions.ts';
import { settleReleases } from './settle-release.ts';

/**
 * A desk from before there were releases showed the newest approved text of each code. Writes that down as its first
 * release, once, so that readers go on seeing it and the edition that they see. Returns how many texts it took. Broken
 * off, it is done again by the next call.
 */
export async function adoptApproved(payload: Payload): Promise<number> {
  const texts = await textsBefore(payload);
  if (texts.length === 0) return 0;
  const pins: ReleasePin[] = texts.map(({ codeKey, id }) => ({ codeKey, revision: id }));
  const sets = await setsShown(
    payload,
    pins.map(({ codeKey }) => codeSetOf(codeKey)),
    {
      shown: {},
      today: today(),
    },
  );
  const shown = Object.fromEntries(
    [...sets].flatMap(([set, { shown: seen }]) => (seen ? [[set, seen.id]] : [])),
  );
  await tellLines(payload, texts);
  await payload.create({
    collection: 'releases',
    data: {
      title: 'Texts published before there were releases',
      kind: 'everyday',
      state: 'published',
      order: 1,
      publishedAt: new Date().toISOString(),
      pins,
      before: { pins: pins.map(({ codeKey }) => ({ codeKey, revision: null })), shown },
      shown,
    },
    depth: 0,
  });
  await settleReleases(payload);
  return pins.length;
}

/**
 * What such a desk shows: empty once a release is published. Its revisions keep no editor's text; a desk with releases
 * always writes that, and what it approves waits to be published.
 */
export async function textsBefore(payload: Payload): Promise<RevisionHead[]> {
  if ((await livePins(payload)).order > 0) return [];
  const newest = new Map<string, RevisionHead>();
  for (const head of await revisionHeads(payload, { editorState: { exists: false } })) {
    const known = newest.get(head.codeKey);
    if (!known || newerThan(head, known)) newest.set(head.codeKey, head);
  }
  return [...newest.values()];
}

/** Names in each line the revision behind its approval, which such a desk did not keep. */
async function tellLines(payload: Payload, texts: readonly RevisionHead[]): Promise<void> {
  const lines = await linesOfCodes(
    payload,
    texts.map(({ codeKey }) => codeKey),
  );
  for (const { codeKey, line, id, hash } of texts) {
    const held = lines.get(codeKey)?.find((one) => one.id === line);
    if (held && !held.approvedRevision)
      await markReleased(payload, line, isSame(held, hash) ? 'published' : held.state, id);
  }
}

function isSame({ state, contentHash }: LineHead, hash: string): boolean {
  return state === 'approved' && contentHash === hash;
}
