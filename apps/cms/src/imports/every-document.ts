import type { CollectionSlug, Payload, SelectType, Where } from 'payload';

/**
 * Every document of a collection that matches, straight from the database: no hooks and no access rules,
 * which a command of the operator does not need. Pages by key set, so the last page costs what the first does.
 * Order is by `by`, a unique text field.
 */
export async function* everyDocument(
  payload: Payload,
  collection: CollectionSlug,
  where: Where,
  { by = 'id', size = 2_000, select }: { by?: string; size?: number; select?: SelectType } = {},
): AsyncGenerator<unknown> {
  for (let after: string | undefined; ; ) {
    const page = await payload.db.find<Record<string, unknown>>({
      collection,
      where: after === undefined ? where : { and: [where, { [by]: { greater_than: after } }] },
      sort: by,
      limit: size,
      pagination: false,
      ...(select ? { select } : {}),
    });
    yield* page.docs;
    if (page.docs.length < size) return;
    after = String(page.docs.at(-1)?.[by]);
  }
}
