import {
  type AfterErrorHook,
  APIError,
  type CollectionBeforeOperationHook,
  type Endpoint,
  type FlattenedField,
  Forbidden,
  type GlobalBeforeOperationHook,
  type PayloadRequest,
  QueryError,
  type SanitizedCollectionConfig,
  type SanitizedConfig,
  type SanitizedGlobalConfig,
} from 'payload';
import { type Operation, scopeOf } from '../workflow/permissions.ts';
import { actorOf } from './actor.ts';
import { BadRequest } from './parse-request.ts';
import { relationsGiven } from './relations-given.ts';
import { unfitDocument } from './unfit-document.ts';
import { isRecord, unfitFilter } from './unfit-filter.ts';
import { wordsAsSaid } from './words-as-said.ts';

/** Enough to mend by; a filter or a document can be wrong in any number of places. */
const mostTold = 5;

const filtered = ['get /', 'get /count', 'get /versions', 'get /list', 'patch /', 'delete /'];

/**
 * What a request to Payload's own endpoints carries is looked at before Payload works with it: a filter, a body or a field
 * that cannot be read is refused with its place and what to write there, instead of failing somewhere on the way.
 */
export function checkRequests(config: SanitizedConfig): void {
  for (const collection of config.collections) {
    const { endpoints, flattenedFields, hooks } = collection;
    hooks.beforeOperation = [...hooks.beforeOperation, refuseUnfitDocument(collection)];
    if (endpoints)
      collection.endpoints = endpoints
        .filter((one) => isServed(one, collection))
        .map((one) => checked(one, flattenedFields));
  }
  for (const global of config.globals) {
    const { endpoints, flattenedFields, hooks } = global;
    hooks.beforeOperation = [...(hooks.beforeOperation ?? []), refuseUnfitSettings(global)];
    if (endpoints) global.endpoints = endpoints.map((one) => checked(one, flattenedFields));
  }
  config.hooks.afterError = [...(config.hooks.afterError ?? []), sayWhereItIs, sayWhatToMend, wordsAsSaid];
}

/** An account of the desk is confirmed by no mail, and an admin sets a forgotten password anew. */
const notServed = new Set(['/verify/:id', '/forgot-password', '/reset-password']);

/** Payload offers to restore versions where none are kept, and fails when it is asked to. */
function isServed({ method, path }: Endpoint, { versions }: SanitizedCollectionConfig): boolean {
  const restores = method === 'post' && path === '/versions/:id';
  return !notServed.has(path) && (Boolean(versions) || !restores);
}

function checked(endpoint: Endpoint, fields: FlattenedField[]): Endpoint {
  const { method, path, handler } = endpoint;
  const asksFiltered = filtered.includes(`${method} ${path}`);
  return {
    ...endpoint,
    handler: async (req) => {
      if (asksFiltered) refuseUnfitFilter(req, fields);
      try {
        return await handler(req);
      } catch (error) {
        throw isUnread(req, error) ? new BadRequest(unreadBody) : error;
      }
    },
  };
}

const unreadBody =
  'The body of the request cannot be read. Send one JSON document with the content type application/json, or a whole form with its file.';

/** Payload reads a body before anything else, so without data and file nothing else was at work. */
function isUnread(req: PayloadRequest, error: unknown): boolean {
  const kind = req.headers.get('content-type') ?? '';
  if (req.data !== undefined || req.file !== undefined || error instanceof BadRequest) return false;
  const status = error instanceof APIError ? error.status : 500;
  return kind.startsWith('multipart/')
    ? status === 500
    : kind.startsWith('application/json') && status === 400;
}

/** A filter comes as parameters, or as one JSON text. Throws `BadRequest`. */
function refuseUnfitFilter({ query }: PayloadRequest, fields: FlattenedField[]): void {
  const { where } = query;
  if (where === undefined || where === '') return;
  const given = typeof where === 'string' ? fromJson(where) : where;
  refuse('The filter is not understood.', unfitFilter(given, fields));
}

function fromJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function refuseUnfitDocument(collection: SanitizedCollectionConfig): CollectionBeforeOperationHook {
  const { slug, flattenedFields, auth } = collection;
  return async ({ args, operation, req }) => {
    if ((operation !== 'create' && operation !== 'update') || !('data' in args) || isOfDesk(req)) return;
    if (!isAllowed(req, slug, operation)) return refuseNoDocument(args.data, req);
    leaveOutWhenMade(args.data);
    refuse('The document is not understood.', unfitDocument(args.data, flattenedFields, Boolean(auth)));
    refuse('The document is not understood.', await unknownRelations(req, args.data, flattenedFields));
  };
}

/** Payload writes into a body before it asks for rights, and fails at one that is no document. */
function refuseNoDocument(data: unknown, { t }: PayloadRequest): void {
  if (!isRecord(data)) throw new Forbidden(t);
}

/** Forms send along when a document was made. The desk says so itself, and keeps what stands. */
function leaveOutWhenMade(data: unknown): void {
  if (typeof data === 'object' && data !== null && 'createdAt' in data) delete data.createdAt;
}

function refuseUnfitSettings({ slug, flattenedFields }: SanitizedGlobalConfig): GlobalBeforeOperationHook {
  return async ({ args, operation, req }) => {
    if (operation !== 'update' || !('data' in args) || isOfDesk(req)) return;
    if (!isAllowed(req, slug, operation)) return refuseNoDocument(args.data, req);
    refuse('The settings are not understood.', unfitDocument(args.data, flattenedFields));
    refuse('The settings are not understood.', await unknownRelations(req, args.data, flattenedFields));
  };
}

/** Fields that name a document which is not there: the database would refuse them without a word. */
async function unknownRelations(
  { payload }: PayloadRequest,
  data: unknown,
  fields: FlattenedField[],
): Promise<string[]> {
  const wrong: string[] = [];
  const given = Map.groupBy(relationsGiven(data, fields), ({ collection }) => collection);
  for (const [collection, relations] of given) {
    const ids = [...new Set(relations.map(({ id }) => id))];
    const { docs } = await payload.db.find<{ id: string }>({
      collection,
      where: { id: { in: ids } },
      pagination: false,
      select: {},
    });
    const known = new Set(docs.map(({ id }) => id));
    wrong.push(
      ...relations
        .filter(({ id }) => !known.has(id))
        .map(({ place, id }) => `${place}: there is no document "${id.slice(0, 40)}" of ${collection}.`),
    );
  }
  return wrong;
}

/** The desk's own code writes through types, and is not looked at. */
const isOfDesk = ({ payloadAPI }: PayloadRequest): boolean => payloadAPI === 'local';

/** Nobody hears of fields that are not theirs to write. */
const isAllowed = (req: PayloadRequest, entity: string, operation: Operation): boolean =>
  scopeOf(actorOf(req)?.role ?? null, entity, operation) !== 'none';

function refuse(what: string, wrong: string[]): void {
  if (wrong.length === 0) return;
  const more = wrong.length - mostTold;
  const told = wrong.slice(0, mostTold).join(' ');
  throw new BadRequest(`${what} ${told}${more > 0 ? ` And ${more} more.` : ''}`);
}

/** Payload names a field that cannot be asked for, and nothing else; of an address it cannot read it says nothing at all. */
const sayWhatToMend: AfterErrorHook = ({ error, result }) => {
  if (error instanceof URIError)
    return said(400, 'The address is not understood: % stands before two digits from 0 to F.');
  if (!(error instanceof QueryError)) return;
  const mend = 'Ask for fields of this collection that you may read, with comparisons that they know.';
  return {
    status: error.status,
    response: { ...result, errors: [{ message: `${error.message}. ${mend}` }] },
  };
};

/**
 * Which fields are wrong and why, or the code of a refusal. Payload tells its errors by their class before it passes that on,
 * and the built desk holds the class twice: in what answers requests, and in what the process began with.
 */
export const sayWhereItIs: AfterErrorHook = ({ error }) => {
  if (!(error instanceof APIError) || !error.isPublic || !error.data) return;
  const { name, data, message } = error;
  return { status: error.status, response: { errors: [{ name, data, message }] } };
};

const said = (status: number, message: string) => ({ status, response: { errors: [{ message }] } });
