/**
 * The value of one cookie of a Cookie header, as it was sent; null when it is not there. Null too where two stand under the
 * name: whoever reads the header next may take the other.
 */
export function cookieValue(header: string | null, name: string): string | null {
  let found: string | null = null;
  for (const pair of (header ?? '').split(';')) {
    const at = pair.indexOf('=');
    if (at <= 0 || pair.slice(0, at).trim() !== name) continue;
    if (found !== null) return null;
    found = pair.slice(at + 1).trim();
  }
  return found;
}
