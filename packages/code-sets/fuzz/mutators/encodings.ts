import type { Mutator } from './mutator.ts';

const swapped = (bytes: Buffer): Buffer => (bytes.length % 2 === 0 ? bytes : bytes.subarray(1)).swap16();

/** What programs on the way do to texts: other encodings, marks at the beginning, an eighth bit that is lost. */
export const encodingMutators: Record<string, Mutator> = {
  utf16: (data) => Buffer.from(data.toString('latin1'), 'utf16le'),
  utf16WithMark: (data) => Buffer.from(`\ufeff${data.toString('latin1')}`, 'utf16le'),
  utf16BigEndian: (data) => swapped(Buffer.from(`\ufeff${data.toString('latin1')}`, 'utf16le')),
  utf32: (data) => Buffer.from(Uint32Array.from(data.subarray(0, 12_000)).buffer),
  utf8Mark: (data) => Buffer.concat([Buffer.from('\ufeff'), data]),
  utf8MarkTwice: (data) => Buffer.concat([Buffer.from('\ufeff\ufeff'), data]),
  encodedTwice: (data) => Buffer.from(data.toString('latin1'), 'utf8'),
  latin1: (data) => Buffer.from(data.toString('utf8'), 'latin1'),
  sevenBits: (data) => Buffer.from(data.map((byte) => byte & 0x7f)),
  eighthBit: (data, random) => {
    const bytes = Buffer.from(data);
    for (let left = 1 + random.below(20); left > 0; left -= 1) {
      const at = random.below(bytes.length);
      bytes[at] = (bytes[at] ?? 0) | 0x80;
    }
    return bytes;
  },
  ebcdic: (data) =>
    Buffer.from(data.map((byte) => (byte >= 0x30 && byte <= 0x39 ? byte + 0xc0 : byte ^ 0x55))),
  base64: (data) => Buffer.from(data.toString('base64').replaceAll(/.{76}/g, '$&\r\n')),
  quotedPrintable: (data) =>
    Buffer.from(data.toString('latin1').replaceAll('=', '=3D').replaceAll(/.{72}/g, '$&=\r\n'), 'latin1'),
  htmlEntities: (data) => Buffer.from(data.toString('latin1').replaceAll(' ', '&nbsp;'), 'latin1'),
};
