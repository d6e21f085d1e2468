export type ContentEncoding = 'br' | 'gzip' | 'identity';

/** Below this many bytes an encoding saves nothing. */
const smallest = 256;

const textual = /^(?:text\/|image\/svg\+xml|application\/(?:json|javascript|manifest\+json|ld\+json|xml))/;

export function compressible(mediaType: string, size: number): boolean {
  return size >= smallest && textual.test(mediaType);
}

/** The best of what a request's Accept-Encoding allows (RFC 9110, section 12.5.3): brotli, then gzip. */
export function chooseEncoding(accepted: string | undefined): ContentEncoding {
  if (!accepted) return 'identity';
  const quality = new Map(accepted.split(',').map(weighed));
  const allows = (name: string) => (quality.get(name) ?? quality.get('*') ?? 0) > 0;
  if (allows('br')) return 'br';
  return allows('gzip') ? 'gzip' : 'identity';
}

function weighed(part: string): [string, number] {
  const [name = '', ...parameters] = part.split(';').map((piece) => piece.trim().toLowerCase());
  const q = parameters.find((parameter) => parameter.startsWith('q='));
  return [name, q === undefined ? 1 : Number(q.slice(2)) || 0];
}
