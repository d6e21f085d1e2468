import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  type AccessPlan,
  accessPlan,
  type ReleaseFile,
  type ReleaseManifest,
  releaseManifest,
  releaseShard,
} from '@plaincode/content-schemas';
import type { LruCache } from '../storage/lru-cache.ts';
import { DamagedObject, objectFile, readObjectSync, sha256 } from './object-files.ts';

export type ShardFiles = ReadonlyMap<string, ReleaseFile>;

/** One release of the store. Its shards are read when a path in them is first asked for. */
export interface Release {
  id: string;
  parent: string | null;
  keyId: string;
  /** The plan that belongs to the release. Throws a `DamagedObject` when it cannot be read. */
  plan(): AccessPlan;
  /** The file of a path; undefined where the release has none. Throws a `DamagedObject`. */
  find(path: string): ReleaseFile | undefined;
  /**
   * Whether the shard of a path holds a text at all: cheap, for releases whose shards are not worth keeping.
   * False where the shard is gone.
   */
  mentions(path: string, text: string): boolean;
}

/**
 * Reads a release's manifest, of the hash that the pointer gives where there is one. Throws a `DamagedObject`
 * unless it is whole.
 */
export function readRelease(
  store: string,
  id: string,
  hash: string | null,
  shards: LruCache<ShardFiles>,
): Release {
  const manifest = readManifest(store, id, hash);
  let plan: AccessPlan | undefined;

  function shardHash(path: string): string | undefined {
    return manifest.shards[sha256(path).slice(0, 2)];
  }

  return {
    id,
    parent: manifest.parent,
    keyId: manifest.keyId,
    plan() {
      plan ??= accessPlan.parse(JSON.parse(readObjectSync(store, manifest.plan).toString('utf8')));
      return plan;
    },
    find(path) {
      const shard = shardHash(path);
      if (!shard) return undefined;
      const cached = shards.get(shard);
      if (cached) return cached.get(path);
      const files = readShard(store, shard);
      shards.set(shard, files);
      return files.get(path);
    },
    mentions(path, text) {
      const shard = shardHash(path);
      if (!shard) return false;
      try {
        return readFileSync(objectFile(store, shard)).includes(text);
      } catch {
        return false;
      }
    },
  };
}

function readManifest(store: string, id: string, hash: string | null): ReleaseManifest {
  if (!/^\d{8}T\d{6}Z-[0-9a-f]{8}$/.test(id)) throw new DamagedObject('a release has an id that is none');
  try {
    const bytes = readFileSync(join(store, 'manifests', `${id}.json`));
    if (hash !== null && sha256(bytes) !== hash)
      throw new Error('its bytes are not those that were published');
    return releaseManifest.parse(JSON.parse(bytes.toString('utf8')));
  } catch (cause) {
    throw new DamagedObject(`the manifest of the release ${id} cannot be used`, { cause });
  }
}

function readShard(store: string, hash: string): ShardFiles {
  const bytes = readObjectSync(store, hash);
  return new Map(Object.entries(releaseShard.parse(JSON.parse(bytes.toString('utf8'))).files));
}
