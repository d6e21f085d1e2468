/**
 * The official order of an edition, with the codes that left put back behind the neighbour after which they last stood;
 * among codes that came in between, by their characters. `orders` begins with the present edition and goes back in time.
 * A code stands once.
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
  const shared = new Set(former);
  const put: string[] = [];
  let waiting = after.get(null) ?? [];
  let at = 0;
  for (const code of merged) {
    const came = !shared.has(code);
    // Up to the next code of both editions, those that came and those that left stand by their characters.
    for (let left = waiting[at]; left !== undefined && !(came && left > code); left = waiting[at]) {
      put.push(left);
      at += 1;
    }
    put.push(code);
    if (!came) [waiting, at] = [after.get(code) ?? [], 0];
  }
  for (const left of waiting.slice(at)) put.push(left);
  return put;
}
