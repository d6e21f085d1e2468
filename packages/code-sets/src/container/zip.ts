import { crc32 } from 'node:zlib';
import yauzl, { type Entry, type ZipFile } from 'yauzl';
import { downloadAgain, Unreadable } from '../problems.ts';
import { bounded, errorCode, largestText } from './release-file.ts';

export type ZipMember = {
  name: string;
  /** Bytes once uncompressed, as the archive's directory says. */
  size: number;
  bytes: () => AsyncGenerator<Buffer>;
};

const mostMembers = 2_000;
/** Deflate cannot do better than about 1,032 to 1; real release texts stay under 20. */
const highestRatio = 200;

/** The members of a zip archive, folders left out. Throws Unreadable for damaged or unsafe archives. */
export async function listMembers(path: string): Promise<ZipMember[]> {
  const zip = await openZip(path);
  try {
    const entries: Entry[] = [];
    for await (const entry of zip.eachEntry()) {
      entries.push(entry);
      if (entries.length > mostMembers) throw unsafe(`The archive holds more than ${mostMembers} files.`);
    }
    return entries.filter((entry) => !entry.fileName.endsWith('/')).map((entry) => member(path, entry));
  } catch (error) {
    throw error instanceof Unreadable ? error : damaged(error);
  } finally {
    zip.close();
  }
}

function member(path: string, entry: Entry): ZipMember {
  const { fileName: name, uncompressedSize: size, compressedSize } = entry;
  if (/^[/\\]|(?:^|[/\\])\.\.(?:[/\\]|$)|^[A-Za-z]:|\0/.test(name))
    throw unsafe('The archive holds a name that leads out of its folder.');
  if (entry.isEncrypted()) throw unsafe(`"${name}" is protected by a password.`);
  if (size > largestText || size > compressedSize * highestRatio + 1_000_000)
    throw new Unreadable(
      'too-large',
      `"${name}" would unpack to ${size.toLocaleString('en-US')} bytes.`,
      'Give the release file itself.',
    );
  return { name, size, bytes: () => readMember(path, entry) };
}

async function* readMember(path: string, entry: Entry): AsyncGenerator<Buffer> {
  const zip = await openZip(path);
  try {
    const stream = await zip.openReadStreamPromise(entry);
    let [sum, lines] = [0, 1];
    for await (const chunk of bounded(stream, 'zip')) {
      sum = crc32(chunk, sum);
      for (let at = chunk.indexOf(10); at >= 0; at = chunk.indexOf(10, at + 1)) lines += 1;
      yield chunk;
    }
    if (sum !== entry.crc32)
      throw new Unreadable(
        'damaged-archive',
        'The checksum of this member does not fit its content: some line up to here is damaged.',
        downloadAgain,
        { line: lines },
      );
  } catch (error) {
    const problem = error instanceof Unreadable ? error : damaged(error);
    problem.member = entry.fileName;
    throw problem;
  } finally {
    zip.close();
  }
}

async function openZip(path: string): Promise<ZipFile> {
  try {
    return await yauzl.openPromise(path, {
      autoClose: false,
      lazyEntries: true,
      decodeStrings: true,
      strictFileNames: false,
      validateEntrySizes: true,
    });
  } catch (error) {
    throw damaged(error);
  }
}

function damaged(error: unknown): Unreadable {
  const text = errorCode(error);
  if (/invalid relative path|absolute path|invalid characters/i.test(text))
    return unsafe('The archive holds a name that leads out of its folder.');
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

function unsafe(message: string): Unreadable {
  return new Unreadable(
    'unsafe-archive',
    message,
    'Unpack it yourself, look at it, and give the release file itself.',
  );
}
