const side = /\b(right|left|bilateral)\b/gi;
const unspecified = /\bunspecified\b/i;

export type Side = 'right' | 'left' | 'bilateral' | 'unspecified';

/**
 * The side that a descriptor names. "Unspecified" is one where the descriptor says so and codes beside it say left and
 * right of the same: in the same words, or under a last character that means "unspecified" (0 or 9). A descriptor with
 * both sides names none.
 */
export function sideOf(
  descriptor: string,
  code: string,
  siblings: readonly { code: string; longDescriptor: string }[],
): Side | null {
  const named = sidesIn(descriptor);
  if (named.size > 0) return named.size === 1 ? ([...named][0] ?? null) : null;
  if (!unspecified.test(descriptor)) return null;
  const sided = siblings.filter(({ longDescriptor }) => sidesIn(longDescriptor).size === 1);
  const both = new Set(sided.flatMap(({ longDescriptor }) => [...sidesIn(longDescriptor)]));
  if (!both.has('left') || !both.has('right')) return null;
  const same = sided.some(({ longDescriptor }) => sameButSide(longDescriptor, descriptor));
  return same || /[09]$/.test(code) ? 'unspecified' : null;
}

/** A descriptor without the words that name its side. */
export function withoutSide(descriptor: string, named: Side | null): string {
  if (named === null) return descriptor;
  return descriptor.replace(new RegExp(`\\b${named}\\b`, 'i'), ' ');
}

function sidesIn(descriptor: string): Set<Side> {
  return new Set([...descriptor.matchAll(side)].map(([word]) => word.toLowerCase() as Side));
}

function sameButSide(sided: string, descriptor: string): boolean {
  return sided.replace(side, 'unspecified').toLowerCase() === descriptor.toLowerCase();
}
