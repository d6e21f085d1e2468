import { hash } from 'node:crypto';
import { mkdirSync, readFileSync, renameSync, rmSync, statfsSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, constants } from 'node:zlib';
import { brotliQuality, compressible, type ReleaseFile, variantEndings } from '@plaincode/content-schemas';
import { z } from 'zod';
import { sha256 } from '../plan/fingerprint.ts';
import { PublishRefused } from '../refusal.ts';
import { isLocked } from './lock.ts';
import type { ReleaseStore } from './release-store.ts';
import { readShard } from './shards.ts';

/** What compressing a release did. Bytes are those of the files that were compressed, before and after. */
export type CompressReport = {
  outcome: 'compressed';
  release: string;
  files: { compressed: number; there: number; left: number };
  bytes: { before: number; after: number };
};

type Outcome = keyof CompressReport['files'];

export type CompressAsked = {
  /** The publisher's own folder: its lock is looked at, and what is done is kept there. */
  stateFolder: string;
  /** Looks at every file again, and not only at what the release before had not. */
  anew?: boolean;
  /** Bytes of the disk that stay free: a publish needs them more. */
  leaveFree?: number;
};

/** A variant that saves less than this share of its file is not worth its place. */
const leastSaving = 0.1;

/**
 * Compresses the files of the served release with brotli, beside their objects: each once, for as long as its object stands.
 * The gate sends what it finds, and compresses itself what it does not. It may be stopped at any moment and goes on where it
 * was; shards that were gone through before are passed over. Reads one file at a time. Throws `busy` as soon as a publisher
 * is at work, and `disk-full` where too little room is left: what it did until then stays.
 */
export function compressRelease(
  store: ReleaseStore,
  { stateFolder, anew = false, leaveFree = 0 }: CompressAsked,
): CompressReport {
  const manifest = store.current();
  if (!manifest) throw new PublishRefused('no-release', 'Nothing has been published yet.');
  const report: CompressReport = {
    outcome: 'compressed',
    release: manifest.id,
    files: { compressed: 0, there: 0, left: 0 },
    bytes: { before: 0, after: 0 },
  };
  const progress = openProgress(stateFolder);
  const shards = Object.values(manifest.shards);
  const done = new Set(anew ? [] : shards.filter((shard) => progress.before.has(shard)));
  for (const shard of shards) {
    if (done.has(shard)) continue;
    refuseWithoutRoom(store.root, leaveFree);
    for (const file of Object.values(readShard(store.objects, shard).files)) {
      giveWay(stateFolder);
      report.files[compressFile(store, file, report.bytes)] += 1;
    }
    progress.keep(done.add(shard));
  }
  return report;
}

function giveWay(stateFolder: string): void {
  if (isLocked(stateFolder))
    throw new PublishRefused('busy', 'A publisher is at work: what is not compressed yet comes after it.');
}

function refuseWithoutRoom(root: string, leaveFree: number): void {
  const { bavail, bsize } = statfsSync(root);
  if (bavail * bsize < leaveFree)
    throw new PublishRefused(
      'disk-full',
      'Too little room is left on the disk for compressed files: pages are compressed as they are asked for.',
    );
}

function compressFile(
  { objects }: ReleaseStore,
  { hash: name, size, mediaType }: ReleaseFile,
  bytes: CompressReport['bytes'],
): Outcome {
  if (!compressible(mediaType, size)) return 'left';
  const target = objects.fileOf(name) + variantEndings.br;
  if ((statSync(target, { throwIfNoEntry: false })?.size ?? 0) > 0) return 'there';
  const plain = readWhole(objects.fileOf(name), name);
  if (!plain) return 'left';
  const packed = brotliCompressSync(plain, {
    params: {
      [constants.BROTLI_PARAM_QUALITY]: brotliQuality(mediaType),
      [constants.BROTLI_PARAM_SIZE_HINT]: size,
    },
  });
  if (packed.length > size * (1 - leastSaving)) return 'left';
  place(target, Buffer.concat([hash('sha256', packed, 'buffer'), packed]));
  bytes.before += size;
  bytes.after += packed.length;
  return 'compressed';
}

/** Null where the object is damaged, or was pruned in the meantime. */
function readWhole(file: string, name: string): Buffer | null {
  try {
    const bytes = readFileSync(file);
    return sha256(bytes) === name ? bytes : null;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
    throw error;
  }
}

/** By way of another name beside it, which is not in the way of a publish, and goes with the object like the variant. */
function place(target: string, bytes: Buffer): void {
  const temporary = `${target}.new`;
  rmSync(temporary, { force: true });
  try {
    writeFileSync(temporary, bytes, { mode: 0o444 });
    renameSync(temporary, target);
  } catch (error) {
    rmSync(temporary, { force: true });
    throw error;
  }
}

const kept = z.strictObject({ shards: z.array(z.string()) });
type Kept = z.infer<typeof kept>;

type Progress = { before: ReadonlySet<string>; keep(done: ReadonlySet<string>): void };

/** Hashes of the shards whose files were all looked at. What cannot be read is begun anew. */
function openProgress(stateFolder: string): Progress {
  const file = join(stateFolder, 'compressed.json');
  mkdirSync(stateFolder, { recursive: true });
  return {
    before: readDone(file),
    keep(done) {
      writeFileSync(`${file}.new`, JSON.stringify({ shards: [...done] } satisfies Kept));
      renameSync(`${file}.new`, file);
    },
  };
}

function readDone(file: string): ReadonlySet<string> {
  try {
    return new Set(kept.parse(JSON.parse(readFileSync(file, 'utf8'))).shards);
  } catch {
    return new Set();
  }
}
