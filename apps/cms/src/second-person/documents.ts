import type { Payload } from 'payload';
import { type PendingChange, pendingChange, valuesOf } from '../workflow/pending-change.ts';
import type { GuardedCollection, GuardedGlobal } from './rules.ts';

/** A guarded document: one of a collection, or a global. */
export type GuardedDocument =
  | { entity: GuardedCollection; id: string; global: false }
  | { entity: GuardedGlobal; id: GuardedGlobal; global: true };

export const guardedCollections = ['staff', 'copyright-notices', 'rights-holders', 'code-systems'] as const;
export const guardedGlobals = ['access-plan'] as const;

/** `collection` and `id` as an address names them (`globals` for globals); null for whatever is not guarded. */
export function guardedDocument(collection: string, id: string): GuardedDocument | null {
  const entity = guardedCollections.find((slug) => slug === collection);
  if (entity) return { entity, id, global: false };
  const global = collection === 'globals' ? guardedGlobals.find((slug) => slug === id) : undefined;
  return global ? { entity: global, id: global, global: true } : null;
}

const named: Record<GuardedCollection | GuardedGlobal, string> = {
  staff: 'Account',
  'copyright-notices': 'Copyright notice',
  'rights-holders': 'Rights holder',
  'code-systems': 'Code set',
  'access-plan': 'Access plan',
};

export type Waiting = {
  document: GuardedDocument;
  /** `copyright-notices/cms-2025`, as commands take it. */
  title: string;
  /** `Copyright notice cms-2025`. */
  name: string;
  pending: PendingChange;
};
type Values = Record<string, unknown>;

/** The document's values; null where it does not exist. */
export async function readGuarded(payload: Payload, document: GuardedDocument): Promise<Values | null> {
  if (document.global) return { ...(await payload.findGlobal({ slug: document.entity, depth: 0 })) };
  const { entity: collection, id } = document;
  const found = await payload.findByID({ collection, id, depth: 0, disableErrors: true });
  return found ? { ...found } : null;
}

/** What waits in a document's values, or null. */
export function pendingOf(values: Values | null): PendingChange | null {
  return pendingChange.safeParse(values?.pending).data ?? null;
}

/** Ends what waits: with its values where it was approved, without them where it was declined. */
export async function settlePending(
  payload: Payload,
  document: GuardedDocument,
  { changes }: PendingChange,
  decision: 'approve' | 'decline',
): Promise<void> {
  const data = { ...(decision === 'approve' ? valuesOf(changes) : {}), pending: null };
  const name = document.global ? `globals/${document.id}` : `${document.entity}/${document.id}`;
  const how = { data, depth: 0, context: { decidedChange: name } } as const;
  if (document.global) await payload.updateGlobal({ slug: document.entity, ...how });
  else await payload.update({ collection: document.entity, id: document.id, ...how });
}

/** Everything that waits for a second person, in the order of the collections. */
export async function allPending(payload: Payload): Promise<Waiting[]> {
  const waiting: Waiting[] = [];
  for (const collection of guardedCollections) {
    const where = { pending: { exists: true } };
    const { docs } = await payload.find({ collection, where, depth: 0, pagination: false });
    for (const doc of docs) {
      const title = 'email' in doc ? doc.email : doc.slug;
      addWaiting(waiting, { entity: collection, id: doc.id, global: false }, title, { ...doc });
    }
  }
  for (const entity of guardedGlobals) {
    const document = { entity, id: entity, global: true } as const;
    addWaiting(waiting, document, entity, await readGuarded(payload, document));
  }
  return waiting;
}

function addWaiting(to: Waiting[], document: GuardedDocument, slug: string, values: Values | null): void {
  const pending = pendingOf(values);
  if (!pending) return;
  const { entity, global } = document;
  const [title, name] = global ? [slug, named[entity]] : [`${entity}/${slug}`, `${named[entity]} ${slug}`];
  to.push({ document, title, name, pending });
}
