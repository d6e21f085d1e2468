/** The bytes from `start` to before `end`. */
export type ByteRange = { start: number; end: number };

/**
 * The one range that a Range header asks for, of a body of `size` bytes (RFC 9110, section 14.1.2). Null where the header
 * is to be ignored: another unit, several ranges, no range at all. Then the whole body is the answer.
 */
export function parseRange(header: string, size: number): ByteRange | 'unsatisfiable' | null {
  const [, first = '', last = ''] = /^bytes=[\t ]*(\d*)-(\d*)[\t ]*$/i.exec(header) ?? [];
  if (first === '' && last === '') return null;
  if (first === '') return within(Math.max(0, size - Number(last)), size, size);
  if (last !== '' && Number(last) < Number(first)) return null;
  return within(Number(first), last === '' ? size : Number(last) + 1, size);
}

function within(start: number, end: number, size: number): ByteRange | 'unsatisfiable' {
  return start < size ? { start, end: Math.min(end, size) } : 'unsatisfiable';
}
