import { once } from 'node:events';
import type { Writable } from 'node:stream';
import type { ExportLine } from '@plaincode/content-schemas';

/** Characters gathered before they are written: one write a page would cost more than the page. */
const chunkLength = 1 << 16;

export interface WrittenLines {
  pages: number;
  bytes: number;
}

/**
 * Writes lines of the export stream, waiting whenever the reader is behind. Ends when everything has been
 * handed over; `out` stays open. Throws when the reader goes away.
 */
export async function writeLines(
  lines: AsyncIterable<ExportLine>,
  out: Writable,
  progress: (pages: number) => void,
): Promise<WrittenLines> {
  const written = { pages: 0, bytes: 0 };
  let chunk = '';
  const flush = async () => {
    const bytes = Buffer.from(chunk);
    chunk = '';
    written.bytes += bytes.length;
    if (!out.write(bytes)) await once(out, 'drain');
  };
  for await (const line of lines) {
    chunk += `${JSON.stringify(line)}\n`;
    if (line.type === 'page') written.pages += 1;
    if (chunk.length < chunkLength) continue;
    await flush();
    progress(written.pages);
  }
  await flush();
  return written;
}
