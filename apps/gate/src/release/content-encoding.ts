export type ContentEncoding = 'br' | 'gzip' | 'identity';

/** In the order in which they are taken where a request likes them equally. */
const known: readonly ContentEncoding[] = ['br', 'gzip', 'identity'];

/** How much the plain bytes are liked where a request does not name them: they may always be sent, after all else. */
const unnamed = 0.0001;

/** What a request's Accept-Encoding likes best of what we have (RFC 9110, section 12.5.3). */
export function chooseEncoding(accepted: string | undefined): ContentEncoding {
  if (!accepted) return 'identity';
  const quality = new Map(accepted.split(',').map(weighed));
  const likes = (name: ContentEncoding) =>
    quality.get(name) ?? (name === 'identity' ? unnamed : (quality.get('*') ?? 0));
  const [best = 'identity'] = known.toSorted((a, b) => likes(b) - likes(a));
  // One that takes nothing that we have gets the plain bytes all the same.
  return likes(best) > 0 ? best : 'identity';
}

function weighed(part: string): [string, number] {
  const [name = '', ...parameters] = part.split(';').map((piece) => piece.trim().toLowerCase());
  const q = parameters.find((parameter) => parameter.startsWith('q='));
  return [name, q === undefined ? 1 : Number(q.slice(2)) || 0];
}
