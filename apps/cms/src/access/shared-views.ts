import type { CollectionBeforeChangeHook, Field, FieldHook, SanitizedConfig } from 'payload';
import { z } from 'zod';
import { relationId } from '../relation-id.ts';
import { refusal } from '../workflow/refusal.ts';
import { actorOf } from './actor.ts';
import { WorkflowRefused } from './refused.ts';

const kinds = ['read', 'update', 'delete'] as const;
const person = z.union([z.string(), z.looseObject({ id: z.string() })]);
const given = z.looseObject({ constraint: z.string().nullish(), users: z.array(person).nullish() });
const sharing = z.looseObject({ read: given.nullish(), update: given.nullish(), delete: given.nullish() });
type Sharing = z.infer<typeof sharing>;

/**
 * With whom a view is shared is for whom alone it is to change or to remove. Whoever else may change it changes what it shows:
 * they neither take it from the others nor, as Payload would have it of each who saves, come in the place of its author.
 */
export function keepShared({ collections }: SanitizedConfig): void {
  const views = collections.find(({ slug }) => slug === 'payload-query-presets');
  if (!views) return;
  views.hooks.beforeChange = [...views.hooks.beforeChange, refuseToShare];
  for (const field of everyField(views.fields))
    if (field.type === 'relationship' && field.name === 'users')
      field.hooks = { ...field.hooks, beforeChange: [...(field.hooks?.beforeChange ?? []), keepUsers] };
}

function everyField(fields: readonly Field[]): Field[] {
  return fields.flatMap((field) => [field, ...('fields' in field ? everyField(field.fields) : [])]);
}

const refuseToShare: CollectionBeforeChangeHook = ({ data, originalDoc, operation, req }) => {
  const actor = actorOf(req);
  if (operation !== 'update' || actor === null) return data;
  const [before, after] = [sharing.parse(originalDoc?.access ?? {}), sharing.parse(data.access ?? {})];
  if (isTheirs(before, actor.id) || kinds.every((kind) => isSame(before[kind], after[kind]))) return data;
  throw new WorkflowRefused(refusal('view-of-others'));
};

/** Runs after Payload's own hook, which names whoever saves. */
const keepUsers: FieldHook = ({ value, previousValue, originalDoc, operation, req }) => {
  const actor = actorOf(req);
  if (
    operation !== 'update' ||
    actor === null ||
    isTheirs(sharing.parse(originalDoc?.access ?? {}), actor.id)
  )
    return value;
  return previousValue;
};

function isTheirs({ update, delete: remove }: Sharing, id: string): boolean {
  return [update, remove].some(
    (one) =>
      one?.constraint !== 'everyone' && usersOf(one).every((user) => user === id) && usersOf(one).length > 0,
  );
}

function isSame(before: Sharing['read'], after: Sharing['read']): boolean {
  if (before?.constraint !== after?.constraint) return false;
  return before?.constraint !== 'specificUsers' || namesOf(before) === namesOf(after);
}

const usersOf = (one: Sharing['read']): string[] => (one?.users ?? []).map((user) => relationId(user));
const namesOf = (one: Sharing['read']): string => [...new Set(usersOf(one))].sort().join();
