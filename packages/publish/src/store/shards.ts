import {
  type ReleaseFile,
  type ReleaseManifest,
  type ReleaseShard,
  releaseShard,
} from '@plaincode/content-schemas';
import { sha256 } from '../plan/fingerprint.ts';
import type { ObjectStore } from './object-store.ts';

/** A release's files by their URL path. */
export type ReleaseFiles = ReadonlyMap<string, ReleaseFile>;

/** Pages and other files in lists of their own; format 1 had them in the same. */
export type ShardFormat = ReleaseManifest['format'];

/** How new releases list their files. */
export const shardFormat: ShardFormat = 2;

/** Where a release lists its files. */
export type Shards = Pick<ReleaseManifest, 'format' | 'shards'>;

export const isPage = (path: string): boolean => path.endsWith('/');

/** The shard of a page: the first two hex digits of its path's SHA-256. */
export const pageShard = (path: string): string => sha256(path).slice(0, 2);

/** The shard of any path. */
export const shardOf = (path: string, format: ShardFormat): string =>
  format === 1 || isPage(path) ? pageShard(path) : `files-${sha256(path).slice(0, 1)}`;

/** A shard's bytes: keys in fixed order and sorted by code unit, so that equal files give equal bytes. */
export function serializeShard(files: Iterable<readonly [string, ReleaseFile]>): string {
  const sorted = [...files].sort(([a], [b]) => (a < b ? -1 : 1));
  const entries = sorted.map(([path, { hash, size, mediaType, envelopes, listed }]) => [
    path,
    {
      hash,
      size,
      mediaType,
      ...(envelopes && envelopes.length > 0 ? { envelopes } : {}),
      ...(listed === undefined ? {} : { listed }),
    },
  ]);
  return JSON.stringify({ files: Object.fromEntries(entries) });
}

/** The hash of a release's content: over its shards, each with its hash. Equal content, equal hash. */
export function contentHashOf(shards: Readonly<Record<string, string>>): string {
  const lines = Object.entries(shards).toSorted(([a], [b]) => (a < b ? -1 : 1));
  return sha256(lines.map(([shard, hash]) => `${shard} ${hash}\n`).join(''));
}

/** Reads one shard. Throws when it is missing, altered or not a shard. */
export function readShard(store: ObjectStore, hash: string): ReleaseShard {
  return releaseShard.parse(readShardJson(store, hash));
}

/** The same as JSON, which is yet to be looked at. Throws when it is missing or altered. */
export function readShardJson(store: ObjectStore, hash: string): unknown {
  const bytes = store.read(hash);
  if (sha256(bytes) !== hash) throw new Error('its bytes are not those that its name says');
  return JSON.parse(bytes.toString('utf8'));
}

/** Reads all files of a release. Throws where a shard cannot be read. */
export function readFiles(
  store: ObjectStore,
  shards: Readonly<Record<string, string>>,
): Map<string, ReleaseFile> {
  const files = new Map<string, ReleaseFile>();
  for (const hash of Object.values(shards))
    for (const [path, file] of Object.entries(readShard(store, hash).files)) files.set(path, file);
  return files;
}
