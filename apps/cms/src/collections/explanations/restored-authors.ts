import type { CollectionBeforeOperationHook, PayloadRequest } from 'payload';
import type { WorkflowRecord } from '../../workflow/decide-action.ts';
import { recordOf } from './workflow-record.ts';

/** Keeps the version that a request restores: Payload tells the later hooks only that one is restored. */
export const noteRestored: CollectionBeforeOperationHook = ({ args, operation }) => {
  if (operation !== 'restoreVersion') return args;
  const { id, req } = args as { id?: unknown; req: PayloadRequest };
  req.context.restoredVersion = typeof id === 'string' ? id : null;
  return args;
};

/**
 * Who restores an older text brings its authors back with it: they may not approve it either. They are the authors of
 * every version that says the same: as the text is hashed now, and as it was when the version was saved, since an image
 * of it may have got other words meanwhile.
 */
export async function withRestoredAuthors(
  before: WorkflowRecord | null,
  hash: string,
  id: string | undefined,
  req: PayloadRequest,
): Promise<WorkflowRecord | null> {
  if (before === null || !id || req.context.isRestoringVersion !== true) return before;
  const hashes = [hash, ...(await hashesOf(req.context.restoredVersion, id, req))];
  const authors = await authorsOf(id, hashes, req);
  return { ...before, editors: [...new Set([...before.editors, ...authors])] };
}

async function hashesOf(version: unknown, parent: string, req: PayloadRequest): Promise<string[]> {
  const { docs } = await req.payload.findVersions({
    collection: 'explanations',
    where: { id: { equals: version }, parent: { equals: parent } },
    limit: 1,
    depth: 0,
    req,
  });
  return docs.flatMap(({ version: { contentHash } }) => contentHash ?? []);
}

async function authorsOf(parent: string, hashes: readonly string[], req: PayloadRequest): Promise<string[]> {
  const { docs } = await req.payload.findVersions({
    collection: 'explanations',
    where: { parent: { equals: parent }, 'version.contentHash': { in: hashes } },
    pagination: false,
    depth: 0,
    req,
  });
  return docs.flatMap(({ version }) => recordOf(version).editors);
}
