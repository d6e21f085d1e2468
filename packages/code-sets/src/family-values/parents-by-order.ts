/**
 * The parent of each code of a set whose codes begin with those above them, given in the official order: the nearest
 * code before it with which it begins. It is what the order file's reader stores, told from the order alone.
 */
export function parentsByOrder(codes: readonly string[]): Map<string, string | null> {
  const parents = new Map<string, string | null>();
  const path: string[] = [];
  for (const code of codes) {
    while (path.length > 0 && !code.startsWith(path.at(-1) ?? '')) path.pop();
    parents.set(code, path.at(-1) ?? null);
    path.push(code);
  }
  return parents;
}
