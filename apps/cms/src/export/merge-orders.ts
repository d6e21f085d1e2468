/**
 * The official order of an edition, with the codes that left put back beside the neighbour after which they
 * last stood. `orders` begins with the present edition and goes back in time. A code stands once.
 */
export function mergeOrders(orders: readonly (readonly string[])[]): string[] {
  const [current = [], ...former] = orders;
  let merged: readonly string[] = current;
  for (const order of former) merged = withLeft(merged, order);
  return [...merged];
}

function withLeft(merged: readonly string[], former: readonly string[]): readonly string[] {
  const known = new Set(merged);
  const after = new Map<string | null, string[]>();
  let anchor: string | null = null;
  for (const code of former) {
    if (known.has(code)) anchor = code;
    else after.set(anchor, [...(after.get(anchor) ?? []), code]);
  }
  if (after.size === 0) return merged;
  return [...(after.get(null) ?? []), ...merged.flatMap((code) => [code, ...(after.get(code) ?? [])])];
}
