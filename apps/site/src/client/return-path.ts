/** A page of this site and nothing else: the same form as the content contract's page paths. */
const localPath = /^\/(?:[A-Za-z0-9][A-Za-z0-9.-]*\/)*$/;

/** The page to come back to after logging in, from an address's query; null unless it is a page of this site. */
export function returnPath(query: string): string | null {
  const path = new URLSearchParams(query).get('return');
  return path !== null && path.length <= 200 && localPath.test(path) && !path.includes('..') ? path : null;
}
