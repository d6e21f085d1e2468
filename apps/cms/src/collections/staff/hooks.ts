import {
  APIError,
  type CollectionBeforeChangeHook,
  type CollectionBeforeLoginHook,
  type CollectionBeforeValidateHook,
  Forbidden,
} from 'payload';
import { type Actor, actorOf } from '../../access/actor.ts';
import { passwordsSet } from '../../audit/staff-events.ts';
import type { PasswordSetter } from '../../workflow/pending-change.ts';

/**
 * Closes Payload's "create first user" page and its endpoint, which ask for no access: over HTTP only an
 * admin makes accounts. The first one comes from the command line.
 */
export const refuseSelfRegistration: CollectionBeforeChangeHook = ({ operation, data, req }) => {
  if (operation === 'create' && req.payloadAPI !== 'local' && actorOf(req)?.role !== 'admin')
    throw new Forbidden(req.t);
  return data;
};

/** Somebody whose account was switched off is told no more than somebody without one. */
export const refuseInactive: CollectionBeforeLoginHook = ({ user, req }) => {
  if (user.active !== true) throw new Forbidden(req.t);
  return user;
};

/**
 * Remembers that a save brings a password, for the log (by then the password itself is gone), and who else than its own
 * person may know the password of an account.
 */
export const notePassword: CollectionBeforeChangeHook = ({ data, originalDoc, context, req }) => {
  if (typeof data.password !== 'string') return data;
  passwordsSet(context).add(originalDoc?.id);
  return { ...data, passwordBy: setterOf(actorOf(req), originalDoc?.id) };
};

/** A command sets passwords for nobody at the desk. */
function setterOf(actor: Actor | null, account: unknown): PasswordSetter | null {
  if (actor === null || actor.id === account) return null;
  return { by: actor.id, byName: actor.name, at: new Date().toISOString() };
}

const shortestPassword = 10;

/** Length is what counts: nobody is asked for signs and numbers. */
export const refuseShortPassword: CollectionBeforeValidateHook = ({ data }) => {
  const password: unknown = data?.password;
  if (typeof password === 'string' && password.length < shortestPassword)
    throw new APIError(`Choose a password of at least ${shortestPassword} characters.`, 422, null, true);
  return data;
};
