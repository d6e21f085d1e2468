import {
  APIError,
  type CollectionBeforeChangeHook,
  type CollectionBeforeLoginHook,
  type CollectionBeforeValidateHook,
  Forbidden,
} from 'payload';
import { actorOf } from '../../access/actor.ts';
import { passwordsSet } from '../../audit/staff-events.ts';

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

/** Remembers, for the log, that a save brings a password; by then the password itself is gone. */
export const notePassword: CollectionBeforeChangeHook = ({ data, originalDoc, context }) => {
  if (typeof data.password === 'string') passwordsSet(context).add(originalDoc?.id);
  return data;
};

const shortestPassword = 10;

/** Length is what counts: nobody is asked for signs and numbers. */
export const refuseShortPassword: CollectionBeforeValidateHook = ({ data }) => {
  const password: unknown = data?.password;
  if (typeof password === 'string' && password.length < shortestPassword)
    throw new APIError(`Choose a password of at least ${shortestPassword} characters.`, 422, null, true);
  return data;
};
