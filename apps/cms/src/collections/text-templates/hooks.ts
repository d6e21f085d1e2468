import { type CollectionBeforeChangeHook, ValidationError } from 'payload';

/** One template for each code set and part: the key says whose, whatever a request says. Throws where there is one. */
export const setKey: CollectionBeforeChangeHook = async ({ data, originalDoc, req }) => {
  const codeSet = String(data.codeSet ?? originalDoc?.codeSet ?? '')
    .trim()
    .toLowerCase();
  const part = String(data.part ?? originalDoc?.part ?? '');
  const key = `${codeSet}/${part}`;
  const { docs } = await req.payload.find({
    collection: 'text-templates',
    where: { key: { equals: key } },
    depth: 0,
    limit: 1,
  });
  if (docs[0] && docs[0].id !== originalDoc?.id) throw new ValidationError(alreadyThere);
  return { ...data, codeSet, key };
};

const alreadyThere = {
  collection: 'text-templates',
  errors: [
    {
      path: 'part',
      label: 'Part of the page',
      message: 'The code set has a template for this part already: change that one.',
    },
  ],
};
