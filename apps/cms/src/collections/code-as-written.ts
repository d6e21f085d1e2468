import type { CollectionBeforeOperationHook, Where } from 'payload';

/**
 * A search for `E11.9` finds what is held of `E119`: a key holds its code without the dot, and people write it with
 * one. For every collection that is searched by `codeKey`.
 */
export const findCodeAsWritten: CollectionBeforeOperationHook = ({ args, operation }) => {
  const { where } = args as { where?: Where };
  if ((operation !== 'read' && operation !== 'count') || !where) return args;
  return { ...args, where: withoutDots(where) };
};

/** The same condition, where what is looked for in a key has no dot between a category and the rest of its code. */
function withoutDots(where: Where): Where {
  return Object.fromEntries(
    Object.entries(where).map(([name, value]) => {
      if (Array.isArray(value)) return [name, value.map(withoutDots)];
      if (name !== 'codeKey' || value === null || typeof value !== 'object') return [name, value];
      return [name, keyCondition(value)];
    }),
  );
}

const keyCondition = (condition: object) =>
  Object.fromEntries(
    Object.entries(condition).map(([operator, sought]) => [
      operator,
      typeof sought === 'string' ? sought.replaceAll(dot, '') : sought,
    ]),
  );

/** The dot of a diagnosis code, or of its beginning: `E11.`, `e11.9`, `S52.5X1A`. */
const dot = /(?<=\b[A-Z]\d[0-9A-Z])\.(?=[0-9A-Z]{0,4}\b|$)/gi;
