import { downloadAgain, Unreadable } from '../problems.ts';

/** Most bytes any one text may hold once uncompressed: ten times the largest official file. */
export const largestText = 256 * 1024 * 1024;

/**
 * Passes chunks on up to the largest text, and turns what the decompressor finds into problems with a line.
 * `reached` counts the lines passed on.
 */
export async function* bounded(
  stream: AsyncIterable<Buffer>,
  form: string,
  reached: { line: number } = { line: 1 },
): AsyncGenerator<Buffer, void, undefined> {
  let size = 0;
  try {
    for await (const chunk of stream) {
      size += chunk.length;
      if (size > largestText)
        throw new Unreadable(
          'too-large',
          `More than ${largestText / 2 ** 20} MiB come out of this archive.`,
          'Give the release file itself.',
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
        `It holds more than ${most / 2 ** 20} MiB.`,
        'Give the release file itself.',
      );
    chunks.push(chunk);
  }
  return Buffer.concat(chunks, size);
}

export function errorCode(error: unknown): string {
  return error instanceof Error ? ((error as NodeJS.ErrnoException).code ?? error.message) : String(error);
}
