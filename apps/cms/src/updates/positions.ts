/** More codes than ever left between two neighbours. */
const between = 100_000;

/**
 * Where codes stand in the official order of an edition, the first at 1; a code that left stands behind its former
 * neighbour. A code of neither edition stands at the end.
 */
export function positions(from: readonly string[], to: readonly string[]): (code: string) => number {
  const places = new Map(to.map((code, index) => [code, index + 1]));
  const left = new Map<string, number>();
  let neighbour = 0;
  let behind = 0;
  for (const code of from) {
    const place = places.get(code);
    behind = place === undefined ? behind + 1 : 0;
    if (place === undefined) left.set(code, neighbour + behind / between);
    else neighbour = place;
  }
  return (code) => places.get(code) ?? left.get(code) ?? to.length + 1;
}
