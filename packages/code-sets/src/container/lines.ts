import { isAscii } from 'node:buffer';
import { Unreadable } from '../problems.ts';

/** One line without its end; `number` counts from 1. */
export type Line = { text: string; number: number };

/** No official line comes near this many bytes; a longer one is a file of another kind. */
const longestLine = 64 * 1024;
/** The largest official table has a million. */
const mostLines = 5_000_000;

/**
 * Splits bytes into lines, a batch per chunk. CRLF and LF both end a line; a byte order mark is dropped. The
 * official files end every line, the last one too: one that does not was cut, and is refused with its number.
 * Each line is read as UTF-8 where it is valid UTF-8, else as Windows-1252: CMS files mix both.
 * Throws Unreadable.
 */
export async function* readLines(chunks: AsyncIterable<Buffer>): AsyncGenerator<Line[]> {
  let rest: Buffer = Buffer.alloc(0);
  let number = 0;
  for await (const chunk of chunks) {
    const bytes = rest.length === 0 ? chunk : Buffer.concat([rest, chunk]);
    const whole = bytes.subarray(0, bytes.lastIndexOf(10) + 1);
    const batch = isAscii(whole) ? asciiLines(whole, number) : mixedLines(whole, number);
    number += batch.length;
    rest = bytes.subarray(whole.length);
    if (rest.length > longestLine) throw overlong(number + 1);
    if (number > mostLines) throw tooMany(number);
    if (batch.length > 0) yield batch;
  }
  if (rest.length === 0 || (rest.length === 1 && rest[0] === 0x1a)) return;
  throw new Unreadable(
    'truncated-file',
    'The file ends in the middle of this line.',
    'Download the file again; if this line is whole, end it with a line break.',
    { line: number + 1, column: rest.length + 1 },
  );
}

/** Almost every chunk of an official file: decoded in one go, which is several times faster than line by line. */
function asciiLines(bytes: Buffer, before: number): Line[] {
  const text = bytes.toString('latin1');
  const lines: Line[] = [];
  let start = 0;
  for (let end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', start)) {
    const number = before + lines.length + 1;
    const to = end > start && text.charCodeAt(end - 1) === 13 ? end - 1 : end;
    if (to - start > longestLine) throw overlong(number);
    lines.push({ text: text.slice(start, to), number });
    start = end + 1;
  }
  return lines;
}

function mixedLines(bytes: Buffer, before: number): Line[] {
  const lines: Line[] = [];
  let start = 0;
  for (let end = bytes.indexOf(10); end >= 0; end = bytes.indexOf(10, start)) {
    const number = before + lines.length + 1;
    lines.push({ text: decodeLine(bytes, start, end, number), number });
    start = end + 1;
  }
  return lines;
}

function tooMany(line: number): Unreadable {
  return new Unreadable(
    'too-large',
    `The file has more than ${mostLines.toLocaleString('en-US')} lines.`,
    'Give the text file itself.',
    { line },
  );
}

function overlong(line: number): Unreadable {
  return new Unreadable(
    'wrong-kind',
    'This line is too long for a release file.',
    'Give the text file itself.',
    { line },
  );
}

function decodeLine(bytes: Buffer, from: number, end: number, number: number): string {
  const to = end > from && bytes[end - 1] === 13 ? end - 1 : end;
  if (to - from > longestLine) throw overlong(number);
  const start =
    number === 1 && bytes[from] === 0xef && bytes[from + 1] === 0xbb && bytes[from + 2] === 0xbf
      ? from + 3
      : from;
  const line = bytes.subarray(start, to);
  return isAscii(line) ? line.toString('latin1') : decodeText(line);
}

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
const windows1252 = new TextDecoder('windows-1252');

/** UTF-8 where it is valid, else Windows-1252: the order in which the AMA's own loader tries them. */
export function decodeText(bytes: Uint8Array): string {
  try {
    return utf8.decode(bytes);
  } catch {
    return windows1252.decode(bytes);
  }
}
