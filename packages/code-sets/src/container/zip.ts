import { crc32 } from 'node:zlib';
import yauzl, { type Entry, type ZipFile } from 'yauzl';
import { downloadAgain, Unreadable } from '../problems.ts';
import { bounded, errorCode, mostUnpacked } from './bounded.ts';

/** A text inside a release file: the file itself, or a member of an archive. */
export type TextPart = {
  /** The archive member's name; null when the file itself is the text. */
  member: string | null;
  /** Reads the bytes anew at each call. Throws Unreadable. */
  bytes: () => AsyncIterable<Buffer>;
  /** How many bytes an archive keeps it in. */
  packedSize?: number;
  /** The member's name behind that of the archive that it stands in, for messages. */
  path?: string;
};

/** Where an archive's bytes are: a file's path, or the bytes themselves for an archive inside an archive. */
type ZipSource = string | Buffer;

const mostMembers = 2_000;
/** A member's record before its name and data (APPNOTE.TXT 4.3.7). */
const recordHead = 30;
/** What official archives stay below. */
const usualRatio = 20;

/**
 * The members of a zip archive, folders left out. `within` stands before their names in messages. Throws
 * Unreadable for damaged or unsafe archives; sizes are those of the archive's directory, and reading holds
 * them to it.
 */
export async function listMembers(source: ZipSource, within: string | null = null): Promise<TextPart[]> {
  const zip = await openZip(source);
  try {
    const entries: Entry[] = [];
    for await (const entry of zip.eachEntry()) {
      entries.push(entry);
      if (entries.length > mostMembers) throw unsafe(`The archive holds more than ${mostMembers} files.`);
    }
    refuseDoubles(entries);
    refuseOverlaps(entries);
    refuseBombs(entries);
    return entries
      .filter((entry) => !entry.fileName.endsWith('/'))
      .map((entry) => memberPart(source, entry, within));
  } catch (error) {
    const problem = error instanceof Unreadable ? error : damaged(error);
    problem.member ??= within;
    throw problem;
  } finally {
    zip.close();
  }
}

/** Of two members with one name, different programs see different ones. */
function refuseDoubles(entries: readonly Entry[]): void {
  const names = new Set(entries.map(({ fileName }) => fileName));
  if (names.size < entries.length) throw unsafe('The archive holds two files of one name.');
}

/** Members that share their data make much of little, and no program that packs files writes them. */
function refuseOverlaps(entries: readonly Entry[]): void {
  let end = 0;
  for (const entry of entries.toSorted(byOffset)) {
    const { relativeOffsetOfLocalHeader: start, fileNameRaw, compressedSize } = entry;
    if (start < end) throw unsafe('Members of the archive share their data.');
    end = start + recordHead + fileNameRaw.length + compressedSize;
  }
}

const byOffset = (one: Entry, other: Entry): number =>
  one.relativeOffsetOfLocalHeader - other.relativeOffsetOfLocalHeader;

function refuseBombs(entries: readonly Entry[]): void {
  let [packed, unpacked] = [0, 0];
  for (const entry of entries) {
    packed += entry.compressedSize;
    unpacked += entry.uncompressedSize;
  }
  // A large archive of many texts may hold more than one text may.
  if (unpacked > Math.max(mostUnpacked(packed), packed * usualRatio))
    throw new Unreadable(
      'too-large',
      `The archive would unpack to ${unpacked.toLocaleString('en-US')} bytes.`,
      'Give the release file itself.',
    );
}

function memberPart(source: ZipSource, entry: Entry, within: string | null): TextPart {
  const { fileName: name, uncompressedSize: size, compressedSize } = entry;
  const path = within === null ? name : `${within} › ${name}`;
  if (/^[/\\]|(?:^|[/\\])\.\.(?:[/\\]|$)|^[A-Za-z]:|\0/.test(name)) throw leadsOut();
  if (entry.isEncrypted()) throw unsafe('This member is protected by a password.').about(path);
  if (size > mostUnpacked(compressedSize))
    throw new Unreadable(
      'too-large',
      `This member would unpack to ${size.toLocaleString('en-US')} bytes.`,
      'Give the release file itself.',
    ).about(path);
  return { member: name, bytes: () => readMember(source, entry, path), packedSize: compressedSize, path };
}

async function* readMember(
  source: ZipSource,
  entry: Entry,
  path: string,
): AsyncGenerator<Buffer, void, undefined> {
  const zip = await openZip(source);
  try {
    const stream = await zip.openReadStreamPromise(entry);
    const reached = { line: 1 };
    let sum = 0;
    for await (const chunk of bounded(stream, 'zip', mostUnpacked(entry.compressedSize), reached)) {
      sum = crc32(chunk, sum);
      yield chunk;
    }
    if (sum !== entry.crc32)
      throw new Unreadable(
        'damaged-archive',
        'The checksum of this member does not fit its content: some line up to here is damaged.',
        downloadAgain,
        reached,
      );
  } catch (error) {
    const problem = error instanceof Unreadable ? error : damaged(error);
    problem.member = path;
    throw problem;
  } finally {
    zip.close();
  }
}

async function openZip(source: ZipSource): Promise<ZipFile> {
  const options = {
    autoClose: false,
    lazyEntries: true,
    decodeStrings: true,
    strictFileNames: false,
    validateEntrySizes: true,
  };
  try {
    return await (typeof source === 'string'
      ? yauzl.openPromise(source, options)
      : yauzl.fromBufferPromise(source, options));
  } catch (error) {
    throw damaged(error);
  }
}

function damaged(error: unknown): Unreadable {
  const text = errorCode(error);
  if (/invalid relative path|absolute path|invalid characters/i.test(text)) return leadsOut();
  const cut = /end of central directory|unexpected end|unexpected EOF/i.test(text);
  return new Unreadable(
    cut ? 'truncated-file' : 'damaged-archive',
    cut
      ? 'The archive is cut: its directory, which stands at the end, is missing.'
      : `The archive is damaged (${text}).`,
    downloadAgain,
    { line: 1 },
  );
}

const leadsOut = (): Unreadable => unsafe('The archive holds a name that leads out of its folder.');

function unsafe(message: string): Unreadable {
  return new Unreadable(
    'unsafe-archive',
    message,
    'Unpack it yourself, look at it, and give the release file itself.',
  );
}
