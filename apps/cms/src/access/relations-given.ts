import type { CollectionSlug, FlattenedField } from 'payload';

/** A document that a field names: where it stands in what was given, of which collection, and its id. */
export type GivenRelation = { place: string; collection: CollectionSlug; id: string };

/** The documents that a document's own fields name, its groups and lists included. Expects what `unfitDocument` passed. */
export function relationsGiven(data: unknown, fields: FlattenedField[], at = ''): GivenRelation[] {
  if (typeof data !== 'object' || data === null) return [];
  const given = new Map(Object.entries(data));
  return fields.flatMap((field): GivenRelation[] => {
    const place = `${at}${field.name}`;
    const value: unknown = given.get(field.name);
    if (field.type === 'group' || field.type === 'tab')
      return relationsGiven(value, field.flattenedFields, `${place}.`);
    if (field.type === 'array')
      return (Array.isArray(value) ? value : []).flatMap((row, index) =>
        relationsGiven(row, field.flattenedFields, `${place}[${index}].`),
      );
    if (field.type !== 'relationship' && field.type !== 'upload') return [];
    const collection = field.relationTo;
    if (typeof collection !== 'string') return [];
    const ids: unknown[] = Array.isArray(value) ? value : [value];
    return ids.flatMap((id) => (typeof id === 'string' && id !== '' ? [{ place, collection, id }] : []));
  });
}
