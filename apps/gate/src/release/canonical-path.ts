/**
 * The path that a reader meant by another spelling, where that can be told from the spelling alone and
 * `exists` knows it: a missing trailing slash, doubled slashes, `index.html`, capitals, a diagnosis code
 * without its dot, a modifier without its folder. Null where there is none.
 */
export function canonicalPath(path: string, exists: (path: string) => boolean): string | null {
  const segments = path.split('/').filter(Boolean);
  if (segments.at(-1) === 'index.html') segments.pop();
  if (segments.length === 0) return path === '/' ? null : '/';
  const candidates = [segments, codeSpelling(segments), dotted(codeSpelling(segments)), segments.map(lower)]
    .concat(withoutFolder(segments), withFolder(segments))
    .map((parts) => `/${parts.join('/')}/`)
    .concat(`/${segments.join('/')}`);
  return candidates.find((candidate) => candidate !== path && exists(candidate)) ?? null;
}

/** `/hcpcs/browse/` and `/hcpcs/modifiers/` are folders without a page of their own: their set's page lists what is in them. */
function withoutFolder(segments: string[]): string[][] {
  const folder = lower(segments.at(-1) ?? '');
  return folder === 'browse' || folder === 'modifiers' ? [segments.slice(0, -1).map(lower)] : [];
}

/** `/hcpcs/GA/` as `/hcpcs/modifiers/GA/`. */
function withFolder(segments: string[]): string[][] {
  const [set = '', code = '', ...rest] = codeSpelling(segments);
  return code !== '' && rest.length === 0 ? [[set, 'modifiers', code]] : [];
}

const lower = (text: string) => text.toLowerCase();

/** A code set and the words of paths in lower case, codes in capitals: `/hcpcs/modifiers/A1/`. */
function codeSpelling([set = '', ...rest]: string[]): string[] {
  const words = new Set(['modifiers', 'browse']);
  return [lower(set), ...rest.map((part) => (words.has(lower(part)) ? lower(part) : part.toUpperCase()))];
}

/** `E119` and `E11-9` as `E11.9`: an ICD-10-CM code has its dot after the third character. */
function dotted(segments: string[]): string[] {
  const code = segments.at(-1) ?? '';
  const plain = code.replaceAll(/[.-]/g, '');
  if (!/^[A-Z][0-9][0-9A-Z]{2,5}$/.test(plain)) return segments;
  return [...segments.slice(0, -1), `${plain.slice(0, 3)}.${plain.slice(3)}`];
}
