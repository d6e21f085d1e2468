/** Most codes and narrower lists on one list: with the way up to it, the page has at most 200 links. */
export const mostLinks = 190;

/** A list of codes that begin alike: narrower lists, codes, or (where a code is itself a beginning) both. */
export interface PrefixList {
  prefix: string;
  lists: PrefixList[];
  /** Codes that stand on this list itself, in official order. */
  codes: string[];
}

/**
 * Parts codes into lists by their beginnings, each no longer than the links that a list may hold: as coarse as
 * that allows. Keeps the order of the codes.
 */
export function prefixLists(codes: readonly string[], prefix = ''): PrefixList {
  if (prefix !== '' && codes.length <= mostLinks) return { prefix, lists: [], codes: [...codes] };
  const groups = new Map<string, string[]>();
  const own: string[] = [];
  for (const code of codes) {
    if (code.length === prefix.length) own.push(code);
    else append(groups, code.slice(0, prefix.length + 1), code);
  }
  const lists = [...groups].map(([longer, some]) => prefixLists(some, longer));
  const [only] = lists;
  // A single narrower list says nothing new: its beginning is the real one.
  if (only && lists.length === 1 && own.length === 0 && prefix !== '') return only;
  return { prefix, lists, codes: own };
}

/** How many codes a list leads to. */
export function listedCodes(list: PrefixList): number {
  return list.codes.length + list.lists.reduce((sum, narrower) => sum + listedCodes(narrower), 0);
}

/** The codes that a list leads to, in official order within each list. */
export function codesOf(list: PrefixList): string[] {
  return [...list.codes, ...list.lists.flatMap(codesOf)];
}

function append(groups: Map<string, string[]>, key: string, code: string): void {
  const group = groups.get(key);
  if (group) group.push(code);
  else groups.set(key, [code]);
}
