import { mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type ReleaseManifest, releaseManifest, sha256 as sha256Schema } from '@plaincode/content-schemas';
import { z } from 'zod';
import { sha256 } from '../plan/fingerprint.ts';
import { PublishRefused } from '../refusal.ts';
import { type ObjectStore, openObjectStore, replaceFile } from './object-store.ts';

/** The file `current`: which release is served, and the hash of its manifest's bytes. */
const pointer = z.strictObject({ format: z.literal(1), release: z.string(), manifest: sha256Schema });
export type Pointer = z.infer<typeof pointer>;

/** A release in the list; `manifest` is null where its document cannot be read. */
export type ListedRelease = { id: string; current: boolean; manifest: ReleaseManifest | null };

/** Releases over a content-addressed store: `objects/`, `manifests/<id>.json` and the pointer `current`. */
export type ReleaseStore = {
  root: string;
  objects: ObjectStore;
  /** The pointer; null before the first release. Throws `release-damaged` when it is not one. */
  pointer(): Pointer | null;
  /** The release that is served; null before the first. Throws `release-damaged` when it cannot be trusted. */
  current(): ReleaseManifest | null;
  /** A release by its id. Throws `release-unknown` or `release-damaged`. */
  manifest(id: string): ReleaseManifest;
  /** The ids of all releases, the newest first. */
  ids(): string[];
  /** All releases, the newest first. */
  list(): ListedRelease[];
  /** Makes a release the served one: first its manifest, then, as one step, the pointer. */
  swap(manifest: ReleaseManifest): void;
};

/** Opens the store in a folder, making what is missing. */
export function openReleaseStore(root: string): ReleaseStore {
  const manifests = join(root, 'manifests');
  mkdirSync(manifests, { recursive: true });
  const store: ReleaseStore = {
    root,
    objects: openObjectStore(root),
    pointer: () => readPointer(join(root, 'current')),
    current() {
      const served = store.pointer();
      if (!served) return null;
      const bytes = readManifest(manifests, served.release);
      if (sha256(bytes) !== served.manifest)
        throw new PublishRefused(
          'release-damaged',
          `The manifest of ${served.release} is not the one that was published.`,
        );
      return parseManifest(bytes, served.release);
    },
    manifest: (id) => parseManifest(readManifest(manifests, id), id),
    ids: () => readdirSync(manifests).flatMap(idOf).toSorted().reverse(),
    list: () => listReleases(store),
    swap(manifest) {
      const bytes = serializeManifest(manifest);
      replaceFile(root, join(manifests, `${manifest.id}.json`), bytes);
      const served: Pointer = { format: 1, release: manifest.id, manifest: sha256(bytes) };
      replaceFile(root, join(root, 'current'), `${JSON.stringify(served)}\n`);
    },
  };
  return store;
}

/** A manifest's bytes: the contract's order of keys. */
export function serializeManifest(manifest: ReleaseManifest): string {
  return `${JSON.stringify(releaseManifest.parse(manifest), null, 1)}\n`;
}

function readPointer(file: string): Pointer | null {
  const text = readIfThere(file);
  if (text === null) return null;
  try {
    return pointer.parse(JSON.parse(text.toString('utf8')));
  } catch {
    throw new PublishRefused('release-damaged', 'The pointer to the current release cannot be read.');
  }
}

function readManifest(manifests: string, id: string): Buffer {
  const bytes = /^[0-9TZa-f-]+$/.test(id) ? readIfThere(join(manifests, `${id}.json`)) : null;
  if (!bytes) throw new PublishRefused('release-unknown', `There is no release ${id}.`);
  return bytes;
}

function parseManifest(bytes: Buffer, id: string): ReleaseManifest {
  try {
    const manifest = releaseManifest.parse(JSON.parse(bytes.toString('utf8')));
    if (manifest.id === id) return manifest;
  } catch {
    // Said below, in the same words as for a manifest of another release.
  }
  throw new PublishRefused('release-damaged', `The manifest of ${id} cannot be read.`);
}

const idOf = (name: string): string[] => (name.endsWith('.json') ? [name.slice(0, -5)] : []);

function listReleases(store: ReleaseStore): ListedRelease[] {
  const served = store.pointer()?.release;
  return store.ids().map((id) => ({ id, current: id === served, manifest: readable(store, id) }));
}

/** A release by its id; null where its document cannot be read. */
export function readable(store: ReleaseStore, id: string): ReleaseManifest | null {
  try {
    return store.manifest(id);
  } catch (error) {
    if (error instanceof PublishRefused) return null;
    throw error;
  }
}

function readIfThere(file: string): Buffer | null {
  try {
    return readFileSync(file);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
    throw error;
  }
}
