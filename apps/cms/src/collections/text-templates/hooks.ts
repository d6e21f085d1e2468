import type { CollectionBeforeChangeHook } from 'payload';

/** One template for each code set and part: the key says whose, whatever a request says. */
export const setKey: CollectionBeforeChangeHook = ({ data, originalDoc }) => {
  const codeSet = String(data.codeSet ?? originalDoc?.codeSet ?? '')
    .trim()
    .toLowerCase();
  const part = String(data.part ?? originalDoc?.part ?? '');
  return { ...data, codeSet, key: `${codeSet}/${part}` };
};
