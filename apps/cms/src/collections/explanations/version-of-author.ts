import type { CollectionBeforeOperationHook, PayloadRequest } from 'payload';

/**
 * Payload's autosave writes over the latest version. Another person's text stays in the history all the same: the
 * first autosave of a new author begins a version of its own.
 */
export const beginVersionOfAuthor: CollectionBeforeOperationHook = async ({ args, operation }) => {
  if (operation !== 'update') return args;
  const { autosave, id, req } = args as { autosave?: unknown; id?: unknown; req: PayloadRequest };
  if (!autosave) return args;
  const own = typeof id === 'string' && (await lastEditorOf(req, id)) === req.user?.id;
  return own ? args : { ...args, autosave: false };
};

async function lastEditorOf({ payload }: PayloadRequest, id: string): Promise<string | null> {
  const { docs } = await payload.findVersions({
    collection: 'explanations',
    where: { parent: { equals: id }, latest: { equals: true } },
    limit: 1,
    depth: 0,
    select: { version: { lastEditor: true } },
  });
  const last = docs[0]?.version.lastEditor ?? null;
  return typeof last === 'object' && last !== null ? last.id : last;
}
