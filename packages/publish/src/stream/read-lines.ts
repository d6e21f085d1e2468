/** Lines of more than this are no page record but a mistake. */
const longestLine = 64 * 1024 * 1024;

/**
 * Cuts a stream of bytes at its line ends. Each line comes without its `\n`, as bytes of its own; what stands
 * after the last `\n` comes too, where it is not empty. Throws a `RangeError` on a line past 64 MB.
 */
export async function* readLines(stream: AsyncIterable<Uint8Array>): AsyncGenerator<Buffer[]> {
  let rest: Buffer[] = [];
  let restLength = 0;
  for await (const chunk of stream) {
    const bytes = Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength);
    const lines: Buffer[] = [];
    let from = 0;
    for (let end = bytes.indexOf(10); end >= 0; end = bytes.indexOf(10, from)) {
      const piece = bytes.subarray(from, end);
      lines.push(rest.length > 0 ? Buffer.concat([...rest, piece]) : piece);
      rest = [];
      restLength = 0;
      from = end + 1;
    }
    if (from < bytes.length) rest.push(bytes.subarray(from));
    restLength += bytes.length - from;
    if (restLength > longestLine) throw new RangeError('a line is longer than 64 MB');
    if (lines.length > 0) yield lines;
  }
  if (restLength > 0) yield [Buffer.concat(rest)];
}
