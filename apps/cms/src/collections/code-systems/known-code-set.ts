import type { TextFieldSingleValidation } from 'payload';

/**
 * Holds for the short id of a code set that the desk knows; else says which those are. Before the first import it knows none, and
 * work can be given out already.
 */
export const knownCodeSet: TextFieldSingleValidation = async (value, { req }) => {
  const asked = value?.trim().toLowerCase() ?? '';
  const { docs } = await req.payload.find({
    collection: 'code-systems',
    pagination: false,
    depth: 0,
    sort: 'slug',
  });
  if (docs.length === 0 || docs.some(({ slug }) => slug === asked)) return true;
  return `Write one of ${docs.map(({ slug }) => slug).join(', ')}.`;
};
