import type { CorrectionKind } from './correction.ts';

/** The ambulatory surgical center's indicator, in quotation marks of any kind: `Add "YY" A`, `Remove "Y`. */
const surgicalCenter = /^(add|remove)\s*["'“”‘’]\s*Y/i;

const kinds: [start: RegExp, kind: CorrectionKind][] = [
  [/^removed? in\b/i, 'restore'],
  [/^add(?:ed)?(?: code)?$/i, 'add'],
  [/^add(?:ed)? (?:new )?code\b/i, 'add'],
  [/^(?:disc|delete|terminat)/i, 'discontinue'],
  [/^change/i, 'change'],
];

/**
 * What an action asks for, told from as much of its words as the column left. "Removed in" (error) means that
 * the code is missing from the edition by mistake. What is not known is 'other', and is not acted on.
 */
export function kindOf(action: string): CorrectionKind {
  if (surgicalGroupOf(action) !== null) return 'change';
  return kinds.find(([start]) => start.test(action))?.[1] ?? 'other';
}

/** Whether the action adds or removes the ambulatory surgical center's indicator; null where it does neither. */
export function surgicalGroupOf(action: string): 'add' | 'remove' | null {
  const verb = surgicalCenter.exec(action)?.[1]?.toLowerCase();
  return verb === 'add' || verb === 'remove' ? verb : null;
}
