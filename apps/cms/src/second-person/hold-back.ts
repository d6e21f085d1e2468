import type { Actor } from '../access/actor.ts';
import { WorkflowRefused } from '../access/refused.ts';
import { fixedSpelling } from '../workflow/fixed-spelling.ts';
import {
  changesBetween,
  mergedChanges,
  passwordSetter,
  pendingChange,
  wish,
} from '../workflow/pending-change.ts';
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
 * A save that wishes for nothing guarded leaves a wish that waits alone, unless it sets the password of somebody else's
 * account: who agrees has to have seen that. Throws `WorkflowRefused` where somebody else's wish waits.
 */
export function holdBack(rule: GuardRule, save: SaveToHold): Values {
  const { document, original, wished, person, now } = save;
  if (person === null) return wished;
  const kept = Object.fromEntries(rule.fields.map((field) => [field, original?.[field]]));
  const held = { ...kept, ...within(rule, rule.standIn({ original, wished, person: person.id })) };
  const changes = changesBetween(held, wished, rule.fields);
  const stored = { ...wished, ...held };
  const waiting = pendingChange.safeParse(original?.pending).data ?? null;
  const password = passwordSetter.safeParse(wished.passwordBy).data;
  const isSetAnew = waiting && password && fixedSpelling(password) !== fixedSpelling(waiting.password);
  if (changes.length === 0 && !isSetAnew) return stored;
  if (waiting && waiting.by !== person.id)
    throw new WorkflowRefused(refusal('change-pending', [`It was proposed by ${waiting.byName}.`]));
  const all = mergedChanges(waiting?.changes ?? [], changes);
  const given = {
    changes: all,
    by: person.id,
    byName: person.name,
    at: now,
    ...(password ? { password } : {}),
  };
  return { ...stored, pending: wish(document, given) };
}

function within({ fields }: GuardRule, values: Values): Values {
  return Object.fromEntries(Object.entries(values).filter(([field]) => fields.includes(field)));
}
