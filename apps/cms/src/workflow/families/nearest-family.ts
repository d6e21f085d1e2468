import type { Coverage } from './labels.ts';

/** Codes do not nest deeper; a circle in damaged data ends here. */
const deepest = 24;

/**
 * For a code without a text of its own, the nearest code above it whose text is for its family; null where there is
 * none, or where the code has a text. `own` tells whom a code's own text is for. Answers are kept: whole sets are asked.
 */
export function familyFinder(
  parentOf: (code: string) => string | null,
  own: (code: string) => Coverage | null,
): (code: string) => string | null {
  const above = new Map<string, string | null>();
  const familyAbove = (code: string): string | null => {
    const path: string[] = [];
    let found: string | null = null;
    let at: string | null = code;
    for (let step = 0; at !== null && step < deepest; step += 1) {
      const known = above.get(at);
      if (known !== undefined) {
        found = known;
        break;
      }
      path.push(at);
      const parent: string | null = parentOf(at);
      if (parent !== null && own(parent) === 'family') {
        found = parent;
        break;
      }
      at = parent;
    }
    for (const one of path) above.set(one, found);
    return found;
  };
  return (code) => (own(code) === null ? familyAbove(code) : null);
}
