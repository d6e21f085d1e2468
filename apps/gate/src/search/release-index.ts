import { type IndexReader, type LoadFile, openIndex } from '@plaincode/search';
import type { FileBodies } from '../release/file-bodies.ts';
import type { Release } from '../release/release.ts';

/** The search index of the served release, read from the store file by file as queries need it. */
export type ReleaseIndex = { of(release: Release): Promise<IndexReader | null> };

/**
 * Keeps the reader of one release, with what it has read. A release without an index has none. The same files as browsers
 * fetch: what the gate finds is what they find.
 */
export function createReleaseIndex(bodies: FileBodies): ReleaseIndex {
  let held: { id: string; reader: Promise<IndexReader | null> } | null = null;
  return {
    async of(release) {
      if (held?.id !== release.id) {
        const reader = openIndex(loaderOf(release, bodies));
        held = { id: release.id, reader };
        reader.catch(() => {
          held = null;
        });
      }
      return await held.reader;
    },
  };
}

const loaderOf =
  (release: Release, bodies: FileBodies): LoadFile =>
  async (path) => {
    const file = release.find(path);
    if (!file) return null;
    return Buffer.from(await bodies.get(file, 'identity')).toString('utf8');
  };
