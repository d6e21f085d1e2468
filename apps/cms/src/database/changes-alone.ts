import { isDeepStrictEqual } from 'node:util';
import type { CollectionBeforeChangeHook, DatabaseAdapterObj, UpdateOneArgs } from 'payload';

type Doc = Record<string, unknown>;
type Stored = Doc & { id: string };

const accounts = 'staff';
const collections: ReadonlySet<string> = new Set([accounts, 'releases']);

/**
 * The same database, where a save of an account or a release writes what it changes and nothing else. Payload writes the
 * whole document as it read it: an account that is switched off while its person logs in would be on again, and a release
 * that reaches readers while it is given another title would be on its way for ever. Both have the hook `rememberRead`.
 */
export function writingChangesAlone(adapter: DatabaseAdapterObj): DatabaseAdapterObj {
  return {
    ...adapter,
    init(args) {
      const database = adapter.init(args);
      const updateOne = database.updateOne.bind(database);
      const write = async (asked: UpdateOneArgs) => {
        const changes = changesOf(asked, asked.data);
        if (!('sessions' in changes)) return await updateOne({ ...asked, data: changes } as UpdateOneArgs);
        // SQLite takes a list with its whole row alone: as it stands now.
        const where = { id: { equals: asked.id } };
        const stands = await database.findOne<Stored>({ collection: asked.collection, where });
        return await updateOne({ ...asked, data: { ...stands, ...changes } } as UpdateOneArgs);
      };
      let last: Promise<unknown> = Promise.resolve();
      database.updateOne = async (asked) => {
        if (!collections.has(asked.collection)) return await updateOne(asked);
        const mine = last.then(() => write(asked));
        last = mine.catch(() => undefined);
        return await mine;
      };
      return database;
    },
  };
}

/** What logging in, out and failing to log in change of an account. */
const ofLogins = new Set(['sessions', 'loginAttempts', 'lockUntil', 'updatedAt']);

function changesOf(asked: UpdateOneArgs, data: Doc): Doc {
  const before = readBefore(asked);
  if (before)
    return picked(
      data,
      // When it was changed is written with every change.
      (name) => name === 'updatedAt' || !isDeepStrictEqual(data[name] ?? null, before[name] ?? null),
    );
  // No save, but Payload's own log-in, with the account as it was read.
  const isWhole = asked.collection === accounts && 'email' in data;
  return isWhole ? picked(data, (name) => ofLogins.has(name)) : data;
}

const picked = (data: Doc, takes: (name: string) => boolean): Doc =>
  Object.fromEntries(Object.entries(data).filter(([name]) => takes(name)));

const key = 'readBefore';

/** Keeps what a save began from: what it writes is held against it. */
export const rememberRead: CollectionBeforeChangeHook = ({ collection, data, originalDoc, req }) => {
  if (!originalDoc) return data;
  const kept = keptIn(req.context) ?? new Map<string, Doc>();
  kept.set(`${collection.slug}/${originalDoc.id}`, { ...originalDoc });
  req.context[key] = kept;
  return data;
};

function readBefore({ collection, id, req }: UpdateOneArgs): Doc | undefined {
  return keptIn(req?.context)?.get(`${collection}/${id}`);
}

function keptIn(context: Doc | undefined): Map<string, Doc> | undefined {
  const kept = context?.[key];
  return kept instanceof Map ? kept : undefined;
}
