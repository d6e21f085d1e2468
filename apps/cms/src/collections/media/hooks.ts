import type { Media } from '@plaincode/types/payload';
import { APIError, type CollectionBeforeChangeHook, type CollectionBeforeOperationHook } from 'payload';
import { actorOf } from '../../access/actor.ts';
import { BadRequest } from '../../access/parse-request.ts';
import { scopeOf } from '../../workflow/permissions.ts';

/**
 * Refuses what would put other bytes behind an image's address: a new file, and the edits (crop, resize, focal
 * point) that Payload takes from the query and writes over the stored file.
 */
export const refuseNewPicture: CollectionBeforeOperationHook = ({ args, operation, req }) => {
  if (operation === 'update' && (req.file || req.query?.uploadEdits))
    throw new APIError('An image cannot be replaced. Upload the new one beside it.', 409, null, true);
  return args;
};

/**
 * An image comes as a file. Payload would fetch one from any address that a document names, from within the desk's own network,
 * whatever is said of pasting. Those who may not add one hear nothing else than that.
 */
export const refuseNoPicture: CollectionBeforeOperationHook = ({ args, operation, req }) => {
  const mayAdd = scopeOf(actorOf(req)?.role ?? null, 'media', 'create') !== 'none';
  if (operation === 'create' && !req.file && mayAdd)
    throw new BadRequest('Send the image itself, as a form with its file: the desk fetches none.');
  return args;
};

/** What an update may say; everything else in an image's document is measured from its file. */
const notMeasured = new Set(['alt', 'credit', 'wordsBy', 'updatedAt']);

/** Keeps name, size and kind as they were stored, whatever an update says of them. */
export const keepFileFacts: CollectionBeforeChangeHook = ({ data, operation, originalDoc }) => {
  if (operation !== 'update') return data;
  const measured = Object.entries(originalDoc ?? {}).filter(([name]) => !notMeasured.has(name));
  return { ...data, ...Object.fromEntries(measured) };
};

/** Notes who wrote what the image shows: those words go into every text that shows it. */
export const noteAuthor: CollectionBeforeChangeHook<Media> = ({ data, originalDoc, req }) => {
  const before = originalDoc?.wordsBy ?? [];
  const author = data.alt === originalDoc?.alt ? null : actorOf(req);
  return { ...data, wordsBy: author ? [...new Set([...before, author.id])] : before };
};
