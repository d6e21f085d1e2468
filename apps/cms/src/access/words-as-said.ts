import type { AfterErrorHook } from 'payload';

/**
 * Has a form show the desk's words as they are. What it finds among the `errors` Payload takes for a list of fields: it
 * cuts it at the first colon and at each comma. Where a field is at fault it has to find it there.
 */
export const wordsAsSaid: AfterErrorHook = ({ result }) => {
  const [refused, ...others] = result?.errors ?? [];
  if (!refused?.message || others.length > 0 || Array.isArray(refused.data?.errors)) return;
  return { response: { ...result, message: refused.message } };
};
