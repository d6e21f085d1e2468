import type { ReleaseFile } from '@plaincode/content-schemas';
import { PublishRefused } from '../refusal.ts';
import type { ObjectStore } from './object-store.ts';
import { type ReleaseFiles, readShard, type ShardFormat, type Shards, shardOf } from './shards.ts';

export const damagedRelease =
  'The current release cannot be read. Verify it for the particulars; publish --full makes a whole one.';

/** The files of a release in the store. A shard is read when something in it is first asked for. */
export class HeldFiles {
  readonly #objects: ObjectStore;
  readonly #shards: Readonly<Record<string, string>>;
  readonly format: ShardFormat;
  readonly #read = new Map<string, ReleaseFiles>();

  constructor(objects: ObjectStore, { format, shards }: Shards) {
    this.#objects = objects;
    this.#shards = shards;
    this.format = format;
  }

  /** Names of the shards that hold anything. */
  get names(): string[] {
    return Object.keys(this.#shards);
  }

  /** The files of one shard. Throws `release-damaged` where it cannot be read. */
  shard(name: string): ReleaseFiles {
    const known = this.#read.get(name);
    if (known) return known;
    const files = this.#readShard(this.#shards[name]);
    this.#read.set(name, files);
    return files;
  }

  #readShard(hash: string | undefined): ReleaseFiles {
    if (!hash) return new Map();
    try {
      return new Map(Object.entries(readShard(this.#objects, hash).files));
    } catch {
      throw new PublishRefused('release-damaged', damagedRelease);
    }
  }

  get(path: string): ReleaseFile | undefined {
    return this.shard(shardOf(path, this.format)).get(path);
  }

  /** Every file, which reads every shard. */
  *entries(): Generator<[string, ReleaseFile]> {
    for (const name of this.names) yield* this.shard(name);
  }

  /** The same without what is known of them. */
  *paths(): Generator<string> {
    for (const name of this.names) yield* this.shard(name).keys();
  }
}
