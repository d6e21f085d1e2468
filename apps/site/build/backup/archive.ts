import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { createReadStream, createWriteStream } from 'node:fs';
import type { Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { constants, createZstdCompress, createZstdDecompress } from 'node:zlib';
import { extract, pack } from 'tar-stream';

// A backup is a tar under zstd, with the hashes of its files as its last one, in the form of sha256sum: an archive that
// ends early lacks it, and `tar --zstd -x` with `sha256sum -c` reads it without this program.

export const hashesName = 'SHA256SUMS';

/** What the archive cannot be read or trusted for; the message names the place. */
export class ArchiveDamaged extends Error {
  override readonly name = 'ArchiveDamaged';
}

/** A file of the archive. `size` is what is read of a file on disk, which must not change meanwhile. */
export type ArchiveFile = { name: string } & ({ bytes: Buffer } | { file: string; size: number });

/** Fast, and small enough: pages are half ciphertext, which nothing makes smaller. */
const level = 3;

/** Writes an archive to a new file and gives the number of its files. Throws when the file exists or the disk is full. */
export async function writeArchive(
  to: string,
  files: Iterable<ArchiveFile> | AsyncIterable<ArchiveFile>,
): Promise<{ files: number; bytes: number }> {
  const tar = pack();
  const compress = createZstdCompress({
    params: { [constants.ZSTD_c_compressionLevel]: level, [constants.ZSTD_c_checksumFlag]: 1 },
  });
  const written = pipeline(tar, compress, createWriteStream(to, { flags: 'wx', mode: 0o600, flush: true }));
  // The error is the loop's: where the disk is full, what is added waits for ever.
  const failed = new Promise<never>((_, fail) => written.catch(fail));
  failed.catch(() => {});
  const hashes: string[] = [];
  let bytes = 0;
  try {
    for await (const file of files) {
      const added = await Promise.race([add(tar, file), failed]);
      hashes.push(`${added.hash}  ${file.name}\n`);
      bytes += added.size;
    }
    await Promise.race([add(tar, { name: hashesName, bytes: Buffer.from(hashes.join('')) }), failed]);
    tar.finalize();
    await written;
  } catch (error) {
    tar.destroy();
    await written.catch(() => {});
    throw error;
  }
  return { files: hashes.length, bytes };
}

async function add(tar: ReturnType<typeof pack>, file: ArchiveFile): Promise<{ hash: string; size: number }> {
  const size = 'bytes' in file ? file.bytes.length : file.size;
  const entry = tar.entry({ name: file.name, size, mode: 0o600, mtime: new Date(0) }) as unknown as Writable;
  // It fails with the file that is written, which says so itself.
  entry.on('error', () => {});
  const hash = createHash('sha256');
  let left = size;
  const chunks = 'bytes' in file ? [file.bytes] : createReadStream(file.file, { end: Math.max(0, size - 1) });
  for await (const chunk of chunks) {
    const part: Buffer = chunk.subarray(0, left);
    if (part.length === 0) continue;
    left -= part.length;
    hash.update(part);
    if (!entry.write(part)) await once(entry, 'drain');
  }
  if (left > 0) throw new Error(`${file.name} became shorter while it was read`);
  entry.end();
  return { hash: hash.digest('hex'), size };
}

/**
 * Reads an archive file by file; `take` gets each with its bytes and must read them to the end. Resolves when every file
 * was there with the hash that the archive gives for it. Throws an `ArchiveDamaged` otherwise.
 */
export async function readArchive(
  from: string,
  take: (name: string, bytes: AsyncIterable<Buffer>) => Promise<void>,
): Promise<{ files: number }> {
  const tar = extract();
  const read = pipeline(createReadStream(from), createZstdDecompress(), tar as unknown as Writable);
  // Told by the loop below, which meets it too.
  read.catch(() => {});
  const found = new Map<string, string>();
  let sums: string | null = null;
  try {
    for await (const entry of tar) {
      const { name, type } = entry.header;
      if (type !== 'file') throw new ArchiveDamaged(`it holds ${name}, which is no plain file`);
      if (sums !== null || found.has(name))
        throw new ArchiveDamaged(`it holds ${name} a second time, or too late`);
      if (name === hashesName) {
        const chunks: Buffer[] = [];
        for await (const chunk of bytesOf(entry)) chunks.push(chunk);
        sums = Buffer.concat(chunks).toString('utf8');
      } else {
        const hash = createHash('sha256');
        await take(name, hashing(bytesOf(entry), hash));
        found.set(name, hash.digest('hex'));
      }
    }
    await read;
  } catch (error) {
    await read.catch(() => {});
    throw isOfDisk(error) || error instanceof ArchiveDamaged
      ? error
      : new ArchiveDamaged('it is cut short, or no backup');
  }
  if (sums === null) throw new ArchiveDamaged('it is cut short, or no backup');
  compare(sums, found);
  return { files: found.size };
}

/** The types of the library leave open what an entry yields. */
const bytesOf = (entry: AsyncIterable<unknown>): AsyncIterable<Buffer> => entry as AsyncIterable<Buffer>;

async function* hashing(entry: AsyncIterable<Buffer>, hash: ReturnType<typeof createHash>) {
  for await (const chunk of entry) {
    hash.update(chunk);
    yield chunk;
  }
}

function compare(sums: string, found: ReadonlyMap<string, string>): void {
  const named = new Set<string>();
  for (const line of sums.split('\n').filter(Boolean)) {
    const [, hash, name = ''] = /^([0-9a-f]{64}) {2}(.+)$/.exec(line) ?? [];
    if (hash === undefined || found.get(name) !== hash)
      throw new ArchiveDamaged(`${name || line} is not as it was`);
    named.add(name);
  }
  for (const name of found.keys()) if (!named.has(name)) throw new ArchiveDamaged(`${name} has no hash`);
}

/** What the machine refuses is no fault of the archive. */
function isOfDisk(error: unknown): boolean {
  return error instanceof Error && 'code' in error && /^E[A-Z]+$/.test(String(error.code));
}
