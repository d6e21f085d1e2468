import { crc32 } from 'node:zlib';
import yauzl, { type Entry, type ZipFile } from 'yauzl';
import { downloadAgain, Unreadable } from '../problems.ts';
import { bounded, errorCode, largestText } from './bounded.ts';

/** A text inside a release file: the file itself, or a member of an archive. */
export type TextPart = {
  /** The archive member's name; null when the file itself is the text. */
  member: string | null;
  /** Reads the bytes anew at each call. Throws Unreadable. */
  bytes: () => AsyncIterable<Buffer>;
};

/** Where an archive's bytes are: a file's path, or the bytes themselves for an archive inside an archive. */
type ZipSource = string | Buffer;

const mostMembers = 2_000;
/** Bytes that all members together may unpack to: many that share one place in the file cost it nothing. */
const largestArchive = 4 * largestText;
/** Deflate cannot do better than about 1,032 to 1; real release texts stay under 20. */
const highestRatio = 200;

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
    const unpacked = entries.reduce((sum, { uncompressedSize }) => sum + uncompressedSize, 0);
    if (unpacked > largestArchive) throw tooLarge('All of it', unpacked);
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

function memberPart(source: ZipSource, entry: Entry, within: string | null): TextPart {
  const { fileName: name, uncompressedSize: size, compressedSize } = entry;
  if (/^[/\\]|(?:^|[/\\])\.\.(?:[/\\]|$)|^[A-Za-z]:|\0/.test(name)) throw leadsOut();
  if (entry.isEncrypted()) throw unsafe(`"${name}" is protected by a password.`);
  if (size > largestText || size > compressedSize * highestRatio + 1_000_000)
    throw tooLarge(`"${name}"`, size);
  return { member: name, bytes: () => readMember(source, entry, within) };
}

async function* readMember(
  source: ZipSource,
  entry: Entry,
  within: string | null,
): AsyncGenerator<Buffer, void, undefined> {
  const zip = await openZip(source);
  try {
    const stream = await zip.openReadStreamPromise(entry);
    const reached = { line: 1 };
    let sum = 0;
    for await (const chunk of bounded(stream, 'zip', reached)) {
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
    problem.member = within === null ? entry.fileName : `${within} › ${entry.fileName}`;
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

function tooLarge(what: string, size: number): Unreadable {
  return new Unreadable(
    'too-large',
    `${what} would unpack to ${size.toLocaleString('en-US')} bytes.`,
    'Give the release file itself.',
  );
}

function unsafe(message: string): Unreadable {
  return new Unreadable(
    'unsafe-archive',
    message,
    'Unpack it yourself, look at it, and give the release file itself.',
  );
}
