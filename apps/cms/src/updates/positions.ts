import { mergeOrders } from '../export/merge-orders.ts';

/** More codes than ever left between two neighbours. */
const between = 100_000;

/**
 * Where codes stand in the official order of an edition, the first at 1; a code that left stands where pages have it,
 * between its neighbours. A code of neither edition stands at the end.
 */
export function positions(from: readonly string[], to: readonly string[]): (code: string) => number {
  const held = new Set(to);
  const places = new Map<string, number>();
  let place = 0;
  let behind = 0;
  for (const code of mergeOrders([to, from])) {
    if (held.has(code)) [place, behind] = [place + 1, 0];
    else behind += 1;
    places.set(code, place + behind / between);
  }
  return (code) => places.get(code) ?? to.length + 1;
}
