import type { Access, CollectionBeforeDeleteHook, SanitizedConfig, Where } from 'payload';
import { evenRefusals } from '../collections/staff/even-refusals.ts';
import { type Operation, operations, roles, scopeOf } from '../workflow/permissions.ts';
import { refusal } from '../workflow/refusal.ts';
import { actorOf } from './actor.ts';
import { boundLists } from './bounded-lists.ts';
import { checkRequests } from './checked-requests.ts';
import { checkViews } from './fit-views.ts';
import { WorkflowRefused } from './refused.ts';
import { keepShared } from './shared-views.ts';

/**
 * Puts the one table of permissions around the finished config: every collection and global, those that
 * Payload adds by itself included, has each of its access functions replaced. Whatever the table does not
 * name is closed, and what nobody may delete is not deleted for anybody by the desk's own code either. Jobs
 * are queued, run and cancelled by the desk's own code only.
 */
export function fence(config: SanitizedConfig): SanitizedConfig {
  for (const collection of config.collections) {
    close(collection.access, collection.slug);
    if (!mayBeDeleted(collection.slug)) {
      const { hooks } = collection;
      hooks.beforeDelete = [...new Set([...hooks.beforeDelete, refuseDeletion])];
    }
    if (collection.auth) collection.access.admin = ({ req }) => actorOf(req) !== null;
  }
  for (const global of config.globals) close(global.access, global.slug);
  boundLists(config);
  checkRequests(config);
  checkViews(config);
  keepShared(config);
  evenRefusals(config);
  config.jobs.access = { cancel: () => false, queue: () => false, run: () => false };
  return config;
}

function mayBeDeleted(entity: string): boolean {
  return roles.some((role) => scopeOf(role, entity, 'delete') !== 'none');
}

/** Access functions can be overridden by code; what is done for a person stays refused there too. */
const refuseDeletion: CollectionBeforeDeleteHook = ({ req }) => {
  if (req.user) throw new WorkflowRefused(refusal('never-deleted'));
};

/** Replaces the functions of every operation, also of one that only a later Payload knows. */
function close(access: Record<string, unknown>, entity: string): void {
  for (const operation of new Set([...operations, ...Object.keys(access)])) {
    access[operation] = isOperation(operation) ? gate(entity, operation) : () => false;
  }
}

function isOperation(name: string): name is Operation {
  return (operations as readonly string[]).includes(name);
}

function gate(entity: string, operation: Operation): Access {
  return ({ req }) => {
    const actor = actorOf(req);
    const scope = scopeOf(actor?.role ?? null, entity, operation);
    if (actor === null || scope === 'none') return false;
    return scope === 'all' ? true : ownDocuments(entity, operation, actor.id);
  };
}

/** What "own" means: oneself among staff, the views that one may see, one's own settings elsewhere. */
function ownDocuments(entity: string, operation: Operation, person: string): Where {
  if (entity === 'staff') return { id: { equals: person } };
  if (entity === 'payload-query-presets') return sharedViews(operation, person);
  return { 'user.value': { equals: person }, 'user.relationTo': { equals: 'staff' } };
}

/** A saved view says for itself who may read, change and remove it. */
function sharedViews(operation: Operation, person: string): Where {
  const given = `access.${operation}`;
  return {
    or: [{ [`${given}.constraint`]: { equals: 'everyone' } }, { [`${given}.users`]: { in: [person] } }],
  };
}
