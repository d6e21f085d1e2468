import { type CollectionBeforeValidateHook, ValidationError } from 'payload';
import { bareCode } from '../codes/bare-code.ts';

/** Codes are kept as the release files write them, so that they compare; a range that holds nothing is refused. */
export const tidyRange: CollectionBeforeValidateHook = ({ data, originalDoc, req }) => {
  if (!data) return data;
  if (typeof data.codeSet === 'string') data.codeSet = data.codeSet.trim().toLowerCase();
  for (const end of ['from', 'to'] as const)
    if (typeof data[end] === 'string') data[end] = bareCode(data[end]);
  const { from, to } = { ...originalDoc, ...data };
  const holds = !from || !to || from <= to || String(from).startsWith(to);
  if (!holds)
    throw new ValidationError(
      { errors: [{ message: `The range ends at ${to}, before it begins at ${from}.`, path: 'to' }], req },
      req.t,
    );
  return data;
};
