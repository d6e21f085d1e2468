import { hash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
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
import { DamagedObject, readObjectSync, sha256 } from './object-files.ts';

export type ShardFiles = ReadonlyMap<string, ReleaseFile>;

/** One release of the store. Its shards are read when a path in them is first asked for. */
export interface Release {
  id: string;
  parent: string | null;
  /** In milliseconds since 1970. */
  created: number;
  keyId: string;
  format: ReleaseManifest['format'];
  /** The hash of each shard. */
  shards: ReadonlyMap<string, string>;
  /** The plan that belongs to the release. Throws a `DamagedObject` when it cannot be read. */
  plan(): AccessPlan;
  /** The file of a path; undefined where the release has none. Throws a `DamagedObject`. */
  find(path: string): ReleaseFile | undefined;
  /** The same for an asset, at the price of the assets alone in memory. */
  asset(path: string): ReleaseFile | undefined;
}

/** Files under a name that holds their hash: the same name, the same bytes, in every release. */
export const isAsset = (path: string): boolean => path.startsWith('/assets/');

/** Their names, as a shard's text has them. */
const assetNames = /"\/assets\/(?:[^"\\]|\\.)*"/g;
/** What a list of names takes beside them, in bytes. */
const aroundNames = 200;

/** What is kept of the shards that were read. */
export interface KeptShards {
  whole: LruCache<ShardFiles>;
  assets: LruCache<ShardFiles>;
  /** The names of their assets, one after the other, in quotation marks. */
  names: LruCache<string>;
}

/** A walk through earlier releases asks of one path, hundreds of times. */
let lately = { path: '', digits: '' };

/** The shard of a path, as the contract of a release says it. */
export function shardOf(path: string, format: ReleaseManifest['format']): string {
  if (path !== lately.path || lately.digits === '') lately = { path, digits: hash('sha256', path) };
  const { digits } = lately;
  return format === 1 || path.endsWith('/') ? digits.slice(0, 2) : `files-${digits.slice(0, 1)}`;
}

export interface ReleaseDocument {
  id: string;
  /** What the pointer says that its manifest's hash is; null where no pointer names it. */
  hash: string | null;
  /** A release that has most shards in common with it, whose names are then kept in memory once. */
  newer: Pick<Release, 'shards'> | null;
}

/** Reads a release's manifest. Throws a `DamagedObject` unless it is whole. */
export function readRelease(store: string, { id, hash, newer }: ReleaseDocument, kept: KeptShards): Release {
  const manifest = readManifest(store, id, hash);
  const { parent, created, keyId, format, plan: planHash, shards: named } = manifest;
  const shards = sharing(named, newer?.shards);
  let plan: AccessPlan | undefined;
  const shardHash = (path: string) => shards.get(shardOf(path, format));
  return {
    id,
    parent,
    created: Date.parse(created),
    keyId,
    format,
    shards,
    plan() {
      plan ??= accessPlan.parse(JSON.parse(readObjectSync(store, planHash).toString('utf8')));
      return plan;
    },
    find(path) {
      const shard = shardHash(path);
      if (!shard) return undefined;
      const cached = kept.whole.get(shard);
      if (cached) return cached.get(path);
      const { files, bytes } = readShard(store, shard);
      kept.whole.set(shard, files, bytes);
      return files.get(path);
    },
    asset(path) {
      const shard = shardHash(path);
      if (!shard) return undefined;
      const known = kept.assets.get(shard);
      if (known) return known.get(path);
      // Most releases do not name what is asked for: of their lists, the names are enough.
      if (!namesIn(store, shard, kept).includes(JSON.stringify(path))) return undefined;
      const assets = readAssets(store, shard);
      kept.assets.set(shard, assets, assets.size + 1);
      return assets.get(path);
    },
  };
}

const releaseId = /^\d{8}T\d{6}Z-[0-9a-f]{8}$/;

export const manifestFile = (store: string, id: string): string => join(store, 'manifests', `${id}.json`);

/** The ids of a store's releases, the newest first: ids sort by time. None where they cannot be listed. */
export function releaseIds(store: string): string[] {
  try {
    const names = readdirSync(join(store, 'manifests')).map((name) => name.replace(/\.json$/, ''));
    return names.filter((name) => releaseId.test(name)).toSorted((a, b) => (a < b ? 1 : -1));
  } catch {
    return [];
  }
}

function readManifest(store: string, id: string, hash: string | null): ReleaseManifest {
  if (!releaseId.test(id)) throw new DamagedObject('a release has an id that is none');
  try {
    const bytes = readFileSync(manifestFile(store, id));
    if (hash !== null && sha256(bytes) !== hash)
      throw new Error('its bytes are not those that were published');
    return releaseManifest.parse(JSON.parse(bytes.toString('utf8')));
  } catch (cause) {
    throw new DamagedObject(`the manifest of the release ${id} cannot be used`, { cause });
  }
}

/** The same names, with the strings of another release where they are equal. */
function sharing(
  named: ReleaseManifest['shards'],
  other: ReadonlyMap<string, string> | undefined,
): ReadonlyMap<string, string> {
  const shared = Object.entries(named).map(([shard, hash]): [string, string] => {
    const known = other?.get(shard);
    return [shard, known === hash ? known : hash];
  });
  return new Map(shared);
}

function readShard(store: string, hash: string): { files: ShardFiles; bytes: number } {
  const bytes = readObjectSync(store, hash);
  const { files } = releaseShard.parse(JSON.parse(bytes.toString('utf8')));
  return { files: new Map(Object.entries(files)), bytes: bytes.byteLength };
}

/**
 * The names of a shard's assets. They are read once: whoever asks for what no release has would otherwise have every list
 * read, each time. Throws a `DamagedObject`, until the shard can be read.
 */
function namesIn(store: string, shard: string, { names }: KeptShards): string {
  const known = names.get(shard);
  if (known !== undefined) return known;
  const text = readObjectSync(store, shard).toString('utf8');
  const found = (text.match(assetNames) ?? []).join('');
  names.set(shard, found, found.length + aroundNames);
  return found;
}

function readAssets(store: string, shard: string): ShardFiles {
  return new Map([...readShard(store, shard).files].filter(([path]) => isAsset(path)));
}
