import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { open, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { downloadAgain, Unreadable } from '../problems.ts';
import { bounded, errorCode, mostUnpacked } from './bounded.ts';
import { listMembers, type TextPart } from './zip.ts';

/** Where a release file is: at a path, or in memory under the name that its maintainer gave it. */
export type ReleaseSource = string | { name: string; bytes: Buffer };

/** A release file as it was given. */
export type ReleaseFile = {
  /** Its name without folders. */
  name: string;
  sha256: string;
  /** Its bytes, packed as it is. */
  size: number;
  /** When it was last written, in milliseconds; what is read must still be what was hashed. Null in memory. */
  written: number | null;
  form: 'text' | 'xlsx';
  /** The texts inside; for xlsx, the members of the workbook. */
  parts: TextPart[];
};

/** Its name without folders. */
export const nameOfSource = (source: ReleaseSource): string => {
  const path = typeof source === 'string' ? source : source.name;
  return path.split(/[\\/]/).at(-1) || path;
};

/** Opens a release file of any form. Throws Unreadable where it is none. */
export async function openReleaseFile(source: ReleaseSource): Promise<ReleaseFile> {
  const { head, ...given } = await inspect(source);
  if (head.subarray(0, 4).equals(Buffer.from('PK\x03\x04', 'latin1'))) {
    const members = await listMembers(typeof source === 'string' ? source : source.bytes);
    const form = members.some(({ member }) => member === 'xl/workbook.xml') ? 'xlsx' : 'text';
    return { ...given, form, parts: members };
  }
  if (head[0] === 0x1f && head[1] === 0x8b)
    return { ...given, form: 'text', parts: [{ member: null, bytes: () => gunzip(source, given.size) }] };
  refuseOtherKinds(head);
  return { ...given, form: 'text', parts: [{ member: null, bytes: () => readBytes(source) }] };
}

/** Throws Unreadable where the file was written to since it was opened: a download that was still going on. */
export async function refuseIfChanged(source: ReleaseSource, file: ReleaseFile): Promise<void> {
  if (typeof source !== 'string') return;
  const about = await stat(source).catch(() => null);
  if (about?.size === file.size && about.mtimeMs === file.written) return;
  throw new Unreadable(
    'unreadable-file',
    'The file changed while it was read.',
    'Wait until it is complete, then give it again.',
  );
}

type Inspected = Omit<ReleaseFile, 'form' | 'parts'> & { head: Buffer };

async function inspect(source: ReleaseSource): Promise<Inspected> {
  if (typeof source === 'string') return inspectPath(source);
  const { name, bytes } = source;
  if (bytes.length === 0) throw empty();
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  return {
    name: basename(name),
    sha256,
    size: bytes.length,
    written: null,
    head: bytes.subarray(0, headBytes),
  };
}

async function inspectPath(path: string): Promise<Inspected> {
  try {
    const about = await stat(path);
    if (!about.isFile())
      throw new Unreadable('unreadable-file', 'This is not a file.', 'Give one release file, not a folder.');
    const { size, mtimeMs: written } = about;
    if (size === 0) throw empty();
    const hash = createHash('sha256');
    for await (const chunk of readBytes(path)) hash.update(chunk);
    const handle = await open(path);
    try {
      const { buffer, bytesRead } = await handle.read(Buffer.alloc(headBytes), 0, headBytes, 0);
      const head = buffer.subarray(0, bytesRead);
      return { name: basename(path), sha256: hash.digest('hex'), size, written, head };
    } finally {
      await handle.close();
    }
  } catch (error) {
    if (error instanceof Unreadable) throw error;
    throw new Unreadable(
      'unreadable-file',
      errorCode(error) === 'ENOENT'
        ? 'The file is not there.'
        : `The file cannot be read (${errorCode(error)}).`,
      'Check its name and your rights.',
    );
  }
}

const empty = () => new Unreadable('empty-file', 'The file is empty.', downloadAgain);

/** What kind of file it is shows within these. */
const headBytes = 4_096;

const otherKinds: [string, string][] = [
  ['%PDF', 'a PDF document'],
  ['\x89PNG', 'a picture'],
  ['\xff\xd8\xff', 'a picture'],
  ['\xd0\xcf\x11\xe0', 'an old Excel workbook (.xls)'],
  ['7z\xbc\xaf', 'a 7-Zip archive'],
  ['Rar!', 'a RAR archive'],
  ['BZh', 'a bzip2 archive'],
  ['PK', 'an empty or cut zip archive'],
  ['<!DOCTYPE', 'a web page'],
  ['<html', 'a web page'],
  ['SQLite format', 'a database'],
];

/** A single zero byte in a long text is a damaged text, whose line the reader names. */
const isBinary = (head: Buffer): boolean => head.filter((byte) => byte === 0).length * 200 > head.length;

function refuseOtherKinds(head: Buffer): void {
  const start = head.toString('latin1');
  const kind =
    otherKinds.find(([magic]) => start.startsWith(magic))?.[1] ?? (isBinary(head) ? 'a binary file' : null);
  if (kind === null) return;
  throw new Unreadable(
    'wrong-kind',
    `This is ${kind}, not a release file.`,
    'Give the release as its maintainer publishes it: text, gz, zip or xlsx.',
    { line: 1, column: Math.max(1, head.indexOf(0) + 1) },
  );
}

const chunkSize = 1024 * 1024;

const readBytes = (source: ReleaseSource): Readable =>
  typeof source === 'string'
    ? createReadStream(source, { highWaterMark: chunkSize })
    : Readable.from(chunksOf(source.bytes));

function* chunksOf(bytes: Buffer): Generator<Buffer> {
  for (let at = 0; at < bytes.length; at += chunkSize) yield bytes.subarray(at, at + chunkSize);
}

async function* gunzip(from: ReleaseSource, packed: number): AsyncGenerator<Buffer, void, undefined> {
  const source = readBytes(from);
  const stream = source.pipe(createGunzip({ chunkSize: 256 * 1024 }));
  source.on('error', (error) => stream.destroy(error));
  try {
    yield* bounded(stream, 'gzip', mostUnpacked(packed));
  } finally {
    // Whoever stops reading early leaves the file open otherwise.
    source.destroy();
  }
}
