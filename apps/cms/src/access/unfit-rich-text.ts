import { isRecord } from './unfit-filter.ts';

/** A list in a list is two nodes deeper; nobody writes so many, and what reads them goes down node by node. */
const deepest = 100;

/** SQLite ends a text there, so that everything behind it would be lost. */
export const hasNul = (value: unknown): boolean => typeof value === 'string' && value.includes('\0');

/**
 * What is wrong with a formatted text as it came in, before anything goes down into it: a node that is none, lists nested
 * without end, a character that no text holds. What the nodes may be is judged where they become a page's.
 */
export function unfitRichText(value: unknown): string[] {
  if (!isRecord(value)) return ['write a formatted text, an object with its root.'];
  let level: unknown[] = [value.root];
  for (let depth = 0; level.length > 0; depth += 1) {
    if (depth > deepest) return [`its lists are nested too deep, more than ${deepest} nodes.`];
    const below: unknown[] = [];
    for (const node of level) {
      if (!isRecord(node)) return ['one of its nodes is no object.'];
      if (hasNul(node.text)) return ['write it without the character NUL.'];
      if (Array.isArray(node.children)) below.push(...node.children);
    }
    level = below;
  }
  return [];
}
