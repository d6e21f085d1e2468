import { createHash } from 'node:crypto';
import { type GuardedCollection, type GuardedGlobal, guardRules } from '../second-person/rules.ts';
import { fixedSpelling } from '../workflow/fixed-spelling.ts';
import { changesBetween } from '../workflow/pending-change.ts';

/**
 * The guarded values of a document as one hash. Each row about the document holds it, so that a state which no
 * row brought about is found; undefined where nothing is guarded.
 */
export function guardedState(entity: string, values: Record<string, unknown>): string | undefined {
  const rule = isGuarded(entity) ? guardRules[entity] : null;
  if (!rule) return undefined;
  const held = changesBetween({}, values, rule.fields)
    .map(({ field, to }) => ({ field, to }))
    .sort((a, b) => (a.field < b.field ? -1 : 1));
  return createHash('sha256').update(fixedSpelling(held)).digest('hex');
}

function isGuarded(entity: string): entity is GuardedCollection | GuardedGlobal {
  return Object.hasOwn(guardRules, entity);
}
