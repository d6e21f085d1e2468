import type { Actor } from '../access/actor.ts';
import { WorkflowRefused } from '../access/refused.ts';
import { changesBetween, mergedChanges, pendingChange, wish } from '../workflow/pending-change.ts';
import { refusal } from '../workflow/refusal.ts';
import type { GuardRule } from './rules.ts';

type Values = Record<string, unknown>;

export type SaveToHold = {
  /** Where the wish belongs; part of its hash. */
  document: string;
  original: Values | null;
  wished: Values;
  person: Actor | null;
  now: string;
};

/**
 * What is stored of a person's save: the guarded fields as they stand, the wish in `pending`, all else as given.
 * A save that wishes for nothing guarded leaves a wish that waits alone. Throws `WorkflowRefused` where somebody
 * else's wish waits.
 */
export function holdBack(rule: GuardRule, save: SaveToHold): Values {
  const { document, original, wished, person, now } = save;
  if (person === null) return wished;
  const kept = Object.fromEntries(rule.fields.map((field) => [field, original?.[field]]));
  const held = { ...kept, ...within(rule, rule.standIn({ original, wished, person: person.id })) };
  const changes = changesBetween(held, wished, rule.fields);
  const stored = { ...wished, ...held };
  const waiting = pendingChange.safeParse(original?.pending).data ?? null;
  if (changes.length === 0) return stored;
  if (waiting && waiting.by !== person.id)
    throw new WorkflowRefused(refusal('change-pending', [`It was proposed by ${waiting.byName}.`]));
  const all = mergedChanges(waiting?.changes ?? [], changes);
  const given = { changes: all, by: person.id, byName: person.name, at: now };
  return { ...stored, pending: wish(document, given) };
}

function within({ fields }: GuardRule, values: Values): Values {
  return Object.fromEntries(Object.entries(values).filter(([field]) => fields.includes(field)));
}
