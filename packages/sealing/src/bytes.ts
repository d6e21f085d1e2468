/** Bytes as WebCrypto takes them: over a buffer that is not shared. */
export type Bytes = Uint8Array<ArrayBuffer>;

/**
 * Joins fields so that no two lists of fields give the same bytes: each is preceded by its length in bytes
 * (four bytes, most significant first). Strings are UTF-8.
 */
export function joinFields(fields: readonly (string | Uint8Array)[]): Bytes {
  const most = fields.reduce((sum, { length }) => sum + 4 + length * mostBytes, 0);
  const joined = new Uint8Array(most);
  const view = new DataView(joined.buffer);
  let at = 0;
  for (const field of fields) {
    const length = write(field, joined, at + 4);
    view.setUint32(at, length);
    at += 4 + length;
  }
  return joined.subarray(0, at);
}

/** A character of a string takes at most three bytes of UTF-8. */
const mostBytes = 3;

const encoder = new TextEncoder();

function write(field: string | Uint8Array, into: Uint8Array, at: number): number {
  if (typeof field === 'string') return writeString(field, into, at);
  into.set(field, at);
  return field.length;
}

/** Most fields are ASCII, and short: a way to the encoder and back takes longer than they do. */
function writeString(field: string, into: Uint8Array, at: number): number {
  for (let index = 0; index < field.length; index += 1) {
    const code = field.charCodeAt(index);
    if (code > 0x7f) return encoder.encodeInto(field, into.subarray(at)).written;
    into[at + index] = code;
  }
  return field.length;
}

/** Base64url (RFC 4648, section 5) without padding. */
export function toBase64url(bytes: Uint8Array): string {
  let binary = '';
  for (const byte of bytes) binary += String.fromCharCode(byte);
  return btoa(binary).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}

/** The reverse of {@link toBase64url}. Throws on anything that is not base64. */
export function fromBase64url(text: string): Bytes {
  const binary = atob(text.replaceAll('-', '+').replaceAll('_', '/'));
  return Uint8Array.from(binary, (character) => character.charCodeAt(0));
}

/** Sends bytes through a stream such as `DecompressionStream` and collects what comes out. */
export async function pipe(bytes: Bytes, through: CompressionStream | DecompressionStream): Promise<Bytes> {
  const stream = new Blob([bytes]).stream().pipeThrough(through);
  return new Uint8Array(await new Response(stream).arrayBuffer());
}
