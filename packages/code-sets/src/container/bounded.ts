import { downloadAgain, Unreadable } from '../problems.ts';

/** Most bytes any one text may hold once uncompressed: ten times the largest official file. */
export const largestText = 256 * 1024 * 1024;
/** Official texts pack to a twelfth or less; deflate could make a thousandth of a text that means harm. */
const highestRatio = 100;

/** Most bytes that may come out of so many packed ones. */
export const mostUnpacked = (packed: number): number =>
  Math.min(largestText, packed * highestRatio + 1024 * 1024);

/**
 * Passes chunks on up to `most` bytes, and turns what the decompressor finds into problems with a line.
 * `reached` counts the lines passed on.
 */
export async function* bounded(
  stream: AsyncIterable<Buffer>,
  form: string,
  most: number,
  reached: { line: number } = { line: 1 },
): AsyncGenerator<Buffer, void, undefined> {
  let size = 0;
  try {
    for await (const chunk of stream) {
      size += chunk.length;
      if (size > most)
        throw new Unreadable(
          'too-large',
          `More than ${most.toLocaleString('en-US')} bytes come out of this archive.`,
          'Give the release file itself.',
          { line: reached.line },
        );
      for (let at = chunk.indexOf(10); at >= 0; at = chunk.indexOf(10, at + 1)) reached.line += 1;
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
      { line: reached.line },
    );
  }
}

/** Reads a whole part into memory. Throws Unreadable where it is larger than `most` bytes. */
export async function readWhole(bytes: AsyncIterable<Buffer>, most: number): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of bytes) {
    size += chunk.length;
    if (size > most)
      throw new Unreadable(
        'too-large',
        `It holds more than ${most.toLocaleString('en-US')} bytes.`,
        'Give the release file itself.',
      );
    chunks.push(chunk);
  }
  return Buffer.concat(chunks, size);
}

export function errorCode(error: unknown): string {
  return error instanceof Error ? ((error as NodeJS.ErrnoException).code ?? error.message) : String(error);
}
