import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { open, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { createGunzip } from 'node:zlib';
import { downloadAgain, Unreadable } from '../problems.ts';
import { listMembers, type ZipMember } from './zip.ts';

/** A text inside a release file: the file itself, or a member of an archive. */
export type TextPart = {
  /** The archive member's name; null when the file itself is the text. */
  member: string | null;
  /** Reads the bytes anew at each call. Throws Unreadable. */
  bytes: () => AsyncIterable<Buffer>;
};

/** A release file as it was given. */
export type ReleaseFile = {
  /** Its name without folders. */
  name: string;
  sha256: string;
  /** Bytes on disk. */
  size: number;
  form: 'text' | 'xlsx';
  /** The texts inside; for xlsx, the members of the workbook. */
  parts: TextPart[];
};

/** Most bytes any one text may hold once uncompressed: ten times the largest official file. */
export const largestText = 256 * 1024 * 1024;

/** Opens a release file of any form. Throws Unreadable where it is none. */
export async function openReleaseFile(path: string): Promise<ReleaseFile> {
  const name = basename(path);
  const { size, sha256, head } = await inspect(path);
  const given = { name, sha256, size };
  if (head.subarray(0, 4).equals(Buffer.from('PK\x03\x04', 'latin1'))) {
    const members = await listMembers(path);
    const form = members.some((member) => member.name === 'xl/workbook.xml') ? 'xlsx' : 'text';
    return { ...given, form, parts: members.map(asPart) };
  }
  if (head[0] === 0x1f && head[1] === 0x8b)
    return { ...given, form: 'text', parts: [{ member: null, bytes: () => gunzip(path) }] };
  refuseOtherKinds(head);
  return { ...given, form: 'text', parts: [{ member: null, bytes: () => createReadStream(path) }] };
}

const asPart = (member: ZipMember): TextPart => ({ member: member.name, bytes: member.bytes });

async function inspect(path: string) {
  let size = 0;
  try {
    const about = await stat(path);
    if (!about.isFile())
      throw new Unreadable('unreadable-file', 'This is not a file.', 'Give one release file, not a folder.');
    size = about.size;
    if (size === 0) throw new Unreadable('empty-file', 'The file is empty.', downloadAgain);
    const hash = createHash('sha256');
    for await (const chunk of createReadStream(path)) hash.update(chunk);
    const handle = await open(path);
    try {
      const { buffer, bytesRead } = await handle.read(Buffer.alloc(4096), 0, 4096, 0);
      return { size, sha256: hash.digest('hex'), head: buffer.subarray(0, bytesRead) };
    } finally {
      await handle.close();
    }
  } catch (error) {
    if (error instanceof Unreadable) throw error;
    throw new Unreadable(
      'unreadable-file',
      `The file cannot be read (${errorCode(error)}).`,
      'Check its name and your rights.',
    );
  }
}

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

function refuseOtherKinds(head: Buffer): void {
  const start = head.toString('latin1');
  const kind =
    otherKinds.find(([magic]) => start.startsWith(magic))?.[1] ?? (head.includes(0) ? 'a binary file' : null);
  if (kind === null) return;
  throw new Unreadable(
    'wrong-kind',
    `This is ${kind}, not a release file.`,
    'Give the release as its maintainer publishes it: text, gz, zip or xlsx.',
    { line: 1, column: Math.max(1, head.indexOf(0) + 1) },
  );
}

async function* gunzip(path: string): AsyncGenerator<Buffer> {
  const source = createReadStream(path);
  const stream = source.pipe(createGunzip());
  source.on('error', (error) => stream.destroy(error));
  yield* bounded(stream, 'gzip');
}

/** Passes chunks on up to the largest text, and turns what the decompressor finds into problems with a line. */
export async function* bounded(stream: AsyncIterable<Buffer>, form: string): AsyncGenerator<Buffer> {
  let [size, lines] = [0, 1];
  try {
    for await (const chunk of stream) {
      size += chunk.length;
      if (size > largestText)
        throw new Unreadable(
          'too-large',
          `More than ${largestText / 2 ** 20} MiB come out of this archive.`,
          'Give the release file itself.',
        );
      for (let at = chunk.indexOf(10); at >= 0; at = chunk.indexOf(10, at + 1)) lines += 1;
      yield chunk;
    }
  } catch (error) {
    if (error instanceof Unreadable) throw error;
    const cut = /unexpected end|Z_BUF_ERROR/i.test(`${error} ${errorCode(error)}`);
    throw new Unreadable(
      cut ? 'truncated-file' : 'damaged-archive',
      cut
        ? `The ${form} data ends too early, near this line.`
        : `The ${form} data is damaged, at or before this line (${errorCode(error)}).`,
      downloadAgain,
      { line: lines },
    );
  }
}

export function errorCode(error: unknown): string {
  return error instanceof Error ? ((error as NodeJS.ErrnoException).code ?? error.message) : String(error);
}
